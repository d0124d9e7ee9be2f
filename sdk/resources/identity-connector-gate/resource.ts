import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** One node of a VM cluster, as the identity connector sees it. */
export interface IdentityConnectorNode {
    /** Id of the host. */
    readonly hostId: string;
    /** Name of the host. */
    readonly hostName: string;
    /** CONNECTED, DISCONNECTED or UNKNOWN. */
    readonly status: string;
}

/** Arguments of {@link IdentityConnectorGate}. */
export interface IdentityConnectorGateArgs {
    /**
     * ARN of the VM cluster; a change replaces the gate.
     * @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"
     */
    vmClusterArn: pulumi.Input<string>;
    /**
     * OCID of the VM cluster whose connector is awaited; a change replaces the gate.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * OCID of the compartment in which connectors are listed while the cluster names none: the cluster's
     * (`ListOracleDbAwsIdentityConnectors`).
     * @example "ocid1.compartment.oc1..aaaa…"
     */
    compartmentId: pulumi.Input<string>;
    /**
     * ARN of the IAM role that the nodes assume; the connector must name it.
     * @example "arn:aws:iam::111122223333:role/sales-tde"
     */
    roleArn: pulumi.Input<string>;
    /**
     * Whether the cluster is associated with the role already. An association that is not there is then an error at once;
     * otherwise it is awaited, for another resource makes it at the same time.
     * @default false
     * @example true
     */
    existingAssociation?: boolean;
    /**
     * Whether the program makes the association. Deleting the gate then takes the role from the cluster
     * (`DisassociateIamRoleFromResource`), unless a database of the cluster is on AWS KMS.
     * @default false: the association stays
     * @example true
     */
    ownsAssociation?: boolean;
    /**
     * Whether the program makes the role. Policies that deny the role the use of keys, put there by hand and found by a refresh, are
     * then taken off it with the next update; otherwise the update fails and tells how.
     * @default false
     * @example true
     */
    ownsRole?: boolean;
    /**
     * Any change refreshes the connector once (`RefreshOracleDbAwsIdentityConnector`), so that every node tries the role again.
     * @default refreshed only while it is not connected
     * @example { trustPolicy: "3f1c…" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Whether every node must be connected; otherwise PARTIALLY_CONNECTED is enough.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
    /**
     * How long to wait for the connector to appear and connect, in seconds; 10 to 86400.
     * @default 1800
     * @example 3600
     */
    timeoutSeconds?: pulumi.Input<number>;
}

/**
 * Waits until a VM cluster can act as its role. It watches the role association (`GetCloudVmCluster`, `iamRoles`) while the native
 * resource makes it, and fails with AWS's reason: the native resource takes FAILED for success and stops at the bare status with
 * DISCONNECTED. Then it finds the identity connector of the cluster, refreshes it while its nodes are not connected, and waits for
 * them. Depend on it before using the connector, and do not let it depend on the association.
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
    /** CONNECTED, or what `pulumi refresh` found instead; ABSENT when AWS lists no association. */
    declare readonly associationStatus: pulumi.Output<string>;
    /** AWS's reason for another status. */
    declare readonly associationReason: pulumi.Output<string | undefined>;
    /**
     * Policies of the role that `pulumi refresh` found to deny it the use of keys: names of inline policies, ARNs of attached ones.
     * The next update takes them off.
     */
    declare readonly roleDenials: pulumi.Output<string[] | undefined>;
    /** OCID of the connector. */
    declare readonly connectorId: pulumi.Output<string>;
    /** Name shown in the console. */
    declare readonly displayName: pulumi.Output<string>;
    /** Issuer of the tokens that the nodes present to STS. */
    declare readonly issuerUrl: pulumi.Output<string>;
    /** Scope of those tokens, such as `DBMC/aws`. */
    declare readonly oidcScope: pulumi.Output<string>;
    /** ACTIVE once it can be used; DELETED when `pulumi refresh` found it gone. */
    declare readonly lifecycleState: pulumi.Output<string>;
    /** CONNECTED, or what `pulumi refresh` found instead. */
    declare readonly assumeRoleStatus: pulumi.Output<string>;
    /** What the role may do from each node of the cluster. */
    declare readonly nodes: pulumi.Output<IdentityConnectorNode[]>;
    /** OCID of the work request of the last refresh made here. */
    declare readonly lastRefreshWorkRequestId: pulumi.Output<string | undefined>;
    /** When that was, ISO 8601. */
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
