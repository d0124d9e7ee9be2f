import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link NetworkChangeGuard}. */
export interface NetworkChangeGuardArgs {
    /**
     * Id of a network that exists.
     * @default found by `displayName`, zone and ranges
     * @example "odbnet_4k2p0wz1ab"
     */
    networkId?: pulumi.Input<string>;
    /**
     * Name of the network in AWS.
     * @default required unless `networkId` is given
     * @example "sales-net"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Access to AWS STS that the network is to have: `ENABLED` or `DISABLED`.
     * @default it stays as it is
     * @example "ENABLED"
     */
    stsAccess?: pulumi.Input<string>;
    /**
     * Access to AWS KMS that the network is to have: `ENABLED` or `DISABLED`.
     * @default it stays as it is
     * @example "ENABLED"
     */
    kmsAccess?: pulumi.Input<string>;
    /**
     * Policy document that the path to AWS STS is to have, as JSON.
     * @default it stays as it is
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    stsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document that the path to AWS KMS is to have, as JSON.
     * @default it stays as it is
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Id of the availability zone. A change makes another network, as it does for the members that follow.
     * @default not watched
     * @example "use1-az6"
     */
    availabilityZoneId?: pulumi.Input<string>;
    /**
     * Range of the client subnet.
     * @default not watched
     * @example "10.33.1.0/24"
     */
    clientSubnetCidr?: pulumi.Input<string>;
    /**
     * Range of the backup subnet.
     * @default not watched
     * @example "10.33.0.0/24"
     */
    backupSubnetCidr?: pulumi.Input<string>;
    /**
     * Prefix of the default DNS domain.
     * @default not watched
     * @example "sales"
     */
    defaultDnsPrefix?: pulumi.Input<string>;
}

/**
 * Watches an ODB network, which depends on the guard. While databases in it use AWS KMS, it keeps its access to STS and KMS, is
 * not replaced, and gets a policy document only if that surely lets their roles and keys through.
 * @example new NetworkChangeGuard("sales", { networkId: "odbnet_4k2p0wz1ab", stsAccess: "ENABLED", kmsAccess: "ENABLED" })
 */
export class NetworkChangeGuard extends HostedResource {
    constructor(name: string, args: NetworkChangeGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "NetworkChangeGuard", operations: "network-change-guard", outputs: [] }, name, { ...args }, opts);
    }
}
