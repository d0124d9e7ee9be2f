import { getVmCluster } from "../../clouds/clusters";
import { type ContainerDatabase, isGone, listDatabases } from "../../clouds/databases";
import { isNotFound } from "../../clouds/errors";
import { listOdbVmClusters, type OdbVmCluster } from "../../clouds/odb-clusters";
import { hasOdbEndpoint, offersOdb } from "../../clouds/odb-regions";
import { getKey, type RegisteredKey } from "../../operations/aws-keys";
import { shared } from "./answer-cache";

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
        const found = await listDatabases(cluster.id, cluster.compartmentId);
        return found.filter(({ keyProvider }) => keyProvider === "AWS").map((database) => using(database, cluster));
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
    const found = await Promise.all(clusters.map(({ oci }) => (oci ? databasesOfCluster(oci.ocid, region) : [])));
    return found.flat();
}

/** What OCI knows of a registered key. */
export function registeredKey(id: string): Promise<RegisteredKey> {
    return shared(`registered key ${id}`, () => getKey(id));
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
