import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** One node of a VM cluster, as the identity connector sees it. */
export interface IdentityConnectorNode {
    /** Id of the host. */
    readonly hostId: string;
    /** Name of the host. */
    readonly hostName: string;
    /** `CONNECTED`, `DISCONNECTED` or `UNKNOWN`. */
    readonly status: string;
}

/** Arguments of {@link IdentityConnectorGate}. */
export interface IdentityConnectorGateArgs {
    /**
     * ARN of the VM cluster. A change replaces the gate.
     * @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"
     */
    vmClusterArn: pulumi.Input<string>;
    /**
     * OCID of the VM cluster whose connector the gate waits for. A change replaces the gate.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * OCID of the compartment of the cluster. The gate lists connectors there while the cluster names none
     * (`ListOracleDbAwsIdentityConnectors`).
     * @example "ocid1.compartment.oc1..aaaa…"
     */
    compartmentId: pulumi.Input<string>;
    /**
     * ARN of the IAM role that the nodes assume. The connector must name it.
     * @example "arn:aws:iam::111122223333:role/sales-tde"
     */
    roleArn: pulumi.Input<string>;
    /**
     * Whether the cluster is already associated with the role. If true, a missing association is an error at once. If false, the
     * gate waits for it, because another resource creates it at the same time.
     * @default false
     * @example true
     */
    existingAssociation?: boolean;
    /**
     * Whether the program creates the association. If true, deleting the gate removes the role from the cluster
     * (`DisassociateIamRoleFromResource`). While a database of the cluster is on AWS KMS, the association stays.
     * @default false; the association stays
     * @example true
     */
    ownsAssociation?: boolean;
    /**
     * Whether the program creates the role. Somebody may add policies by hand that deny the role the use of keys, and a refresh
     * then finds them. If true, the next update takes these policies off the role. If false, the update fails and prints the
     * commands.
     * @default false
     * @example true
     */
    ownsRole?: boolean;
    /**
     * Values of your choice, by name. Each change refreshes the connector once (`RefreshOracleDbAwsIdentityConnector`), so that every node
     * tries the role again.
     * @default none; the connector is refreshed only while it is not connected
     * @example { trustPolicy: "3f1c…" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Whether every node must be connected. If false, PARTIALLY_CONNECTED is enough.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
    /**
     * How long to wait for the connector to appear and connect, in seconds, 10 to 86400.
     * @default 1800
     * @example 3600
     */
    timeoutSeconds?: pulumi.Input<number>;
}

/**
 * Waits until a VM cluster can act as its role, in two steps.
 *
 * - It watches the role association (`GetCloudVmCluster`, `iamRoles`) while the native resource creates it, and fails with AWS's
 *   reason. The native resource would treat FAILED as success, and would report DISCONNECTED without a reason.
 * - It finds the identity connector of the cluster, refreshes it while its nodes are not connected, and waits for them.
 *
 * Make every user of the connector depend on the gate. Do not make the gate depend on the association.
 */
export class IdentityConnectorGate extends HostedResource {
    /** ARN of the VM cluster. */
    declare readonly vmClusterArn: pulumi.Output<string>;
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** OCID of the compartment. */
    declare readonly compartmentId: pulumi.Output<string>;
    /** ARN of the IAM role. */
    declare readonly roleArn: pulumi.Output<string>;
    /** `CONNECTED`, or another status that `pulumi refresh` found; `ABSENT` if AWS lists no association. */
    declare readonly associationStatus: pulumi.Output<string>;
    /** AWS's reason for a status other than `CONNECTED`. */
    declare readonly associationReason: pulumi.Output<string | undefined>;
    /**
     * Policies of the role that deny it the use of keys, as `pulumi refresh` found: names of inline policies and ARNs of attached
     * ones. The next update takes them off a role that the program created.
     */
    declare readonly roleDenials: pulumi.Output<string[] | undefined>;
    /** OCID of the connector. */
    declare readonly connectorId: pulumi.Output<string>;
    /** Name shown in the console. */
    declare readonly displayName: pulumi.Output<string>;
    /** Issuer of the tokens that the nodes present to STS. */
    declare readonly issuerUrl: pulumi.Output<string>;
    /** Scope of the tokens, such as `DBMC/aws`. */
    declare readonly oidcScope: pulumi.Output<string>;
    /** `ACTIVE` once the connector can be used; `DELETED` if `pulumi refresh` found no connector. */
    declare readonly lifecycleState: pulumi.Output<string>;
    /** `CONNECTED`, or another status that `pulumi refresh` found. */
    declare readonly assumeRoleStatus: pulumi.Output<string>;
    /** The nodes of the cluster, each with its connection status. */
    declare readonly nodes: pulumi.Output<IdentityConnectorNode[]>;
    /** OCID of the work request of the last refresh by this resource. */
    declare readonly lastRefreshWorkRequestId: pulumi.Output<string | undefined>;
    /** When that refresh finished, in ISO 8601. */
    declare readonly lastRefreshedAt: pulumi.Output<string | undefined>;

    constructor(name: string, args: IdentityConnectorGateArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "IdentityConnectorGate",
                path: "resources/identity-connector-gate",
                outputs: [
                    "associationStatus",
                    "associationReason",
                    "roleDenials",
                    "connectorId",
                    "displayName",
                    "issuerUrl",
                    "oidcScope",
                    "lifecycleState",
                    "assumeRoleStatus",
                    "nodes",
                    "lastRefreshWorkRequestId",
                    "lastRefreshedAt",
                ],
            },
            name,
            { ...args },
            opts,
        );
    }
}
