import type { OdbVmCluster } from "../clouds/aws/odb-clusters";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { type Connector, findConnector, listConnectors } from "../clouds/oci/connectors";
import { clustersInUse, type UsingDatabase, vmCluster } from "./databases";

/**
 * The roles that the nodes of a VM cluster take: those that AWS lists as associated, and that of its identity connector. An
 * association that is not listed, or was taken off by hand, leaves the connector with its role, and databases open.
 * Throws where neither tells one and the connector may be there unseen.
 */
export async function rolesTakenBy({ displayName, roleArns, oci }: OdbVmCluster): Promise<string[]> {
    if (oci === undefined) return [...roleArns];
    const { named, unseen } = await connectorsNamedBy(oci.ocid);
    const roles = [...new Set([...roleArns, ...named.flatMap(({ roleArn }) => roleArn ?? [])])];
    if (roles.length > 0 || unseen.length === 0) return roles;
    throw new PlainError(
        `AWS lists no role of VM cluster ${displayName}, and OCI shows no identity connector ${unseen.join(", ")}, which the cluster ` +
            "names: nobody can tell which role its databases use",
    );
}

/** The databases that use AWS KMS, of the clusters that take one of these roles. */
export async function databasesWithRole(
    region: string,
    isMeant: (roleArn: string) => boolean,
    isMeantCluster?: (cluster: OdbVmCluster) => boolean,
): Promise<UsingDatabase[]> {
    const found = await Promise.all(
        (await clustersInUse(region, isMeantCluster)).map(async ({ cluster, databases }) => {
            // What AWS lists need not be asked of OCI.
            const takes = cluster.roleArns.some(isMeant) || (await rolesTakenBy(cluster)).some(isMeant);
            return takes ? databases : [];
        }),
    );
    return found.flat();
}

/** The connectors that a cluster names and that live, and the ids of those that OCI does not show. */
async function connectorsNamedBy(vmClusterOcid: string): Promise<{ named: Connector[]; unseen: string[] }> {
    const { awsConnectorIds, compartmentId } = await vmCluster(vmClusterOcid);
    if (awsConnectorIds.length === 0) return { named: [], unseen: [] };
    const listed = await connectorsIn(compartmentId, vmClusterOcid);
    const found = await Promise.all(
        awsConnectorIds.map(
            async (id) =>
                listed.find((connector) => connector.id === id) ??
                (await shared(`connector ${id}`, () => findConnector(id))),
        ),
    );
    return {
        named: found.flatMap((connector) => (connector === undefined || isEnding(connector) ? [] : connector)),
        unseen: awsConnectorIds.filter((_id, index) => found[index] === undefined),
    };
}

/** One LIST for the clusters of a compartment. A connector may be in another one, and is asked for by itself then. */
function connectorsIn(compartmentId: string, vmClusterOcid: string): Promise<Connector[]> {
    return shared(`connectors in ${compartmentId} of ${vmClusterOcid.split(".")[3]}`, async () => {
        try {
            return await listConnectors(compartmentId, vmClusterOcid);
        } catch (error) {
            if (isNotFound(error)) return [];
            throw error;
        }
    });
}

function isEnding({ lifecycleState }: Connector): boolean {
    return ["DELETED", "DELETING"].includes(lifecycleState);
}
