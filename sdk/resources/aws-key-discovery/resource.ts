import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link AwsKeyDiscovery}. */
export interface AwsKeyDiscoveryArgs {
    /**
     * ARN of the KMS key to find. A change starts a new discovery.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * OCID of the identity connector to search through. A change starts a new discovery.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa…"
     */
    connectorId: pulumi.Input<string>;
    /**
     * OCID of the compartment of the discovery. A change moves the discovery in place.
     * @example "ocid1.compartment.oc1..aaaa…"
     */
    compartmentId: pulumi.Input<string>;
    /** Name shown in the console. A change renames the discovery in place. @example "tde" */
    displayName: pulumi.Input<string>;
    /**
     * Whether to find every key that the role may describe, instead of only this one. The key `keyArn` must be among them. A
     * change starts a new discovery.
     * @default false
     * @example true
     */
    allKeys?: boolean;
    /**
     * OCI free-form tags of the discovery.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of the discovery, each as `namespace.key`.
     * @default none
     * @example { "operations.costCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** A KMS key that a discovery found. */
export interface DiscoveredAwsKey {
    /** ARN of the key. */
    readonly arn: string;
    /** Alias of the key, or its id if it has no alias. */
    readonly name: string;
    /** Region of the key. */
    readonly region: string;
    /** Other properties that the service returns. Their names are not published. */
    readonly properties: { [name: string]: string };
}

/**
 * A discovery of KMS keys through an identity connector that found the key (`CreateMultiCloudResourceDiscovery`). A discovery
 * searches only once, and the native resource would keep a failed one forever. This resource starts new discoveries until one
 * finds the key. After half a minute it fails; the next run tries again.
 */
export class AwsKeyDiscovery extends HostedResource {
    /** The keys that the discovery found, sorted by ARN. */
    declare readonly keys: pulumi.Output<DiscoveredAwsKey[]>;

    constructor(name: string, args: AwsKeyDiscoveryArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "AwsKeyDiscovery", path: "resources/aws-key-discovery", outputs: ["keys"] },
            name,
            { ...args },
            opts,
        );
    }
}
