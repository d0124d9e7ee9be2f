import { findRole } from "../clouds/aws/iam-roles";
import { shared } from "../clouds/core/answer-cache";
import { PlainError } from "../clouds/core/errors";
import { findConnector } from "../clouds/oci/connectors";
import { keyReadings, reachesFrom } from "../clouds/oci/key-read-policies";
import { plainId, regionOfArn } from "../validation";
import { databasesWithRole, rolesTakenBy } from "./cluster-roles";
import {
    clustersIn,
    clustersInUse,
    databasesIn,
    databasesOfCluster,
    keyArnOf,
    registeredKeyOf,
    type UsingDatabase,
    vmCluster,
} from "./databases";
import { databasesElsewhere } from "./usage-of-trust";

export type { UsingDatabase } from "./databases";

/*
 * Which databases use what. Each function asks the clouds and gives the databases that nobody could open without its subject. It
 * throws if a cloud does not answer: silence never means "not in use".
 */

/** The databases that use a KMS key. For a multi-Region key, those that use its replica in that Region count as well. */
export async function usageOfKey(keyArn: string, region: string): Promise<UsingDatabase[]> {
    const wanted = keyIdOf(keyArn);
    const databases = await databasesIn(regionOfArn(keyArn) ?? region);
    return matching(databases, async (database) => keyIdOf(await keyArnOf(database)) === wanted);
}

/** The databases that need a grant to a role in the policy of a key. */
export async function usageOfGrant(keyArn: string, roleArn: string, region: string): Promise<UsingDatabase[]> {
    const clusters = new Set((await usageOfRole(roleArn, region)).map(({ clusterOcid }) => clusterOcid));
    return (await usageOfKey(keyArn, region)).filter(({ clusterOcid }) => clusters.has(clusterOcid));
}

/** The roles with which these databases reach AWS: those that their clusters take. */
export async function rolesOf(databases: readonly UsingDatabase[], region: string): Promise<string[]> {
    const clusters = new Set(databases.map(({ clusterOcid }) => clusterOcid));
    const found = (await clustersIn(region)).filter(({ oci }) => oci !== undefined && clusters.has(oci.ocid));
    return [...new Set((await Promise.all(found.map(rolesTakenBy))).flat())];
}

/** The databases that need an IAM role: those of the clusters here that take it, and of those elsewhere that its trust policy names. */
export async function usageOfRole(roleArn: string, region: string): Promise<UsingDatabase[]> {
    const role = await shared(`role ${roleArn}`, () => findRole(roleArn));
    const [here, elsewhere] = await Promise.all([
        databasesWithRole(region, (taken) => taken === roleArn),
        role === undefined ? [] : databasesElsewhere(role, region),
    ]);
    return [...here, ...(elsewhere ?? [])];
}

/** The databases that need a role association. */
export function usageOfAssociation(roleArn: string, clusterArn: string, region: string): Promise<UsingDatabase[]> {
    return databasesWithRole(
        regionOfArn(clusterArn) ?? region,
        (taken) => taken === roleArn,
        ({ arn }) => arn === clusterArn || arn === "",
    );
}

/** The database itself, if it uses AWS KMS. */
export async function usageOfDatabase(databaseId: string, region: string): Promise<UsingDatabase[]> {
    return (await databasesIn(region)).filter(({ id }) => id === databaseId);
}

/** The databases on AWS KMS in a VM cluster, given as OCID or as ARN. */
export function usageOfCluster(cluster: string, region: string): Promise<UsingDatabase[]> {
    if (!cluster.startsWith("arn:")) return databasesOfCluster(cluster, region);
    return databasesBy("arn", cluster, regionOfArn(cluster) ?? region);
}

/** The databases on AWS KMS in a VM cluster, given by its id in AWS. */
export function usageOfClusterId(clusterId: string, region: string): Promise<UsingDatabase[]> {
    return databasesIn(region, ({ id }) => id === clusterId);
}

