import { DbmulticloudMultiCloudResourceDiscovery, DbmulticloudOracleDbAwsKey } from "@pulumi/oci/oci";
import * as pulumi from "@pulumi/pulumi";
import { checkKeyArn, checkOcid } from "../sdk/validation";
import { assured, refuse } from "./internal/checks";
import { discoveryProblem } from "./internal/discovery";

/** Arguments of {@link KeyRegistration}. */
export interface KeyRegistrationArgs {
    /** ARN of the KMS key: output `arn` of ManagedKey. @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" */
    keyArn: pulumi.Input<string>;
    /** OCID of the identity connector that reaches the key: output `connectorId` of ClusterIdentity. @example "ocid1.oracledbawsconnector.oc1.iad.aaaa" */
    connectorId: pulumi.Input<string>;
    /** OCID of the compartment to register the key in, the VM cluster's own. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: pulumi.Input<string>;
    /**
     * Name shown in the console.
     * @default the name of the component
     * @example "tde"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Protect the registration from deletion: databases of the cluster hold their key by it.
     * @default true
     * @example false
     */
    protect?: boolean;
}

/**
 * A KMS key made known to OCI (CreateMultiCloudResourceDiscovery, then CreateOracleDbAwsKey): discovered through the connector, so that a
 * role that may not describe the key is told at once, then registered.
 * @example new KeyRegistration("tde", { keyArn: key.arn, connectorId: identity.connectorId, compartmentId: cluster.compartmentId })
 */
export class KeyRegistration extends pulumi.ComponentResource {
    /** OCID of the registered key: what databases are encrypted with. */
    public readonly keyId: pulumi.Output<string>;
    /** Whether AWS has the key enabled, as OCI saw it last. */
    public readonly enabled: pulumi.Output<boolean>;

    constructor(name: string, args: KeyRegistrationArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:KeyRegistration", name, {}, opts);
        refuse(this, `KeyRegistration ${name}`, [
            ...checkKeyArn("keyArn", args.keyArn),
            ...checkOcid("connectorId", args.connectorId, "oracledbawsconnector"),
            ...checkOcid("compartmentId", args.compartmentId, "compartment"),
        ]);
        const place = {
            compartmentId: args.compartmentId,
            oracleDbConnectorId: args.connectorId,
            displayName: args.displayName ?? name,
        };
        const discovery = new DbmulticloudMultiCloudResourceDiscovery(
            name,
            { ...place, resourceType: "AWS_KEYS", resourcesFilter: { awsKeyArn: args.keyArn } },
            { parent: this },
        );
        const found = pulumi.all([args.keyArn, discovery.state, discovery.lifecycleStateDetails, discovery.resources]);
        const keyArn = assured(this, found, ([arn, state, details, resources]) =>
            discoveryProblem(arn, state, details, resources),
        ).apply(([arn]) => arn);
        // Only what identifies the key is given: members that mirror AWS force a new registration when AWS changes them.
        const key = new DbmulticloudOracleDbAwsKey(
            name,
            { ...place, awsKeyArn: keyArn },
            { parent: this, protect: args.protect ?? true },
        );
        const registered = assured(
            this,
            pulumi.all([key.id, key.state, key.lifecycleStateDetails]),
            ([id, state, details]) =>
                state === "ACTIVE"
                    ? undefined
                    : `Registered key ${id} is ${state}: ${details}. Remedy: let the cluster's role describe the key, then run again.`,
        );
        this.keyId = registered.apply(([id]) => id);
        this.enabled = key.isAwsKeyEnabled;
        this.registerOutputs({ keyId: this.keyId, enabled: this.enabled });
    }
}
