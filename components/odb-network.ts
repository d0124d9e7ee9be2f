import { getNetworkOutput, Network } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { checkExistingOrNew } from "../sdk/validation";
import { assured, refuse } from "./internal/checks";
import { type NetworkAnswer, networkProblem } from "./internal/service-answers";

/** An ODB network that exists already. */
export interface ExistingOdbNetworkArgs {
    /** Id of the network. @example "odbnet_4k2p0wz1ab" */
    id: pulumi.Input<string>;
}

/** Arguments of {@link OdbNetwork}: creation arguments, or `existing`. */
export interface OdbNetworkArgs {
    /**
     * Id of the availability zone; only some zones offer Oracle Database\@AWS.
     * @default required unless `existing` is given
     * @example "use1-az6"
     */
    availabilityZoneId?: pulumi.Input<string>;
    /**
     * Range of the client subnet.
     * @default required unless `existing` is given
     * @example "10.33.1.0/24"
     */
    clientSubnetCidr?: pulumi.Input<string>;
    /**
     * Range of the backup subnet.
     * @default required unless `existing` is given
     * @example "10.33.0.0/24"
     */
    backupSubnetCidr?: pulumi.Input<string>;
    /**
     * Name shown in the console.
     * @default the name of the component
     * @example "sales-net"
     */
    displayName?: pulumi.Input<string>;
    /**
     * Prefix of the default DNS domain, at most 15 characters.
     * @default chosen by the service
     * @example "sales"
     */
    defaultDnsPrefix?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS KMS, as JSON.
     * @default the service's own
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    kmsPolicyDocument?: pulumi.Input<string>;
    /**
     * Policy document of the network's path to AWS STS, as JSON.
     * @default the service's own
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    stsPolicyDocument?: pulumi.Input<string>;
    /**
     * AWS tags of the network.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use this network instead of creating one; it must already reach STS and KMS. Excludes every other argument.
     * @default none: a network is created
     * @example { id: "odbnet_4k2p0wz1ab" }
     */
    existing?: ExistingOdbNetworkArgs;
    /**
     * Protect the network from deletion.
     * @default true
     * @example false
     */
    protect?: boolean;
}

/**
 * Network of VM clusters whose nodes reach AWS STS and AWS KMS (CreateOdbNetwork with `stsAccess` and `kmsAccess`, or GetOdbNetwork).
 * Fails when the service leaves the network FAILED, or either access switched off.
 * @example new OdbNetwork("sales", { existing: { id: "odbnet_4k2p0wz1ab" } })
 */
export class OdbNetwork extends pulumi.ComponentResource {
    /** Id of the network, known only once both kinds of access are switched on. */
    public readonly networkId: pulumi.Output<string>;
    /** ARN of the network. */
    public readonly arn: pulumi.Output<string>;

    constructor(name: string, args: OdbNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:OdbNetwork", name, {}, opts);
        const { existing, protect: _, ...creation } = args;
        refuse(
            this,
            `OdbNetwork ${name}`,
            checkExistingOrNew("", existing, creation, ["availabilityZoneId", "clientSubnetCidr", "backupSubnetCidr"]),
        );
        const network = existing === undefined ? this.create(name, args) : this.look(existing);
        const checked = assured(this, network, (found) => networkProblem(found));
        this.networkId = checked.apply(({ id }) => id);
        this.arn = checked.apply(({ arn }) => arn);
        this.registerOutputs({ networkId: this.networkId, arn: this.arn });
    }

    private look(existing: ExistingOdbNetworkArgs): pulumi.Output<NetworkAnswer> {
        return getNetworkOutput({ id: existing.id }, { parent: this });
    }

    private create(name: string, args: OdbNetworkArgs): pulumi.Output<NetworkAnswer> {
        const { id, arn, status, statusReason, managedServices } = new Network(
            name,
            {
                availabilityZoneId: args.availabilityZoneId ?? "",
                clientSubnetCidr: args.clientSubnetCidr ?? "",
                backupSubnetCidr: args.backupSubnetCidr ?? "",
                displayName: args.displayName ?? name,
                defaultDnsPrefix: args.defaultDnsPrefix,
                s3Access: "DISABLED",
                zeroEtlAccess: "DISABLED",
                stsAccess: "ENABLED",
                kmsAccess: "ENABLED",
                kmsPolicyDocument: args.kmsPolicyDocument,
                stsPolicyDocument: args.stsPolicyDocument,
                tags: args.tags,
            },
            { parent: this, protect: args.protect ?? true },
        );
        return pulumi.output({ id, arn, status, statusReason, managedServices });
    }
}
