import type * as dbmulticloud from "oci-dbmulticloud";
import { isNotFound, unlessMissing } from "../core/errors";
import { allPages, pageSize } from "../core/pages";
import { onConfigChange } from "../core/settings";
import { isGone } from "../core/states";
import { Watch } from "../core/watch";
import { multicloudClient } from "./clients";
import { findVmCluster, type VmCluster } from "./vm-clusters";

export interface ConnectorNode {
    readonly hostId: string;
    readonly hostName: string;
    readonly status: string;
}

/** The identity connector of a VM cluster. */
export interface Connector {
    readonly id: string;
    readonly displayName: string;
    readonly vmClusterOcid: string;
    readonly issuerUrl: string;
    readonly oidcScope: string;
    /** AWS location in which its nodes make their calls, as the service writes it. */
    readonly awsLocation?: string;
    readonly lifecycleState: string;
    readonly lifecycleDetails?: string;
    /** ARN of the role for KMS. Absent until the service has filled it in. */
    readonly roleArn?: string;
    /** Whether the nodes can assume that role. */
    readonly assumeRoleStatus: string;
    readonly nodes: readonly ConnectorNode[];
    /** When a node last tried to assume the role, in ISO 8601. */
    readonly checkedAt?: string;
}

const watches = new Map<string, Watch<Connector[]>>();
onConfigChange(() => watches.clear());

/**
 * Watches the connectors of a compartment. All who wait for one of them share the watch.
 * @param vmClusterOcid OCID of a VM cluster in the region of the connectors.
 */
export function watchConnectors(compartmentId: string, vmClusterOcid: string): Watch<Connector[]> {
    const key = `${compartmentId} ${vmClusterOcid.split(".")[3]}`;
    let watch = watches.get(key);
    if (!watch) {
        watch = new Watch(() => listConnectors(compartmentId, vmClusterOcid));
        watches.set(key, watch);
    }
    return watch;
}

/** An identity connector, as GetOracleDbAwsIdentityConnector returns it. */
export type IdentityConnector = dbmulticloud.models.OracleDbAwsIdentityConnector;

/** The same, as the service lists it. */
export type IdentityConnectorSummary = dbmulticloud.models.OracleDbAwsIdentityConnectorSummary;

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getConnector(connectorId: string): Promise<Connector & { etag: string }> {
    const { connector, etag } = await getIdentityConnector(connectorId);
    return { ...described(connector), etag };
}

/** `undefined` when there is none, or none that the caller may see. */
export function findConnector(connectorId: string): Promise<Connector | undefined> {
    return unlessMissing(isNotFound, () => getConnector(connectorId));
}

/** The connectors that a VM cluster names. */
export interface NamedConnectors {
    /** Those that are there, and not being deleted. */
    readonly standing: readonly Connector[];
    /** Ids of those that are gone, or that the caller may not see. */
    readonly unseen: readonly string[];
}

/** Finds the connectors that a VM cluster names, in whatever compartment each is. @param find how to ask for one */
export async function namedConnectors(
    { awsConnectorIds }: Pick<VmCluster, "awsConnectorIds">,
    find: typeof findConnector = findConnector,
): Promise<NamedConnectors> {
    const found = await Promise.all(awsConnectorIds.map(find));
    return {
        standing: found.flatMap((one) => (one === undefined || isGone(one.lifecycleState) ? [] : one)),
        unseen: awsConnectorIds.filter((_id, index) => found[index] === undefined),
    };
}

/** The connector of a VM cluster; `undefined` when the cluster names none that is there, and when the caller may not see it. */
export async function findConnectorOfCluster(vmClusterOcid: string): Promise<Connector | undefined> {
    const cluster = await findVmCluster(vmClusterOcid);
    return cluster && (await namedConnectors(cluster)).standing[0];
}

/** The same, with every member that the service returns. Throws a `ServiceError` of status 404 when there is none. */
export async function getIdentityConnector(
    oracleDbAwsIdentityConnectorId: string,
): Promise<{ connector: IdentityConnector; etag: string }> {
    const client = await multicloudClient(oracleDbAwsIdentityConnectorId);
    const answer = await client.getOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId });
    return { connector: answer.oracleDbAwsIdentityConnector, etag: answer.etag };
}

/** Starts a refresh, in which every node tries the role again. @returns `opc-work-request-id`. */
export async function startConnectorRefresh(connectorId: string, opcRetryToken?: string): Promise<string | undefined> {
    const client = await multicloudClient(connectorId);
    const answer = await client.refreshOracleDbAwsIdentityConnector({
        oracleDbAwsIdentityConnectorId: connectorId,
        ...(opcRetryToken === undefined ? {} : { opcRetryToken }),
    });
    return answer.opcWorkRequestId || undefined;
}

/** Which connectors to list. */
interface ConnectorFilter {
    readonly compartmentId: string;
    /** OCID of the VM cluster. */
    readonly resourceId?: string;
    readonly displayName?: string;
    readonly lifecycleState?: string;
}

/** The connectors of a compartment. @param target any OCID of their region */
export async function listConnectors(compartmentId: string, target: string): Promise<Connector[]> {
    return (await listIdentityConnectors({ compartmentId }, target)).map(described);
}

/** The same, with every member that the service returns. */
export async function listIdentityConnectors(
    filter: ConnectorFilter,
    target: string,
): Promise<IdentityConnectorSummary[]> {
    const client = await multicloudClient(target);
    return allPages(async (page) => {
        const answer = await client.listOracleDbAwsIdentityConnectors({ ...filter, limit: pageSize, page });
        return { items: answer.oracleDbAwsIdentityConnectorSummaryCollection.items, opcNextPage: answer.opcNextPage };
    });
}

function described(found: IdentityConnector | IdentityConnectorSummary): Connector {
    const role = found.serviceRoleDetails?.find(({ serviceType }) => serviceType === "KMS");
    const checked = (role?.awsNodes ?? []).flatMap(({ timeLastChecked: time }) =>
        time ? new Date(time).getTime() : [],
    );
    return {
        id: found.id ?? "",
        displayName: found.displayName ?? "",
        vmClusterOcid: found.resourceId ?? "",
        issuerUrl: found.issuerUrl ?? "",
        oidcScope: found.oidcScope ?? "",
        ...(found.awsLocation ? { awsLocation: found.awsLocation } : {}),
        lifecycleState: found.lifecycleState ?? "UNKNOWN",
        ...(found.lifecycleStateDetails ? { lifecycleDetails: found.lifecycleStateDetails } : {}),
        ...(role ? { roleArn: role.roleArn } : {}),
        assumeRoleStatus: role?.assumeRoleStatus ?? "UNKNOWN",
        nodes: (role?.awsNodes ?? []).map(({ hostId, hostName, status }) => ({
            hostId: hostId ?? "",
            hostName: hostName ?? "",
            status: status ?? "UNKNOWN",
        })),
        ...(checked.length > 0 ? { checkedAt: new Date(Math.max(...checked)).toISOString() } : {}),
    };
}
