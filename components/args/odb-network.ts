import type * as pulumi from "@pulumi/pulumi";

/** An ODB network that exists already. */
export interface ExistingOdbNetworkArgs {
    /** Id of the network. @example "odbnet_4k2p0wz1ab" */
    id: pulumi.Input<string>;
    /**
     * Switch on access to STS and KMS where the network lacks it (UpdateOdbNetwork). The network is not owned: taking the
     * component away leaves it as it is.
     * @default false: the network is looked at, and one without access is an error
     * @example true
     */
    enableAccess?: boolean;
    /**
     * Policy document of the network's path to AWS KMS, as JSON; needs `enableAccess`. While databases use the network, only one
     * that surely lets them through is taken; left out later, the document stays.
     * @default the one that the network has
     * @example networkKmsPolicy([key.arn])
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS STS, as JSON; needs `enableAccess`. While databases use the network, only one
     * that surely lets them through is taken; left out later, the document stays.
     * @default the one that the network has
     * @example networkStsPolicy([identity.roleArn])
     */
    stsPolicyDocument?: pulumi.Input<string>;
}

/** Arguments of {@link OdbNetwork}: creation arguments, or `existing`. */
export interface OdbNetworkArgs {
    /**
     * Id of the availability zone; only some zones offer Oracle Database\@AWS. A change replaces the network.
     * @default required unless `existing` is given
     * @example "use1-az6"
     */
    availabilityZoneId?: pulumi.Input<string>;
    /**
     * Range of the client subnet. A change replaces the network.
     * @default required unless `existing` is given
     * @example "10.33.1.0/24"
     */
    clientSubnetCidr?: pulumi.Input<string>;
    /**
     * Range of the backup subnet. A change replaces the network.
     * @default required unless `existing` is given
     * @example "10.33.0.0/24"
     */
    backupSubnetCidr?: pulumi.Input<string>;
    /**
     * Name shown in the console. A change replaces the network.
     * @default the name of the component
     * @example "sales-net"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Prefix of the default DNS domain, at most 15 characters. A change replaces the network.
     * @default chosen by the service
     * @example "sales"
     */
    defaultDnsPrefix?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS KMS, as JSON. While databases use the network, only one that surely lets them
     * through is taken.
     * @default the service's own
     * @example networkKmsPolicy(["arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"])
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS STS, as JSON. While databases use the network, only one that surely lets them
     * through is taken.
     * @default the service's own
     * @example networkStsPolicy(["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"])
     */
    stsPolicyDocument?: pulumi.Input<string>;
    /**
     * AWS tags of the network.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use this network instead of creating one: as it is, or with access to STS and KMS switched on. Excludes every other argument.
     * @default none: a network is created
     * @example { id: "odbnet_4k2p0wz1ab" }
     */
    existing?: ExistingOdbNetworkArgs;
    /**
     * Protect the network from deletion, and from replacement with it.
     * @default true
     * @example false
     */
    protect?: boolean;
}
