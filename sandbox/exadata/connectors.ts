import { Refusal } from "../core/exadata";
import { etag } from "../core/ids";
import type { Connector, RoleStatus, VmCluster } from "../core/records";
import type { World } from "../core/world";
import type { AwsClients } from "./aws/clients";
import { asRefusal } from "./aws/refusals";
import { RoleSession } from "./aws/session";

type Connection = "CONNECTED" | "PARTIALLY_CONNECTED" | "DISCONNECTED";

interface NodeResult {
    hostName: string;
    /** Why the node is not connected. */
    reason?: string;
}

/** The connector that serves a cluster. There is at most one. */
export function connectorOf(world: World, clusterOcid: string | undefined): Connector | undefined {
    for (const connector of world.connectors.values())
        if (connector.value.resourceId === clusterOcid && connector.value.lifecycleState !== "DELETED")
            return connector;
    return undefined;
}

export function clusterOf(world: World, connector: Connector): VmCluster {
    const cluster = world.clusterByOcid(connector.value.resourceId);
    if (!cluster)
        throw new Refusal(
            "IncorrectState",
            `VM cluster ${connector.value.resourceId} of the identity connector is gone.`,
        );
    return cluster;
}

/** Shows the connector on the OCI twin of its cluster. */
export function linkConnector(cluster: VmCluster, connectorId: string): void {
    const twin = cluster.twin;
    if (!twin || twin.value.multiCloudIdentityConnectorConfigs?.some((link) => link.id === connectorId)) return;
    twin.value.multiCloudIdentityConnectorConfigs = [{ id: connectorId, cloudProvider: "AWS" }];
    twin.etag = etag();
}

export function unlinkConnector(cluster: VmCluster): void {
    if (!cluster.twin) return;
    cluster.twin.value.multiCloudIdentityConnectorConfigs = [];
    cluster.twin.etag = etag();
}

/** Tries every node of the connector, and writes down on both sides what they could do. */
export async function connect(world: World, clients: AwsClients, connector: Connector): Promise<void> {
    const cluster = clusterOf(world, connector);
    linkConnector(cluster, connector.value.id);
    const results = await Promise.all(
        cluster.nodes.map((node) => connectNode(world, clients, cluster, connector, node.hostName)),
    );
    const status = summarise(results);
    const reason = describeFailures(results);
    writeNodes(cluster, connector, results, status);
    if (reason === undefined) delete connector.value.lifecycleStateDetails;
    else connector.value.lifecycleStateDetails = reason;
    writeRole(cluster, connector, status, reason);
}

async function connectNode(
    world: World,
    clients: AwsClients,
    cluster: VmCluster,
    connector: Connector,
    hostName: string,
): Promise<NodeResult> {
    const fault = world.faults.hit("exadata", "ConnectNode");
    if (fault?.error) return { hostName, reason: fault.error.message };
    try {
        await RoleSession.open(world, clients, cluster, connector, hostName);
        return { hostName };
    } catch (error) {
        return { hostName, reason: asRefusal(error, "STS").message };
    }
}

function summarise(results: readonly NodeResult[]): Connection {
    const connected = results.filter((result) => result.reason === undefined).length;
    if (connected === 0) return "DISCONNECTED";
    return connected === results.length ? "CONNECTED" : "PARTIALLY_CONNECTED";
}

/** One reason where all nodes fail alike, else each node with its own. */
function describeFailures(results: readonly NodeResult[]): string | undefined {
    const failed = results.filter((result) => result.reason !== undefined);
    const first = failed[0]?.reason;
    if (first === undefined) return undefined;
    if (failed.length === results.length && failed.every((result) => result.reason === first)) return first;
    const each = failed.map((result) => `${result.hostName}: ${result.reason}`).join(" ");
    return `${failed.length} of ${results.length} nodes are not connected. ${each}`;
}

function writeNodes(cluster: VmCluster, connector: Connector, results: readonly NodeResult[], status: Connection) {
    const timeLastChecked = new Date().toISOString();
    const awsNodes = results.map((result) => ({
        hostName: result.hostName,
        hostId: cluster.nodes.find((node) => node.hostName === result.hostName)?.hostId,
        status: result.reason === undefined ? ("CONNECTED" as const) : ("DISCONNECTED" as const),
        timeLastChecked,
    }));
    connector.value.serviceRoleDetails = connector.value.serviceRoleDetails.map((role) => ({
        ...role,
        assumeRoleStatus: status,
        awsNodes,
    }));
}

/** AWS shows the same outcome on the association; one that is being removed keeps its status. */
function writeRole(cluster: VmCluster, connector: Connector, status: RoleStatus, reason: string | undefined): void {
    const arns = connector.value.serviceRoleDetails.map((role) => role.roleArn);
    for (const role of cluster.roles) {
        if (!arns.includes(role.iamRoleArn) || role.status === "DISASSOCIATING") continue;
        role.status = status;
        if (reason === undefined) delete role.statusReason;
        else role.statusReason = reason;
    }
}

/** A node through which the connector reaches AWS; refused when none is connected. */
export function requireConnectedNode(connector: Connector): string {
    const nodes = connector.value.serviceRoleDetails.flatMap((role) => role.awsNodes ?? []);
    const connected = nodes.find((node) => node.status === "CONNECTED")?.hostName;
    if (connected === undefined)
        throw new Refusal(
            "ConnectorDisconnected",
            `No node of identity connector ${connector.value.displayName} is CONNECTED. ${connector.value.lifecycleStateDetails ?? "Refresh the connector."}`,
        );
    return connected;
}
