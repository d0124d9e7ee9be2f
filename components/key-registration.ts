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
 * A KMS key made known to OCI (CreateMultiCloudResourceDiscovery, then CreateOracleDbAwsKey): discovered through the connector, so that a
 * role that may not describe the key is told early, then registered. A discovery that does not find it is made anew for half a minute,
 * and by the next run. A key that is disabled in AWS is drift, and an error as long as it stays so.
 * @example new KeyRegistration("tde", { keyArn: key.arn, connectorId: identity.connectorId, cluster: cluster.ref })
 */
export class KeyRegistration extends pulumi.ComponentResource {
    /** OCID of the registered key: what databases are encrypted with. */
    public readonly registeredKeyId: pulumi.Output<string>;
    /** ARN of the KMS key. */
    public readonly keyArn: pulumi.Output<string>;
    /** Whether AWS has the key enabled, as OCI saw it last. */
    public readonly enabled: pulumi.Output<boolean>;
    /** The keys that the discovery found; none where nothing was to be discovered. */
    public readonly discoveredKeys: pulumi.Output<DiscoveredKey[]>;
    /** The native resource; undefined for a registration that exists. */
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
        const inputs = { ...placeOf(name, args), ...endsOf(wanted), allKeys };
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
        // Only what identifies the key is given: members that mirror AWS force a new registration when AWS changes them.
        const key = new DbmulticloudOracleDbAwsKey(
            name,
            { ...placeOf(name, args), oracleDbConnectorId: connectorId, awsKeyArn: keyArn },
            { parent: this, protect: args.protect ?? true, dependsOn: before },
        );
        const subjects = [{ kind: "registeredKey", registeredKeyId: key.id, label: key.displayName }];
        keepWhileInUse({ component: this, opts, name, dependsOn: discovery ? [key, discovery] : key }, subjects);
        return key;
    }
}

/** What a registration is made of, as far as databases need it. */
interface WatchedRegistration {
    keyArn?: pulumi.Input<string>;
    connectorId?: pulumi.Input<string>;
    compartmentId?: pulumi.Input<string>;
    registeredKeyId?: pulumi.Input<string>;
}

function given(value: pulumi.Output<string | undefined> | undefined): pulumi.Output<string> {
    return pulumi.output(value).apply((known) => known ?? "");
}

/** The key and the connector that reaches it, as the guard let them through. */
function endsOf(wanted: Guarded<WatchedRegistration>["wanted"]) {
    return {
        keyArn: given(wanted.keyArn),
        connectorId: given(wanted.connectorId),
    };
}

function placeOf(name: string, args: KeyRegistrationArgs) {
    return {
        compartmentId: args.compartmentId ?? "",
        displayName: args.displayName ?? name,
        freeformTags: args.freeformTags,
        definedTags: args.definedTags,
    };
}
