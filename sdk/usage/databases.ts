import { listOdbVmClusters, type OdbVmCluster } from "../clouds/aws/odb-clusters";
import { hasOdbEndpoint, offersOdb } from "../clouds/aws/odb-regions";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { type ContainerDatabase, databasesOnAws, isGone } from "../clouds/oci/databases";
import { getRegisteredKey, type RegisteredKey } from "../clouds/oci/registered-keys";
import { getVmCluster } from "../clouds/oci/vm-clusters";

/** A database whose TDE master keys are in AWS KMS: it cannot be opened without its key and the way to it. */
export interface UsingDatabase {
    readonly id: string;
    readonly name: string;
    readonly clusterName: string;
    readonly clusterOcid: string;
    /** OCID of the registered key that it uses. */
    readonly registeredKeyId: string;
    /** Version of its home. */
    readonly version?: string;
}

/**
 * The databases of a VM cluster that use AWS KMS; none when the cluster is gone.
 * @param region AWS Region of the cluster, which tells whether it is gone.
 */
export function databasesOfCluster(clusterOcid: string, region: string): Promise<UsingDatabase[]> {
    return shared(`databases of ${clusterOcid} in ${region}`, async () => {
        let cluster: Awaited<ReturnType<typeof getVmCluster>>;
        try {
            cluster = await getVmCluster(clusterOcid);
        } catch (error) {
            // OCI says the same of what is gone and of what the caller may not see: AWS has to tell.
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

/** The databases that use AWS KMS, of those clusters of a Region that are meant. */
export async function databasesIn(
    region: string,
    meant: (cluster: OdbVmCluster) => boolean = () => true,
): Promise<UsingDatabase[]> {
    const clusters = (await clustersIn(region)).filter(meant);
    return (await Promise.all(clusters.map((cluster) => databasesOn(cluster, region)))).flat();
}

/** A cluster that is not made yet, or was never, has no databases; of any other one, OCI has to tell. */
async function databasesOn({ id, oci, status }: OdbVmCluster, region: string): Promise<UsingDatabase[]> {
    if (oci) return databasesOfCluster(oci.ocid, region);
    if (status === "PROVISIONING" || status === "FAILED") return [];
    throw new PlainError(`VM cluster ${id} has no twin in OCI yet: status ${status}; run again when it has one`);
}

/** What OCI knows of a registered key. */
export function registeredKey(id: string): Promise<RegisteredKey> {
    return shared(`registered key ${id}`, () => getRegisteredKey(id));
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