/** The databases that need an identity connector: those of its cluster. If OCI does not tell the cluster, those whose key or cluster names the connector. */
export async function usageOfConnector(connectorId: string, region: string): Promise<UsingDatabase[]> {
    const clusterOcid = (await findConnector(connectorId))?.vmClusterOcid;
    if (clusterOcid) return databasesOfCluster(clusterOcid, region);
    return matching(await databasesIn(region), async (database) => {
        if ((await vmCluster(database.clusterOcid)).awsConnectorIds.includes(connectorId)) return true;
        // OCI may not tell the connector of a key: it may be this one.
        return [undefined, connectorId].includes((await registeredKeyOf(database)).oracleDbConnectorId);
    });
}

/** The databases that use a registered key. Its connector belongs to one cluster, but any cluster that may read the key can use it. */
export async function usageOfRegisteredKey(registeredKeyId: string, region: string): Promise<UsingDatabase[]> {
    return matching(await databasesIn(region), async (database) => {
        return (await registeredKeyOf(database)).id === registeredKeyId;
    });
}

/** The databases on AWS KMS of the clusters in an ODB network, given by id or ARN. */
export function usageOfNetwork(odbNetwork: string, region: string): Promise<UsingDatabase[]> {
    return databasesBy("networkId", plainId(odbNetwork), region);
}

/** The databases on AWS KMS of the clusters on an Exadata infrastructure, given by id or ARN. */
export function usageOfInfrastructure(infrastructure: string, region: string): Promise<UsingDatabase[]> {
    return databasesBy("infrastructureId", plainId(infrastructure), region);
}

/** The databases of the clusters that AWS shows with this value. Throws if AWS leaves the value out for a cluster: it may be this one. */
async function databasesBy(
    member: "arn" | "networkId" | "infrastructureId",
    wanted: string,
    region: string,
): Promise<UsingDatabase[]> {
    const found = await clustersInUse(region, (cluster) => cluster[member] === wanted || cluster[member] === "");
    const untold = found.find(({ cluster }) => cluster[member] === "");
    if (untold) throw new PlainError(`AWS does not tell the ${member} of VM cluster ${untold.cluster.displayName}`);
    return found.flatMap(({ databases }) => databases);
}

/** ARNs of the KMS keys of these databases. Throws if OCI does not tell one of them. */
export async function keysOf(databases: readonly UsingDatabase[]): Promise<string[]> {
    return [...new Set(await Promise.all(databases.map(keyArnOf)))];
}

/** The same, without the keys that OCI does not tell. */
export async function keysTold(databases: readonly UsingDatabase[]): Promise<string[]> {
    const usable = databases.filter(({ registeredKeyId }) => registeredKeyId !== "");
    const keys = await Promise.all(usable.map(registeredKeyOf));
    return [...new Set(keys.flatMap(({ awsKeyArn }) => awsKeyArn || []))];
}

/**
 * The databases that need the OCI policy that lets clusters read the keys of a compartment: those whose key is registered there or
 * below, unless another policy surely allows the same.
 */
export async function usageOfCompartmentPolicy(
    policyId: string,
    compartmentId: string,
    region: string,
): Promise<UsingDatabase[]> {
    return matching(await databasesIn(region), async (database) => {
        const key = await registeredKeyOf(database);
        if ((await reachesFrom(compartmentId, key.compartmentId)) === false) return false;
        const { id, compartmentId: ofCluster } = await vmCluster(database.clusterOcid);
        const others = await keyReadings(key.compartmentId, { id, compartmentId: ofCluster }, policyId);
        return others.decision !== "allowed";
    });
}

/** The id of a key without its Region, which replicas of a multi-Region key share. */
function keyIdOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}

async function matching<T>(values: readonly T[], test: (value: T) => Promise<boolean>): Promise<T[]> {
    const verdicts = await Promise.all(values.map(test));
    return values.filter((_value, index) => verdicts[index]);
}
