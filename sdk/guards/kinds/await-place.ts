import { listOdbVmClusters } from "../../clouds/aws/odb-clusters";
import { listExadataInfrastructures } from "../../clouds/aws/odb-infrastructures";
import { listOdbNetworks } from "../../clouds/aws/odb-networks";
import { PlainError } from "../../clouds/core/errors";
import { done, pending, waitFor } from "../../clouds/core/wait";
import { settled } from "../../clouds/oci/change-database";
import { getVmCluster } from "../../clouds/oci/vm-clusters";

/*
 * AWS and OCI create nothing in a place that they change or maintain. The native resources do not wait for the end of that.
 */

/** An hour. After that, the run ends with an error, and the next run waits again. */
const timeoutSeconds = 3600;

const passing: readonly (string | undefined)[] = ["UPDATING", "MAINTENANCE_IN_PROGRESS"];

interface Place {
    readonly what: string;
    /** The present status; undefined if AWS does not list the place. */
    status(): Promise<string | undefined>;
    /** What has to wait, as an infinitive. */
    readonly before: string;
}

/** Waits while a place is changed or maintained. In any other status the service itself decides. */
function leftAlone({ what, status, before }: Place): Promise<void> {
    return waitFor({ what, timeoutSeconds, before }, async () => {
        const now = await status();
        return passing.includes(now) ? pending(String(now)) : done(undefined);
    });
}

/** For the association of a role with a VM cluster that has none. */
export function awaitAssociable(vmClusterArn: string, region: string): Promise<void> {
    const status = async () => {
        const found = (await listOdbVmClusters(region)).find(({ arn }) => arn === vmClusterArn);
        return found?.roleArns.length === 0 ? found.status : undefined;
    };
    return leftAlone({ what: `VM cluster ${vmClusterArn}`, status, before: "associate its role" });
}

/** For a new VM cluster. Network and infrastructure are given by id or ARN. */
export async function awaitUnderCluster(networkId: string, infrastructureId: string, region: string): Promise<void> {
    const before = "create the VM cluster";
    const networkStatus = async () => {
        const listed = await listOdbNetworks(region);
        return listed.find(({ odbNetworkId: id, odbNetworkArn: arn }) => [id, arn].includes(networkId))?.status;
    };
    const infrastructureStatus = async () => {
        const listed = await listExadataInfrastructures(region);
        return listed.find(({ cloudExadataInfrastructureId: id, cloudExadataInfrastructureArn: arn }) =>
            [id, arn].includes(infrastructureId),
        )?.status;
    };
    await Promise.all([
        leftAlone({ what: `ODB network ${networkId}`, status: networkStatus, before }),
        leftAlone({ what: `Exadata infrastructure ${infrastructureId}`, status: infrastructureStatus, before }),
    ]);
}

/** For a new database home. Throws if AWS KMS is not the key store of the cluster. OCI would find that out much later. */
export async function awaitUnderHome(vmClusterOcid: string): Promise<void> {
    const what = `VM cluster ${vmClusterOcid}`;
    const cluster = await settled({ what, read: () => getVmCluster(vmClusterOcid), to: "create the database" });
    const { displayName, keyStoreType } = cluster;
    if (keyStoreType === "AWS") return;
    const store = keyStoreType === "NONE" ? "no key store" : `the key store ${keyStoreType}`;
    throw new PlainError(
        `VM cluster ${displayName} has ${store}: AWS KMS must be its key store before a database is created on an AWS key; ` +
            "add a ClusterKeyStore, and give its output `vmClusterOcid` to the database",
    );
}
