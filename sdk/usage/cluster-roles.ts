import type { OdbVmCluster } from "../clouds/aws/odb-clusters";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError, unlessMissing } from "../clouds/core/errors";
import {
    type Connector,
    findConnector,
    listConnectors,
    type NamedConnectors,
    namedConnectors,
} from "../clouds/oci/connectors";
import { clustersInUse, type UsingDatabase, vmCluster } from "./databases";

/**
 * The roles that the nodes of a VM cluster take: those that AWS lists as associated, and the role of its identity connector. If
 * AWS does not list an association, or somebody removed it, the connector keeps its role and the databases stay open. Throws if
 * neither cloud names a role and there may be a connector that the caller cannot see.
 */
export async function rolesTakenBy({ displayName, roleArns, oci }: OdbVmCluster): Promise<string[]> {
    if (oci === undefined) return [...roleArns];
    const { standing, unseen } = await connectorsNamedBy(oci.ocid);
    const roles = [...new Set([...roleArns, ...standing.flatMap(({ roleArn }) => roleArn ?? [])])];
    if (roles.length > 0 || unseen.length === 0) return roles;
    throw new PlainError(
        `AWS lists no role of VM cluster ${displayName}, and OCI shows no identity connector ${unseen.join(", ")}, although the ` +
            "cluster names it: nobody can tell which role its databases use",
    );
}

/** Whether the nodes of a cluster take one of these roles. OCI is asked only where AWS lists none of them. */
export async function takesRole(cluster: OdbVmCluster, isMeant: (roleArn: string) => boolean): Promise<boolean> {
    return cluster.roleArns.some(isMeant) || (await rolesTakenBy(cluster)).some(isMeant);
}

/** The databases on AWS KMS in the clusters that take one of these roles. */
export async function databasesWithRole(
    region: string,
    isMeant: (roleArn: string) => boolean,
    isMeantCluster?: (cluster: OdbVmCluster) => boolean,
): Promise<UsingDatabase[]> {
    const found = await Promise.all(
        (await clustersInUse(region, isMeantCluster)).map(async ({ cluster, databases }) =>
            (await takesRole(cluster, isMeant)) ? databases : [],
        ),
    );
    return found.flat();
}

/** The connectors that a cluster names. One LIST finds those in the compartment of the cluster, for all clusters there. */
async function connectorsNamedBy(vmClusterOcid: string): Promise<NamedConnectors> {
    const cluster = await vmCluster(vmClusterOcid);
    if (cluster.awsConnectorIds.length === 0) return { standing: [], unseen: [] };
    const listed = await connectorsIn(cluster.compartmentId, vmClusterOcid);
    return namedConnectors(
        cluster,
        async (id) => listed.find((one) => one.id === id) ?? shared(`connector ${id}`, () => findConnector(id)),
    );
}

/** The connectors of a compartment; none if the caller may not list them. Each connector is then asked for by itself. */
function connectorsIn(compartmentId: string, vmClusterOcid: string): Promise<Connector[]> {
    return shared(`connectors in ${compartmentId} of ${vmClusterOcid.split(".")[3]}`, async () => {
        return (await unlessMissing(isNotFound, () => listConnectors(compartmentId, vmClusterOcid))) ?? [];
    });
}
