import { Network } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { OdbNetworkAccess } from "../sdk/resources";
import type { ExistingOdbNetworkArgs, OdbNetworkArgs } from "./args/odb-network";
import { accept } from "./internal/checks";
import { lookUpNetwork, openNetwork } from "./internal/existing-places";
import { guarded, namedAs } from "./internal/guarded";
import { keepWhileInUse } from "./internal/in-use";
import { odbNetwork } from "./schema/places";

/**
 * ODB network of VM clusters whose nodes reach AWS STS and AWS KMS: new (CreateOdbNetwork with `stsAccess` and `kmsAccess`) or
 * existing (GetOdbNetwork; UpdateOdbNetwork with `enableAccess`). Fails if the network is FAILED, or if either access is
 * disabled. A change that replaces the network is refused while databases in it use AWS KMS, whether or not the network is
 * protected.
 * @example new OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab" } })
 */
export class OdbNetwork extends pulumi.ComponentResource {
    /** Id of the network. It is known only after access to AWS STS and AWS KMS is enabled. */
    public readonly networkId: pulumi.Output<string>;
    /** ARN of the network. */
    public readonly arn: pulumi.Output<string>;
    /** The native resource; undefined for an existing network. */
    public readonly network?: Network;

    constructor(name: string, args: OdbNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:OdbNetwork", name, {}, opts);
        args = accept(this, name, odbNetwork, args);
        const { existing } = args;
        let network: pulumi.Output<{ id: string; arn: string }>;
        if (existing) {
            network = this.find(name, existing);
        } else {
            this.network = this.create(name, args, opts);
            network = openNetwork(this, this.network);
        }
        this.networkId = network.apply(({ id }) => id);
        this.arn = network.apply(({ arn }) => arn);
        this.registerOutputs({ networkId: this.networkId, arn: this.arn });
    }

    private find(name: string, existing: ExistingOdbNetworkArgs): pulumi.Output<{ id: string; arn: string }> {
        return existing.enableAccess ? this.modify(name, existing) : lookUpNetwork(this, name, existing.id);
    }

    /** Enables access. The resource waits for both kinds of access and fails with the service's reason. */
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
                ...namedAs(name, "displayName", args.displayName),
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
            {
                parent: this,
                protect: args.protect ?? true,
                dependsOn: guard,
                // The name changes in the console, and the native provider would create another network for it. Ways to
                // other services than STS and KMS are none of the component's business once the network exists.
                ignoreChanges: ["displayName", "s3Access", "zeroEtlAccess"],
            },
        );
        const subjects = [{ kind: "network", networkId: network.id, label: network.displayName }];
        keepWhileInUse({ component: this, opts, name, dependsOn: network }, subjects);
        return network;
    }
}
