import type { OdbVmCluster } from "../clouds/aws/odb-clusters";
import { awsRegion } from "../clouds/aws/settings";
import { type ContainerDatabase, databasesOnAws, listPluggableDatabases } from "../clouds/oci/databases";
import { findRegisteredKey } from "../clouds/oci/registered-keys";
import { listDatabaseWorkRequests } from "../clouds/oci/work-requests";
import { regionOfArn } from "../validation";
import { rolesTakenBy } from "./cluster-roles";
import { clustersIn } from "./databases";
import type { Container, KeyChange } from "./master-key-currency";

/** The databases and roles that may use a KMS key. */
interface KeyUsers {
    /** Every container in the VM clusters of the account whose master key is under the KMS key, with the key changes that OCI still lists. */
    readonly containers: readonly Container[];
    /** ARNs of the roles of all VM clusters, whether their databases use the key or not. */
    readonly clusterRoles: ReadonlySet<string>;
}

/** Looks in the Region of the key. For a replica, that is not the Region of the stack. */
export async function keyUsers(keyArn: string): Promise<KeyUsers> {
    const clusters = (await clustersIn(regionOfArn(keyArn) ?? awsRegion())).filter(({ oci }) => oci !== undefined);
    const arns = new Map<string, Promise<string | undefined>>();
    const found = (await Promise.all(clusters.map((cluster) => containersOf(cluster, keyArn, arns)))).flat();
    const roles = [...clusters, ...found].flatMap(({ roleArns }) => roleArns);
    return { containers: found, clusterRoles: new Set(roles) };
}

async function containersOf(
    cluster: OdbVmCluster,
    keyArn: string,
    arns: Map<string, Promise<string | undefined>>,
): Promise<Container[]> {
    const { ocid = "", compartmentId = "" } = cluster.oci ?? {};
    const onAws = await databasesOnAws(ocid, compartmentId);
    if (onAws.length === 0) return [];
    const roleArns = await rolesTakenBy(cluster);
    const found = await Promise.all(
        onAws.map(async (database) => {
            // If OCI does not tell the key, it may be this one. All replicas of a multi-Region key serve the same versions.
            const arn = database.awsKeyId === undefined ? keyArn : await arnOf(database.awsKeyId, arns);
            return arn === undefined || keyIdOf(arn) === keyIdOf(keyArn)
                ? containersIn({ vmClusterOcid: ocid, roleArns }, database)
                : [];
        }),
    );
    return found.flat();
}

function arnOf(keyId: string, arns: Map<string, Promise<string | undefined>>): Promise<string | undefined> {
    const known = arns.get(keyId) ?? findRegisteredKey(keyId).then((key) => key?.awsKeyArn);
    arns.set(keyId, known);
    return known;
}

async function containersIn(
    place: Pick<Container, "vmClusterOcid" | "roleArns">,
    database: ContainerDatabase,
): Promise<Container[]> {
    const [changes, pluggables] = await Promise.all([
        keyChanges(database.compartmentId, database.id),
        listPluggableDatabases(database.id),
    ]);
    const moves = changes.filter(({ operationType }) => !rotates.test(operationType));
    const own = pluggables.map(async (pluggable) => {
        const rotations = await keyChanges(pluggable.compartmentId, pluggable.id);
        // A PDB that came into the container after the move brought its version along.
        const moved = moves.filter(({ accepted }) => accepted > pluggable.timeCreated);
        return { ...place, name: `${database.name}/${pluggable.name}`, keyChanges: [...rotations, ...moved] };
    });
    return [{ ...place, name: database.name, keyChanges: changes }, ...(await Promise.all(own))];
}

// OCI publishes no list of operation types, so these match words.
const rotates = /\brotat/i;
const changesKey = /\brotat\w*\b.*\bkey|\bchange encryption key location\b/i;

async function keyChanges(compartmentId: string, id: string): Promise<(KeyChange & { operationType: string })[]> {
    const requests = await listDatabaseWorkRequests(compartmentId, id);
    return requests.flatMap(({ operationType, status, timeAccepted, timeFinished }) =>
        status === "SUCCEEDED" && timeFinished !== undefined && changesKey.test(operationType)
            ? [{ operationType, accepted: timeAccepted, finished: timeFinished }]
            : [],
    );
}

/** The id of a key without its Region. */
function keyIdOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}
