import { PlainError } from "../clouds/core/errors";
import { findConnectorOfCluster } from "../clouds/oci/connectors";
import { findRegisteredKey } from "../clouds/oci/registered-keys";
import { clustersIn } from "../usage/databases";
import type { Subject } from "./link";
import { rolesAssociated, rolesTaken } from "./role-association";

/** Names the cluster, and the registered key if the walk goes that far. */
interface WayToKey {
    readonly vmClusterOcid: string;
    /** AWS Region of the cluster. */
    readonly region: string;
    /** Absent if OCI does not say which key the databases use. */
    readonly registeredKeyId?: string;
    readonly databases: Subject["databases"];
}

/** Finds the role and the KMS key for a walk. Throws if AWS has no such cluster, or if a cloud cannot be asked. */
export async function subjectOf({ vmClusterOcid, region, registeredKeyId, databases }: WayToKey): Promise<Subject> {
    const cluster = (await clustersIn(region)).find(({ oci }) => oci?.ocid === vmClusterOcid);
    if (cluster === undefined) throw new PlainError(`AWS lists no VM cluster ${vmClusterOcid} in ${region}`);
    const [associated, connector] = await Promise.all([
        rolesAssociated(cluster.arn),
        findConnectorOfCluster(vmClusterOcid),
    ]);
    const [roleArn] = rolesTaken(associated, connector);
    const keyArn = registeredKeyId === undefined ? undefined : (await findRegisteredKey(registeredKeyId))?.awsKeyArn;
    return {
        vmClusterArn: cluster.arn,
        vmClusterOcid,
        region,
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(registeredKeyId === undefined ? {} : { registeredKeyId }),
        ...(keyArn === undefined ? {} : { keyArn }),
        databases,
    };
}
