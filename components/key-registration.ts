import { DbmulticloudMultiCloudResourceDiscovery, DbmulticloudOracleDbAwsKey } from "@pulumi/oci/oci";
import * as pulumi from "@pulumi/pulumi";
import { AwsKeyRefresh, RegistrationGuard, UseGuard } from "../sdk/dynamic";
import { checkExistingOrNew, checkKeyArn, checkOcid } from "../sdk/validation";
import { assured, refuse } from "./internal/checks";
import {
    checkDiscovery,
    type DiscoveredKey,
    discoveredKeys,
    discoveryProblem,
    KeyDiscovery,
} from "./internal/discovery";

export type { DiscoveredKey } from "./internal/discovery";
export { KeyDiscovery } from "./internal/discovery";

/** A key that is registered already. */
export interface ExistingKeyRegistrationArgs {
    /** OCID of the registered key. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    keyId: pulumi.Input<string>;
}

/** Arguments of {@link KeyRegistration}: what to register, or `existing`. */
export interface KeyRegistrationArgs {
    /**
     * ARN of the KMS key: output `arn` of ManagedKey.
     * @default required unless `existing` is given
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn?: pulumi.Input<string>;
    /**
     * OCID of the identity connector that reaches the key: output `connectorId` of ClusterIdentity.
     * @default required unless `existing` is given
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId?: pulumi.Input<string>;
    /**
     * OCID of the compartment to register the key in, the VM cluster's own; a change moves the registration.
     * @default required unless `existing` is given
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * Name shown in the console; a change renames the registration.
     * @default the name of the component
     * @example "tde"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Which keys to discover before: the one to be registered (`key`), every one that the role may describe (`all`), or none.
     * @default KeyDiscovery.Key
     * @example KeyDiscovery.All
     */
    discovery?: KeyDiscovery;
    /**
     * OCI free-form tags of discovery and registration.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of discovery and registration, each as `namespace.key`.
     * @default none
     * @example { "operations.costCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Have OCI look at the KMS key anew, once whenever one of these values changes (RefreshOracleDbAwsKey).
     * @default none: it is looked at when it is registered, and while it cannot be used
     * @example { policy: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use the registration that a key has already, instead of making one; excludes every other argument but `refreshTriggers`.
     * @default none: the key is registered
     * @example { keyId: "ocid1.oracledbawskey.oc1.iad.aaaa" }
     */
    existing?: ExistingKeyRegistrationArgs;
    /**
     * Protect the registration from deletion: databases of the cluster hold their key by it.
     * @default true
     * @example false
     */
    protect?: boolean;
}

/**
 * A KMS key made known to OCI (CreateMultiCloudResourceDiscovery, then CreateOracleDbAwsKey): discovered through the connector, so that a
 * role that may not describe the key is told at once, then registered. A key that is disabled in AWS is drift, and an error as long as it stays so.
 * @example new KeyRegistration("tde", { keyArn: key.arn, connectorId: identity.connectorId, compartmentId: cluster.compartmentId })
 */
export class KeyRegistration extends pulumi.ComponentResource {
    /** OCID of the registered key: what databases are encrypted with. */
    public readonly keyId: pulumi.Output<string>;
    /** ARN of the KMS key. */
    public readonly keyArn: pulumi.Output<string>;
    /** Whether AWS has the key enabled, as OCI saw it last. */
    public readonly enabled: pulumi.Output<boolean>;
    /** The keys that the discovery found; none where nothing was to be discovered. */
    public readonly discoveredKeys: pulumi.Output<DiscoveredKey[]>;

    constructor(name: string, args: KeyRegistrationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:KeyRegistration", name, {}, opts);
        const { existing, protect: _, refreshTriggers, ...creation } = args;
        refuse(this, `KeyRegistration ${name}`, [
            ...checkExistingOrNew("", existing, creation, ["keyArn", "connectorId", "compartmentId"]),
            ...checkKeyArn("keyArn", args.keyArn),
            ...checkOcid("connectorId", args.connectorId, "oracledbawsconnector"),
            ...checkOcid("compartmentId", args.compartmentId, "compartment"),
            ...checkDiscovery("discovery", args.discovery),
            ...checkOcid("existing.keyId", existing?.keyId, "oracledbawskey"),
        ]);
        const guard = existing === undefined ? this.guard(name, args) : undefined;
        const discovery = guard && this.discover(name, args, guard);
        const registered = existing?.keyId ?? this.register(name, args, discovery, guard);
        const refresh = new AwsKeyRefresh(name, { keyId: registered, refreshTriggers }, { parent: this });
        this.keyId = pulumi.all([refresh.keyId, refresh.lifecycleState]).apply(([id]) => id);
        this.keyArn = refresh.awsKeyArn;
        this.enabled = refresh.enabled;
        this.discoveredKeys = pulumi.output(discovery?.resources ?? []).apply(discoveredKeys);
        this.registerOutputs({
            keyId: this.keyId,
            keyArn: this.keyArn,
            enabled: this.enabled,
            discoveredKeys: this.discoveredKeys,
        });
    }

    private guard(name: string, args: KeyRegistrationArgs): RegistrationGuard {
        const { keyArn = "", connectorId = "", compartmentId = "" } = args;
        return new RegistrationGuard(name, { keyArn, connectorId, compartmentId }, { parent: this });
    }

    private discover(
        name: string,
        args: KeyRegistrationArgs,
        guard: RegistrationGuard,
    ): DbmulticloudMultiCloudResourceDiscovery | undefined {
        const which = args.discovery ?? KeyDiscovery.Key;
        if (which === KeyDiscovery.None) return undefined;
        return new DbmulticloudMultiCloudResourceDiscovery(
            name,
            {
                ...placeOf(name, args),
                resourceType: "AWS_KEYS",
                resourcesFilter: which === KeyDiscovery.Key ? { awsKeyArn: args.keyArn ?? "" } : undefined,
            },
            { parent: this, dependsOn: guard },
        );
    }

    private register(
        name: string,
        args: KeyRegistrationArgs,
        discovery: DbmulticloudMultiCloudResourceDiscovery | undefined,
        guard: RegistrationGuard | undefined,
    ): pulumi.Output<string> {
        const { state, lifecycleStateDetails, resources } = discovery ?? {};
        const awsKeyArn = assured(
            this,
            pulumi.all([args.keyArn ?? "", state, resources]),
            ([arn, ended, keys], details) =>
                ended === undefined ? undefined : discoveryProblem(arn, ended, details, keys ?? []),
            lifecycleStateDetails,
        ).apply(([arn]) => arn);
        // Only what identifies the key is given: members that mirror AWS force a new registration when AWS changes them.
        const key = new DbmulticloudOracleDbAwsKey(
            name,
            { ...placeOf(name, args), awsKeyArn },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
        const subjects = [{ kind: "registeredKey", id: key.id, label: key.displayName }];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: discovery ? [key, discovery] : key });
        return assured(
            this,
            pulumi.all([key.id, key.state]),
            ([id, now], details) =>
                now === "ACTIVE"
                    ? undefined
                    : `Registered key ${id} is ${now}: ${details}. Remedy: let the cluster's role describe the key, then run again.`,
            key.lifecycleStateDetails,
        ).apply(([id]) => id);
    }
}

function placeOf(name: string, args: KeyRegistrationArgs) {
    return {
        compartmentId: args.compartmentId ?? "",
        oracleDbConnectorId: args.connectorId ?? "",
        displayName: args.displayName ?? name,
        freeformTags: args.freeformTags,
        definedTags: args.definedTags,
    };
}
