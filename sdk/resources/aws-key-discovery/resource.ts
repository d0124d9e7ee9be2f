import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link AwsKeyDiscovery}. */
export interface AwsKeyDiscoveryArgs {
    /**
     * ARN of the KMS key to find; a change makes a new discovery.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * OCID of the identity connector to look through; a change makes a new discovery.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa…"
     */
    connectorId: pulumi.Input<string>;
    /**
     * OCID of the compartment of the discovery; a change moves it.
     * @example "ocid1.compartment.oc1..aaaa…"
     */
    compartmentId: pulumi.Input<string>;
    /** Name shown in the console; a change renames the discovery. @example "tde" */
    displayName: pulumi.Input<string>;
    /**
     * Whether to find every key that the role may describe, and not this one alone; a change makes a new discovery.
     * @default false
     * @example true
     */
    allKeys?: boolean;
    /**
     * OCI free-form tags.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags, each as `namespace.key`.
     * @default none
     * @example { "operations.costCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** A KMS key that a discovery found. */
export interface DiscoveredAwsKey {
    /** ARN of the key. */
    readonly arn: string;
    /** Its alias, or its id where it has none. */
    readonly name: string;
    /** Region of the key. */
    readonly region: string;
    /** What else the service tells about it; the names are not published. */
    readonly properties: { [name: string]: string };
}

/**
 * A discovery of KMS keys through an identity connector that found the key (`CreateMultiCloudResourceDiscovery`). A discovery
 * looks once and is never made again, so the native resource would keep a vain one for ever: this one looks anew until the key
 * is found, is an error when that takes longer than half a minute, and looks anew with the next run.
 */
export class AwsKeyDiscovery extends HostedResource {
    /** The keys that were found, by ARN. */
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
