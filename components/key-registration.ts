import { DbmulticloudOracleDbAwsKey } from "@pulumi/oci/oci";
import * as pulumi from "@pulumi/pulumi";
import { AwsKeyDiscovery, AwsKeyRefresh } from "../sdk/resources";
import type { KeyRegistrationArgs } from "./args/key-registration";
import { accept } from "./internal/checks";
import { placed } from "./internal/cluster-place";
import { type DiscoveredKey, KeyDiscovery } from "./internal/discovery";
import { type Guarded, guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { keyRegistration } from "./schema/registrations";

export type { DiscoveredKey } from "./internal/discovery";
export { KeyDiscovery } from "./internal/discovery";

/**
 * A KMS key that is registered in OCI. The component first discovers the key through the connector
 * (CreateMultiCloudResourceDiscovery), so that a role that may not describe the key fails early. Then it registers the key
 * (CreateOracleDbAwsKey).
 *
 * If a discovery does not find the key, it is repeated for half a minute, and again in the next run. A key that is disabled in
 * AWS shows as drift, and is an error until you enable it.
 * @example new KeyRegistration("tde", { keyArn: key.arn, connectorId: identity.connectorId, cluster: cluster.ref })
 */
export class KeyRegistration extends pulumi.ComponentResource {
    /** OCID of the registered key. Give it to EncryptedDatabase. */
    public readonly registeredKeyId: pulumi.Output<string>;
    /** ARN of the KMS key. */
    public readonly keyArn: pulumi.Output<string>;
    /** Whether the key was enabled in AWS when OCI last looked at it. */
    public readonly enabled: pulumi.Output<boolean>;
    /** The keys that the discovery found; empty without a discovery. */
    public readonly discoveredKeys: pulumi.Output<DiscoveredKey[]>;
    /** The native resource; undefined for an existing registration. */
    public readonly registration?: DbmulticloudOracleDbAwsKey;

    constructor(name: string, args: KeyRegistrationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:KeyRegistration", name, {}, opts);
        args = placed(accept(this, name, keyRegistration, args));
        const { existing, refreshTriggers } = args;
        const watched = this.watch(name, args);
        const discovery = existing === undefined ? this.discover(name, args, watched) : undefined;
        if (existing === undefined) this.registration = this.register({ name, opts }, args, discovery, watched);
        const registered = this.registration?.id ?? existing?.registeredKeyId ?? "";
        const inputs = { registeredKeyId: registered, refreshTriggers };
        const refresh = new AwsKeyRefresh(name, inputs, { parent: this, dependsOn: watched.guard });
        this.registeredKeyId = pulumi.all([refresh.registeredKeyId, refresh.lifecycleState]).apply(([id]) => id);
        this.keyArn = refresh.awsKeyArn;
        this.enabled = refresh.enabled;
        this.discoveredKeys = pulumi.output(discovery?.keys).apply((keys) => keys ?? []);
        this.registerOutputs({
            registeredKeyId: this.registeredKeyId,
            keyArn: this.keyArn,
            enabled: this.enabled,
            discoveredKeys: this.discoveredKeys,
        });
    }

    private watch(
        name: string,
        { existing, keyArn, connectorId, compartmentId }: KeyRegistrationArgs,
    ): Guarded<WatchedRegistration> {
        const registered =
            existing === undefined
                ? { keyArn, connectorId, compartmentId }
                : { registeredKeyId: existing.registeredKeyId };
        return guarded<WatchedRegistration>("registration", name, registered, { parent: this });
    }

    private discover(
        name: string,
        args: KeyRegistrationArgs,
        { guard, wanted }: Guarded<WatchedRegistration>,
    ): AwsKeyDiscovery | undefined {
        const which = args.discovery ?? KeyDiscovery.Key;
        if (which === KeyDiscovery.None) return undefined;
        const allKeys = which === KeyDiscovery.All ? true : undefined;
        const inputs = { ...placeOf(name, args, wanted), ...endsOf(wanted), allKeys };
        return new AwsKeyDiscovery(name, inputs, { parent: this, dependsOn: guard });
    }

    private register(
        { name, opts }: { name: string; opts: pulumi.ComponentResourceOptions | undefined },
        args: KeyRegistrationArgs,
        discovery: AwsKeyDiscovery | undefined,
        { guard, wanted }: Guarded<WatchedRegistration>,
    ): DbmulticloudOracleDbAwsKey {
        const before = discovery ? [guard, discovery] : [guard];
        const { keyArn, connectorId } = endsOf(wanted);
        // Give only what identifies the key: the other members mirror AWS, and would force a new registration when AWS
        // changes them.
        const key = new DbmulticloudOracleDbAwsKey(
            name,
            { ...placeOf(name, args, wanted), oracleDbConnectorId: connectorId, awsKeyArn: keyArn },
            { parent: this, protect: args.protect ?? true, dependsOn: before },
        );
        const subjects = [{ kind: "registeredKey", registeredKeyId: key.id, label: key.displayName }];
        keepWhileInUse({ component: this, opts, name, dependsOn: discovery ? [key, discovery] : key }, subjects);
        return key;
    }
}

/** The parts of a registration that the guard watches. */
interface WatchedRegistration {
    keyArn?: pulumi.Input<string>;
    connectorId?: pulumi.Input<string>;
    compartmentId?: pulumi.Input<string>;
    registeredKeyId?: pulumi.Input<string>;
}

function given(value: pulumi.Output<string | undefined> | undefined): pulumi.Output<string> {
    return pulumi.output(value).apply((known) => known ?? "");
}

/** The key and its connector, as the guard let them through. */
function endsOf(wanted: Guarded<WatchedRegistration>["wanted"]) {
    return {
        keyArn: given(wanted.keyArn),
        connectorId: given(wanted.connectorId),
    };
}

function placeOf(name: string, args: KeyRegistrationArgs, { compartmentId }: Guarded<WatchedRegistration>["wanted"]) {
    return {
        compartmentId: given(compartmentId),
        displayName: args.displayName ?? name,
        freeformTags: args.freeformTags,
        definedTags: args.definedTags,
    };
}
