import { getRole, listTrustPolicies, type TrustedRole } from "../clouds/aws/iam-roles";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { getConnector } from "../clouds/oci/connectors";
import { holderOf, policiesAbove } from "../clouds/oci/key-read-policies";
import { getVmCluster } from "../clouds/oci/vm-clusters";
import { trustedSubjects } from "../policies";
import { regionOfArn } from "../validation";
import { clustersIn, databasesIn, databasesOfCluster, registeredKey, type UsingDatabase } from "./databases";

export type { UsingDatabase } from "./databases";

/*
 * Which databases use what, asked live. Each function gives the databases that could not be opened any more without its
 * subject, and throws when that cannot be asked: nobody may take silence for "not in use".
 */

/** By KMS key. Of a multi-Region key, what uses another replica in that Region counts as well. */
export async function usageOfKey(keyArn: string, region: string): Promise<UsingDatabase[]> {
    const wanted = keyIdOf(keyArn);
    const databases = await databasesIn(regionOfArn(keyArn) ?? region);
    return matching(databases, async ({ registeredKeyId }) => {
        return keyIdOf((await registeredKey(registeredKeyId)).awsKeyArn ?? "") === wanted;
    });
}

/** By grant to a role in the policy of a key. */
export async function usageOfGrant(keyArn: string, roleArn: string, region: string): Promise<UsingDatabase[]> {
    const clusters = new Set((await usageOfRole(roleArn, region)).map(({ clusterOcid }) => clusterOcid));
    return (await usageOfKey(keyArn, region)).filter(({ clusterOcid }) => clusters.has(clusterOcid));
}

/** The roles that these databases reach AWS with: those of their clusters. */
export async function rolesOf(databases: readonly UsingDatabase[], region: string): Promise<string[]> {
    const clusters = new Set(databases.map(({ clusterOcid }) => clusterOcid));
    const found = (await clustersIn(region)).filter(({ oci }) => oci !== undefined && clusters.has(oci.ocid));
    return found.flatMap(({ roleArns }) => roleArns);
}

/**
 * By IAM role: those of the clusters that it is associated with. Its trust policy tells of clusters in other Regions, as far
 * as it names them.
 */
export async function usageOfRole(roleArn: string, region: string): Promise<UsingDatabase[]> {
    const role = await shared(`role ${roleArn}`, () => getRole(roleArn));
    const [here, elsewhere] = await Promise.all([
        databasesIn(region, ({ roleArns }) => roleArns.includes(roleArn)),
        role === undefined ? [] : databasesElsewhere(role, region),
    ]);
    return [...here, ...(elsewhere ?? [])];
}

/** By role association. */
export function usageOfAssociation(roleArn: string, clusterArn: string, region: string): Promise<UsingDatabase[]> {
    return databasesIn(
        regionOfArn(clusterArn) ?? region,
        ({ arn, roleArns }) => arn === clusterArn && roleArns.includes(roleArn),
    );
}

/** A database itself, while it uses AWS KMS. */
export async function usageOfDatabase(databaseId: string, region: string): Promise<UsingDatabase[]> {
    return (await databasesIn(region)).filter(({ id }) => id === databaseId);
}

/** By VM cluster, given as OCID or as ARN. */
export function usageOfCluster(cluster: string, region: string): Promise<UsingDatabase[]> {
    if (!cluster.startsWith("arn:")) return databasesOfCluster(cluster, region);
    return databasesIn(regionOfArn(cluster) ?? region, ({ arn }) => arn === cluster);
}

/** By VM cluster, given by its id in AWS. */
export function usageOfClusterId(clusterId: string, region: string): Promise<UsingDatabase[]> {
    return databasesIn(region, ({ id }) => id === clusterId);
}

/** By identity connector; none when it is gone. */
export async function usageOfConnector(connectorId: string, region: string): Promise<UsingDatabase[]> {
    try {
        return await databasesOfCluster((await getConnector(connectorId)).vmClusterOcid, region);
    } catch (error) {
        if (!isNotFound(error)) throw error;
        return matching(await databasesIn(region), async ({ registeredKeyId }) => {
            return (await registeredKey(registeredKeyId)).oracleDbConnectorId === connectorId;
        });
    }
}

/** By registered key: its connector belongs to one cluster, but any cluster that may read the key can use it. */
export async function usageOfRegisteredKey(registeredKeyId: string, region: string): Promise<UsingDatabase[]> {
    return (await databasesIn(region)).filter((database) => database.registeredKeyId === registeredKeyId);
}

/** By ODB network: those of the clusters in it. */
export function usageOfNetwork(odbNetworkId: string, region: string): Promise<UsingDatabase[]> {
    return databasesIn(region, ({ networkId }) => networkId === odbNetworkId);
}

