import { Network } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { OdbNetworkAccess } from "../sdk/dynamic";
import { accept } from "./internal/checks";
import { lookUpNetwork, openNetwork } from "./internal/existing-places";
import { guarded } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { odbNetwork } from "./schema/places";

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

/**
 * Network of VM clusters whose nodes reach AWS STS and AWS KMS (CreateOdbNetwork with `stsAccess` and `kmsAccess`; UpdateOdbNetwork or
 * GetOdbNetwork for one that exists). Fails when the service leaves the network FAILED, or either access switched off. What would
 * replace the network is refused while databases in it use AWS KMS, protected or not.
 * @example new OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab" } })
 */
export class OdbNetwork extends pulumi.ComponentResource {
    /** Id of the network, known only once both kinds of access are switched on. */
    public readonly networkId: pulumi.Output<string>;
    /** ARN of the network. */
    public readonly arn: pulumi.Output<string>;

    constructor(name: string, args: OdbNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:OdbNetwork", name, {}, opts);
        args = accept(this, name, odbNetwork, args);
        const { existing } = args;
        const network: pulumi.Output<{ id: string; arn: string }> = existing?.enableAccess
            ? this.modify(name, existing)
            : existing === undefined
              ? openNetwork(this, this.create(name, args, opts))
              : lookUpNetwork(this, name, existing.id);
        this.networkId = network.apply(({ id }) => id);
        this.arn = network.apply(({ arn }) => arn);
        this.registerOutputs({ networkId: this.networkId, arn: this.arn });
    }

    /** The operation waits for both kinds of access, and fails with the service's reason. */
    private modify(name: string, existing: ExistingOdbNetworkArgs): pulumi.Output<{ id: string; arn: string }> {
        const { id: networkId, stsPolicyDocument, kmsPolicyDocument } = existing;
        const parts = { networkId, stsPolicyDocument, kmsPolicyDocument };
        const { guard, wanted } = guarded("network", name, parts, { parent: this });
        const { odbNetworkId, odbNetworkArn, stsAccess, kmsAccess } = new OdbNetworkAccess(
            name,
            {
                odbNetworkId: wanted.networkId,
                stsPolicyDocument: wanted.stsPolicyDocument,
                kmsPolicyDocument: wanted.kmsPolicyDocument,
            },
            { parent: this, dependsOn: guard },
        );
        return pulumi.all([odbNetworkId, odbNetworkArn, stsAccess, kmsAccess]).apply(([id, arn]) => ({ id, arn }));
    }

    private create(name: string, args: OdbNetworkArgs, opts: pulumi.ComponentResourceOptions | undefined): Network {
        const { guard, wanted } = guarded(
            "network",
            name,
            {
                availabilityZoneId: args.availabilityZoneId ?? "",
                clientSubnetCidr: args.clientSubnetCidr ?? "",
                backupSubnetCidr: args.backupSubnetCidr ?? "",
                displayName: args.displayName ?? name,
                defaultDnsPrefix: args.defaultDnsPrefix,
                stsAccess: "ENABLED",
                kmsAccess: "ENABLED",
                kmsPolicyDocument: args.kmsPolicyDocument,
                stsPolicyDocument: args.stsPolicyDocument,
            },
            { parent: this },
        );
        const network = new Network(
            name,
            {
                availabilityZoneId: wanted.availabilityZoneId,
                clientSubnetCidr: wanted.clientSubnetCidr,
                backupSubnetCidr: wanted.backupSubnetCidr,
                displayName: wanted.displayName,
                defaultDnsPrefix: wanted.defaultDnsPrefix,
                stsAccess: wanted.stsAccess,
                kmsAccess: wanted.kmsAccess,
                kmsPolicyDocument: wanted.kmsPolicyDocument,
                stsPolicyDocument: wanted.stsPolicyDocument,
                s3Access: "DISABLED",
                zeroEtlAccess: "DISABLED",
                tags: args.tags,
            },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
        const subjects = [{ kind: "network", networkId: network.id, label: network.displayName }];
        keepWhileInUse({ component: this, opts, name, dependsOn: network }, subjects);
        return network;
    }
}
