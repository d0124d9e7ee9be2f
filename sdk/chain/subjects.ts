import { PlainError } from "../clouds/errors";
import { findRegisteredKey } from "../clouds/registered-keys";
import { usageOfCluster } from "../guards/usage";
import { clustersIn } from "../guards/usage/databases";
import { connectorOfCluster } from "./identity-connector";
import type { Subject } from "./link";

/** What a VM cluster walks the chain for: one subject for each key that its databases use; none while none is on AWS KMS. */
export async function subjectsOf(vmClusterOcid: string, region: string): Promise<Subject[]> {
    const databases = await usageOfCluster(vmClusterOcid, region);
    if (databases.length === 0) return [];
    const cluster = (await clustersIn(region)).find(({ oci }) => oci?.ocid === vmClusterOcid);
    if (cluster === undefined) {
        throw new PlainError(`AWS lists no VM cluster ${vmClusterOcid} in ${region}, and databases on it use AWS KMS`);
    }
    // Without an association, the connector still tells which role the nodes would take.
    const roleArn = cluster.roleArns[0] ?? (await connectorOfCluster(vmClusterOcid))?.roleArn;
    const ids = [...new Set(databases.map(({ registeredKeyId }) => registeredKeyId))];
    return Promise.all(
        ids.map(async (id): Promise<Subject> => {
            // Usage says by an empty text that OCI does not tell the key.
            const keyArn = id === "" ? undefined : (await findRegisteredKey(id))?.awsKeyArn;
            const using = databases.filter(({ registeredKeyId }) => registeredKeyId === id);
            return {
                vmClusterArn: cluster.arn,
                vmClusterOcid,
                region,
                ...(roleArn === undefined ? {} : { roleArn }),
                ...(id === "" ? {} : { registeredKeyId: id }),
                ...(keyArn === undefined ? {} : { keyArn }),
                databases: using.map(({ id: database, name }) => ({ id: database, name })),
            };
        }),
    );
}
