import { getVmCluster } from "../clouds/clusters";
import { type Connector, getConnector } from "../clouds/connectors";
import { isNotFound } from "../clouds/errors";

/** The link `identity-connector`: the connector that a cluster names, in whatever compartment. */
export async function connectorOfCluster(vmClusterOcid: string): Promise<Connector | undefined> {
    const cluster = await unlessGone(getVmCluster(vmClusterOcid));
    for (const id of cluster?.awsConnectorIds ?? []) {
        const connector = await unlessGone(getConnector(id));
        if (connector && !["DELETED", "DELETING"].includes(connector.lifecycleState)) return connector;
    }
    return undefined;
}

/** Scopes of an identity domain are audience and scope in one: `DBMC/aws` is `aws` of `DBMC/`. */
export function audienceOf(oidcScope: string): string {
    const slash = oidcScope.lastIndexOf("/");
    return slash < 0 ? oidcScope : oidcScope.slice(0, slash + 1);
}

async function unlessGone<T>(ask: Promise<T>): Promise<T | undefined> {
    try {
        return await ask;
    } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
    }
}
