import { listTrustPolicies, type TrustedRole } from "../clouds/aws/iam-roles";
import { shared } from "../clouds/core/answer-cache";
import { PlainError } from "../clouds/core/errors";
import { evaluateToken, issuerName, issuerUrlOf, trustedSubjects } from "../policies";
import { databasesWithRole } from "./cluster-roles";
import { clustersIn, databasesOfCluster, type UsingDatabase } from "./databases";

/** A role that takes tokens, with the databases that reach AWS through it. */
interface TrustInUse {
    readonly role: TrustedRole;
    readonly databases: readonly UsingDatabase[];
}

interface Which {
    /** ARN of a role that the program removes together with the provider. Its own guard asks whether it may go. */
    readonly own?: string;
    /** If given, only roles count that may take tokens for one of these audiences. */
    readonly audiences?: readonly string[];
}

/**
 * The databases that need an OIDC provider, given as ARN or issuer: those of clusters with a role whose trust policy may take its
 * tokens. If no cluster here takes a role, the clusters count that its trust policy names.
 */
export async function usageOfOidcProvider(provider: string, region: string, which?: Which): Promise<UsingDatabase[]> {
    const found = (await trustsInUse(provider, region, which)).flatMap(({ databases }) => databases);
    return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}

/** The same, with the databases of each role. */
export async function trustsInUse(provider: string, region: string, which: Which = {}): Promise<TrustInUse[]> {
    const trusting = await rolesTrusting(provider, which.audiences);
    const asked = await Promise.all(
        trusting.map(async (role) => {
            const here = await databasesWithRole(region, (roleArn) => roleArn === role.roleArn);
            if (role.roleArn === which.own) return { role, databases: here };
            const isTaken = here.length > 0 || (await isAssociated(role, region));
            const elsewhere = (await databasesElsewhere(role, region)) ?? (isTaken ? [] : undefined);
            return { role, databases: elsewhere && [...here, ...elsewhere] };
        }),
    );
    const untold = asked.filter(({ databases }) => databases === undefined);
    if (untold.length > 0) {
        throw new PlainError(
            `${untold.map(({ role }) => role.roleArn).join(", ")} trusts it too, is associated with no VM cluster in ` +
                `${region} and names no VM cluster as its subject: databases of another Region may use it; delete the ` +
                "role if nothing uses it",
        );
    }
    return asked.map(({ role, databases = [] }) => ({ role, databases }));
}

/** The databases that need an identity domain, given by its issuer: those of clusters here whose role takes its tokens. */
export async function usageOfIssuer(issuer: string, region: string): Promise<UsingDatabase[]> {
    const roleArns = (await rolesTrusting(issuer)).map(({ roleArn }) => roleArn);
    return databasesWithRole(region, (roleArn) => roleArns.includes(roleArn));
}

/**
 * The databases of the clusters in other Regions that the trust policy of a role names as subjects. For clusters here, their
 * associations tell better who uses the role. `undefined` if the trust policy names other subjects than VM clusters.
 */
export async function databasesElsewhere(
    { document }: TrustedRole,
    region: string,
): Promise<UsingDatabase[] | undefined> {
    const subjects = trustedSubjects(document);
    if (subjects?.every((subject) => subject.startsWith("ocid1.cloudvmcluster.")) !== true) return undefined;
    const here = (await clustersIn(region)).map(({ oci }) => oci?.ocid);
    const others = subjects.filter((subject) => !here.includes(subject));
    return (await Promise.all(others.map((ocid) => databasesOfCluster(ocid, region)))).flat();
}

async function isAssociated({ roleArn }: TrustedRole, region: string): Promise<boolean> {
    return (await clustersIn(region)).some(({ roleArns }) => roleArns.includes(roleArn));
}

/** The roles of the account whose trust policy may take tokens of an issuer, whatever the words of the policy are. */
async function rolesTrusting(provider: string, audiences?: readonly string[]): Promise<TrustedRole[]> {
    const name = provider.startsWith("arn:") ? provider.replace(/^.*:oidc-provider\//, "") : issuerName(provider);
    const roles = await shared("trust policies of all roles", listTrustPolicies);
    return roles.filter((role) => {
        if (audiences === undefined) return mayTake(role, name);
        return audiences.some((audience) => mayTake(role, name, audience));
    });
}

function mayTake({ roleArn, document }: TrustedRole, name: string, audience?: string): boolean {
    const [, partition, , , account] = roleArn.split(":");
    const providerArn = `arn:${partition}:iam::${account}:oidc-provider/${name}`;
    const issuer = issuerUrlOf(`https://${name}`);
    const token = { providerArn, issuer, roleArn, ...(audience === undefined ? {} : { audience }) };
    return evaluateToken({ trustPolicy: document }, token).decision !== "denied";
}
