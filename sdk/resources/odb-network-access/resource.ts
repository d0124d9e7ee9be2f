import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link OdbNetworkAccess}. */
export interface OdbNetworkAccessArgs {
    /**
     * Id of the ODB network. A change replaces the resource; the first network stays unchanged.
     * @example "odbnet_4k2p0wz1ab"
     */
    odbNetworkId: pulumi.Input<string>;
    /**
     * Only check the network. Missing access is an error, now and in each run after `pulumi refresh` finds it.
     * @default false; missing access is enabled
     * @example true
     */
    checkOnly?: pulumi.Input<boolean>;
    /**
     * Policy document of the network's path to AWS STS, as JSON.
     * @default the current document of the network
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    stsPolicyDocument?: pulumi.Input<string | undefined>;
    /**
     * Policy document of the network's path to AWS KMS, as JSON.
     * @default the current document of the network
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    kmsPolicyDocument?: pulumi.Input<string | undefined>;
}

/**
 * Access of an existing ODB network to AWS STS and AWS KMS (`UpdateOdbNetwork`). The resource waits until both are ENABLED. It
 * does not touch a network that already has both. Deleting the resource leaves the network as it is.
 */
export class OdbNetworkAccess extends HostedResource {
    /** Id of the ODB network. */
    declare readonly odbNetworkId: pulumi.Output<string>;
    /** Whether the network is only checked. */
    declare readonly checkOnly: pulumi.Output<boolean | undefined>;
    /** ARN of the ODB network. */
    declare readonly odbNetworkArn: pulumi.Output<string>;
    /** Policy document of the path to AWS STS, as JSON. */
    declare readonly stsPolicyDocument: pulumi.Output<string | undefined>;
    /** Policy document of the path to AWS KMS, as JSON. */
    declare readonly kmsPolicyDocument: pulumi.Output<string | undefined>;
    /** `AVAILABLE`, or another status that `pulumi refresh` found. */
    declare readonly status: pulumi.Output<string>;
    /** `ENABLED`, or another status that `pulumi refresh` found. */
    declare readonly stsAccess: pulumi.Output<string>;
    /** `ENABLED`, or another status that `pulumi refresh` found. */
    declare readonly kmsAccess: pulumi.Output<string>;

    constructor(name: string, args: OdbNetworkAccessArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "OdbNetworkAccess",
                path: "resources/odb-network-access",
                outputs: ["odbNetworkArn", "status", "stsAccess", "kmsAccess"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
