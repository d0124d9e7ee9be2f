import { getPolicyDocument, getRole, type LiveRole, roleNameOf } from "../clouds/aws-roles";
import { getVmCluster } from "../clouds/clusters";
import { type Connector, getConnector } from "../clouds/connectors";
import { isNotFound } from "../clouds/errors";
import { rolesOfCluster } from "../clouds/odb-roles";
import { actionsOutside } from "../policies";
import { isConnected } from "./identity-connector-report";

/** What is asked for although it may be gone. */
export async function unlessGone<T>(ask: Promise<T>): Promise<T | undefined> {
    try {
        return await ask;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}

/** The role that a cluster has for its keys. */
export interface ClusterRole extends LiveRole {
    /** Whether it lets nodes in; of one that does not, nothing can be lost by another trust. */
    readonly letsIn: boolean;
}

/** @param roleName Only a role of this name is meant. */
export async function roleOfCluster(vmClusterArn: string, roleName?: string): Promise<ClusterRole | undefined> {
    const associated = (await unlessGone(rolesOfCluster(vmClusterArn))) ?? [];
    const found = associated.find(({ roleArn }) => roleName === undefined || roleNameOf(roleArn) === roleName);
    const role = found && (await getRole(found.roleArn));
    return found && role && { ...role, letsIn: isConnected(found.status, false) };
}

/** The connector by which the nodes of a cluster get their tokens now, if they do. */
export async function connectorInUse(vmClusterOcid: string): Promise<Connector | undefined> {
    const connector = await namedConnector(vmClusterOcid);
    return connector && isConnected(connector.assumeRoleStatus, false) ? connector : undefined;
}

/** The connector that a cluster names, in whatever compartment. */
export async function namedConnector(vmClusterOcid: string): Promise<Connector | undefined> {
    const cluster = await unlessGone(getVmCluster(vmClusterOcid));
    for (const id of cluster?.awsConnectorIds ?? []) {
        const connector = await unlessGone(getConnector(id));
        if (connector && !["DELETED", "DELETING"].includes(connector.lifecycleState)) return connector;
    }
    return undefined;
}

/** What a boundary would keep a role from doing with any of these keys. */
export async function keptBack(boundaryArn: string, keyArns: readonly string[]): Promise<string[]> {
    const document = await getPolicyDocument(boundaryArn);
    return [...new Set(keyArns.flatMap((keyArn) => actionsOutside(document, keyArn)))];
}
