import { listOdbVmClusters, type OdbVmCluster } from "../clouds/aws/odb-clusters";
import { hasOdbEndpoint, offersOdb } from "../clouds/aws/odb-regions";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { isGone } from "../clouds/core/states";
import { type ContainerDatabase, databasesOnAws } from "../clouds/oci/databases";
import { getRegisteredKey, type RegisteredKey } from "../clouds/oci/registered-keys";
import { getVmCluster, type VmCluster } from "../clouds/oci/vm-clusters";

/** A database whose TDE master encryption keys are in AWS KMS. Without its key, or the way to it, nobody can open the database. */
export interface UsingDatabase {
    readonly id: string;
    readonly name: string;
    readonly clusterName: string;
    readonly clusterOcid: string;
    /** OCID of the registered key that the database uses; empty if OCI does not tell it. */
    readonly registeredKeyId: string;
    /** Oracle version of its database home, such as `19.0.0.0`. */
    readonly version?: string;
}

/**
 * The databases of a VM cluster that use AWS KMS; none if the cluster is gone.
 * @param region AWS Region of the cluster. AWS is asked there whether the cluster is gone.
 */
export function databasesOfCluster(clusterOcid: string, region: string): Promise<UsingDatabase[]> {
    return shared(`databases of ${clusterOcid} in ${region}`, async () => {
        let cluster: VmCluster;
        try {
            cluster = await vmCluster(clusterOcid);
        } catch (error) {
            // OCI answers 404 both for a cluster that is gone and for one that the caller may not see, so AWS is asked.
            if (isNotFound(error) && (await isGoneFromAws(clusterOcid, region))) return [];
            throw error;
        }
        if (isGone(cluster.lifecycleState)) return [];
        const found = await databasesOnAws(cluster.id, cluster.compartmentId);
        return found.map((database) => using(database, cluster));
    });
}

/** The VM clusters of the account in a Region. */
export function clustersIn(region: string): Promise<OdbVmCluster[]> {
    return shared(`VM clusters in ${region}`, async () => {
        // Where Oracle Database@AWS is not offered, there is no endpoint, and no cluster either.
        if (!offersOdb(region) && !(await hasOdbEndpoint(region))) return [];
        return listOdbVmClusters(region);
    });
}

/** A VM cluster with its databases that use AWS KMS. */
interface ClusterInUse {
    readonly cluster: OdbVmCluster;
    readonly databases: readonly UsingDatabase[];
}

/** The clusters of a Region that have databases on AWS KMS. @param meant Which clusters count. */
export async function clustersInUse(
    region: string,
    meant: (cluster: OdbVmCluster) => boolean = () => true,
): Promise<ClusterInUse[]> {
    const clusters = (await clustersIn(region)).filter(meant);
    const found = await Promise.all(
        clusters.map(async (cluster) => ({ cluster, databases: await databasesOn(cluster, region) })),
    );
    return found.filter(({ databases }) => databases.length > 0);
}

/** The databases of a Region that use AWS KMS. @param meant Which clusters count. */
export async function databasesIn(
    region: string,
    meant?: (cluster: OdbVmCluster) => boolean,
): Promise<UsingDatabase[]> {
    return (await clustersInUse(region, meant)).flatMap(({ databases }) => databases);
}

/** A cluster that AWS is still creating, or could not create, has no databases. For any other cluster, OCI is asked. */
async function databasesOn({ id, oci, status }: OdbVmCluster, region: string): Promise<UsingDatabase[]> {
    if (oci) return databasesOfCluster(oci.ocid, region);
    if (status === "PROVISIONING" || status === "FAILED") return [];
    throw new PlainError(`VM cluster ${id} has no twin in OCI yet: status ${status}; run again when it has one`);
}

/** What OCI knows of a VM cluster. */
export function vmCluster(ocid: string): Promise<VmCluster> {
    return shared(`VM cluster ${ocid}`, () => getVmCluster(ocid));
}

/** The registered key of a database. Throws if OCI does not tell which one it is: the database may use any key. */
export function registeredKeyOf({ id, name, registeredKeyId }: UsingDatabase): Promise<RegisteredKey> {
    if (registeredKeyId === "") {
        throw new PlainError(
            `OCI does not tell which registered key database ${name} (${id}) uses, so it may be any of them`,
        );
    }
    return shared(`registered key ${registeredKeyId}`, () => getRegisteredKey(registeredKeyId));
}

/** ARN of the KMS key of a database. Throws if OCI does not tell it: the database may use any key. */
export async function keyArnOf(database: UsingDatabase): Promise<string> {
    const { awsKeyArn } = await registeredKeyOf(database);
    if (awsKeyArn) return awsKeyArn;
    throw new PlainError(
        `OCI does not tell which KMS key ${database.registeredKeyId} is, the registered key of database ${database.name}, so it may be any KMS key`,
    );
}

async function isGoneFromAws(clusterOcid: string, region: string): Promise<boolean> {
    return !(await clustersIn(region)).some(({ oci }) => oci?.ocid === clusterOcid);
}

function using(
    { id, name, awsKeyId = "", version }: ContainerDatabase,
    cluster: { readonly id: string; readonly displayName: string },
): UsingDatabase {
    return {
        id,
        name,
        clusterName: cluster.displayName,
        clusterOcid: cluster.id,
        registeredKeyId: awsKeyId,
        ...(version ? { version } : {}),
    };
}
