import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

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
     * Status of the role association as AWS reports it (`GetCloudVmCluster`, `iamRoles[].status`).
     * FAILED, DISCONNECTED and, with `requireAllNodes`, PARTIALLY_CONNECTED are errors with the reason that AWS gives.
     * @default not checked
     * @example "CONNECTED"
     */
    associationStatus?: pulumi.Input<string>;
    /**
     * The reason that AWS gives for that status; with it, the status is refused before anything is called.
     * @default asked for when the status is bad
     * @example "The trust policy does not allow the token."
     */
    associationReason?: pulumi.Input<string>;
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
 * Finds the identity connector that a role association attaches to a VM cluster, and waits until its nodes can assume
 * the role. Depend on it before using the connector. Deleting the gate changes nothing.
 */
export class IdentityConnectorGate extends HostedResource {
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** OCID of the compartment. */
    declare readonly compartmentId: pulumi.Output<string>;
    /** ARN of the IAM role. */
    declare readonly roleArn: pulumi.Output<string>;
    /** OCID of the connector. */
    declare readonly connectorId: pulumi.Output<string>;
    /** Name shown in the console. */
    declare readonly displayName: pulumi.Output<string>;
    /** Issuer of the tokens that the nodes present to STS. */
    declare readonly issuerUrl: pulumi.Output<string>;
    /** Scope of those tokens, such as `DBMC/aws`. */
    declare readonly oidcScope: pulumi.Output<string>;
    /** ACTIVE once it can be used. */
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
                operations: "identity-connector",
                outputs: [
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
