import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link OdbNetworkAccess}. */
export interface OdbNetworkAccessArgs {
    /**
     * Id of the ODB network; a change replaces the resource, which changes nothing on the network before.
     * @example "odbnet_4k2p0wz1ab"
     */
    odbNetworkId: pulumi.Input<string>;
    /**
     * Only look at the network: one without access is an error, now and whenever `pulumi refresh` finds it so.
     * @default false: what is missing is switched on
     * @example true
     */
    checkOnly?: pulumi.Input<boolean>;
    /**
     * Policy document of the network's path to AWS STS, as JSON.
     * @default the one that the network has
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    stsPolicyDocument?: pulumi.Input<string | undefined>;
    /**
     * Policy document of the network's path to AWS KMS, as JSON.
     * @default the one that the network has
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    kmsPolicyDocument?: pulumi.Input<string | undefined>;
}

/**
 * Access to STS and KMS of an ODB network that exists already (`UpdateOdbNetwork`), awaited until both are ENABLED. A
 * network that has it is not touched. Deleting the resource leaves the network as it is.
 */
export class OdbNetworkAccess extends HostedResource {
    /** Id of the ODB network. */
    declare readonly odbNetworkId: pulumi.Output<string>;
    /** Whether the network is only looked at. */
    declare readonly checkOnly: pulumi.Output<boolean | undefined>;
    /** ARN of the ODB network. */
    declare readonly odbNetworkArn: pulumi.Output<string>;
    /** Policy document of the path to AWS STS, as JSON. */
    declare readonly stsPolicyDocument: pulumi.Output<string | undefined>;
    /** Policy document of the path to AWS KMS, as JSON. */
    declare readonly kmsPolicyDocument: pulumi.Output<string | undefined>;
    /** AVAILABLE, or what `pulumi refresh` found instead. */
    declare readonly status: pulumi.Output<string>;
    /** ENABLED, or what `pulumi refresh` found instead. */
    declare readonly stsAccess: pulumi.Output<string>;
    /** ENABLED, or what `pulumi refresh` found instead. */
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