/** By Exadata infrastructure: those of the clusters on it. */
export function usageOfInfrastructure(id: string, region: string): Promise<UsingDatabase[]> {
    return databasesIn(region, ({ infrastructureId }) => infrastructureId === id);
}

/** ARNs of the KMS keys of these databases; empty text where OCI does not tell one. */
export async function keysOf(databases: readonly UsingDatabase[]): Promise<string[]> {
    const ids = [...new Set(databases.map(({ registeredKeyId }) => registeredKeyId))];
    return Promise.all(ids.map(async (id) => (await registeredKey(id)).awsKeyArn ?? ""));
}

/**
 * By OIDC provider, given as ARN or issuer: those of clusters with a role whose trust policy names it. A role that is
 * associated with no cluster here is judged by the clusters that its trust policy names.
 * @param options.own ARN of a role that goes with the provider: whether that may go is asked for itself.
 * @param options.audience Only roles that trust this audience are meant.
 */
export async function usageOfOidcProvider(
    provider: string,
    region: string,
    { audience, own }: { readonly audience?: string; readonly own?: string } = {},
): Promise<UsingDatabase[]> {
    const trusting = await rolesTrusting(provider, audience);
    const elsewhere = await Promise.all(
        (await unassociated(trusting, region))
            .filter(({ roleArn }) => roleArn !== own)
            .map(async (role) => ({ role, databases: await databasesElsewhere(role, region) })),
    );
    const untold = elsewhere.filter(({ databases }) => databases === undefined);
    if (untold.length > 0) {
        throw new PlainError(
            `${untold.map(({ role }) => role.roleArn).join(", ")} trusts it too, is associated with no VM cluster in ` +
                `${region} and names no VM cluster as its subject: databases of another Region may use it; delete the ` +
                "role if nothing does",
        );
    }
    const found = [...(await usageOfTrust(trusting, region)), ...elsewhere.flatMap(({ databases = [] }) => databases)];
    return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}

/** By identity domain, given by its issuer: those of clusters here whose role takes its tokens. */
export async function usageOfIssuer(issuer: string, region: string): Promise<UsingDatabase[]> {
    return usageOfTrust(await rolesTrusting(issuer), region);
}

/**
 * By the OCI policy that lets clusters read the keys of a compartment: those of the clusters in it, unless another policy says
 * the same.
 */
export async function usageOfCompartmentPolicy(
    policyId: string,
    compartmentId: string,
    region: string,
): Promise<UsingDatabase[]> {
    const databases = await matching(await databasesIn(region), async ({ clusterOcid }) => {
        const cluster = await shared(`VM cluster ${clusterOcid}`, () => getVmCluster(clusterOcid));
        return cluster.compartmentId === compartmentId;
    });
    if (databases.length === 0) return [];
    const others = (await policiesAbove([compartmentId])).filter((policy) => policy.id !== policyId);
    return holderOf(others, compartmentId) === undefined ? databases : [];
}

function usageOfTrust(trusting: readonly TrustedRole[], region: string): Promise<UsingDatabase[]> {
    return databasesIn(region, ({ roleArns }) => trusting.some(({ roleArn }) => roleArns.includes(roleArn)));
}

async function unassociated(roles: readonly TrustedRole[], region: string): Promise<TrustedRole[]> {
    const clusters = await clustersIn(region);
    return roles.filter(({ roleArn }) => !clusters.some(({ roleArns }) => roleArns.includes(roleArn)));
}

/**
 * The databases of clusters that a role names as its subjects, besides those here: their associations say better who uses
 * the role. Nothing when its subjects are not such clusters.
 */
async function databasesElsewhere({ document }: TrustedRole, region: string): Promise<UsingDatabase[] | undefined> {
    const subjects = trustedSubjects(document);
    if (subjects?.every((subject) => subject.startsWith("ocid1.cloudvmcluster.")) !== true) return undefined;
    const here = (await clustersIn(region)).map(({ oci }) => oci?.ocid);
    const others = subjects.filter((subject) => !here.includes(subject));
    return (await Promise.all(others.map((ocid) => databasesOfCluster(ocid, region)))).flat();
}

async function rolesTrusting(provider: string, audience?: string): Promise<TrustedRole[]> {
    const name = provider.replace(/^.*:oidc-provider\//, "").replace(/^https:\/\//, "");
    const roles = await shared("trust policies of all roles", listTrustPolicies);
    return roles
        .filter(({ document }) => document.includes(`:oidc-provider/${name}"`))
        .filter(({ document }) => audience === undefined || document.includes(JSON.stringify(audience)));
}

/** The id of a key without its Region, which replicas of a multi-Region key share. */
function keyIdOf(arn: string): string {
    return arn.slice(arn.lastIndexOf("/") + 1);
}

async function matching<T>(values: readonly T[], test: (value: T) => Promise<boolean>): Promise<T[]> {
    const verdicts = await Promise.all(values.map(test));
    return values.filter((_value, index) => verdicts[index]);
}
