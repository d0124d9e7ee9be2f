import type * as pulumi from "@pulumi/pulumi";

/** An existing ODB network. */
export interface ExistingOdbNetworkArgs {
    /** Id of the network. @example "odbnet_4k2p0wz1ab" */
    id: pulumi.Input<string>;
    /**
     * Enable access to AWS STS and AWS KMS if the network lacks it (UpdateOdbNetwork). The component does not own the network:
     * removing the component leaves the network as it is.
     * @default false; the network is only checked, and missing access is an error
     * @example true
     */
    enableAccess?: boolean;
    /**
     * Policy document of the network's path to AWS KMS, as JSON. Needs `enableAccess`. While databases use the network, a
     * document is refused unless it surely lets them use their keys. If you unset it, the document stays.
     * @default the current document of the network
     * @example networkKmsPolicy([key.arn])
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS STS, as JSON. Needs `enableAccess`. While databases use the network, a
     * document is refused unless it surely lets their clusters assume their roles. If you unset it, the document stays.
     * @default the current document of the network
     * @example networkStsPolicy([identity.roleArn])
     */
    stsPolicyDocument?: pulumi.Input<string>;
}

/** Arguments of {@link OdbNetwork}: creation arguments, or `existing`. */
export interface OdbNetworkArgs {
    /**
     * Id of the availability zone. Only some zones offer ODB networks. A change replaces the network.
     * @default required unless `existing` is given
     * @example "use1-az6"
     */
    availabilityZoneId?: pulumi.Input<string>;
    /**
     * IPv4 range of the client subnet, in CIDR notation. A change replaces the network.
     * @default required unless `existing` is given
     * @example "10.33.1.0/24"
     */
    clientSubnetCidr?: pulumi.Input<string>;
    /**
     * IPv4 range of the backup subnet, in CIDR notation. It must not overlap the client subnet. A change replaces the network.
     * @default required unless `existing` is given
     * @example "10.33.0.0/24"
     */
    backupSubnetCidr?: pulumi.Input<string>;
    /**
     * Name shown in the console. To change it, change it in the console first, then here.
     * @default the name of the component
     * @example "sales-net"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Prefix of the default DNS domain: letters and digits, a letter first; at most 15 characters. A change replaces the network.
     * @default chosen by the service
     * @example "sales"
     */
    defaultDnsPrefix?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS KMS, as JSON. While databases use the network, a document is refused unless it
     * surely lets them use their keys.
     * @default the default document of the service
     * @example networkKmsPolicy(["arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"])
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS STS, as JSON. While databases use the network, a document is refused unless it
     * surely lets their clusters assume their roles.
     * @default the default document of the service
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
     * Use this network instead of creating one, unchanged or with access to AWS STS and AWS KMS enabled. Excludes every other
     * argument but `protect`.
     * @default none; a network is created
     * @example { id: "odbnet_4k2p0wz1ab" }
     */
    existing?: ExistingOdbNetworkArgs;
    /**
     * Protect the network from deletion and replacement.
     * @default true
     * @example false
     */
    protect?: boolean;
}
