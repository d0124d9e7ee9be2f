import type { Ruling } from "../../chain/finding";
import type { KmsKey } from "../../clouds/aws/kms-keys";
import { readPolicy, type Statement, versionsMeant } from "../../policies";
import { currentAmong, masterKeyUsage } from "../../usage/master-key-versions";
import { rolesOf, type UsingDatabase } from "../../usage/usage-of";
import { offAwsKms } from "../../usage/words";
import type { PolicyChange } from "./key-policy-change";
import { judgeRole, versionsLost } from "./key-roles";
import type { Change } from "./kind";
import type { WantedKey } from "./wanted-key";

/** A key with the databases that use it. */
interface KeyInUse {
    readonly key: KmsKey;
    readonly databases: readonly UsingDatabase[];
}

/** What a change of the policy does to each role in use. */
export async function rolesJudged(key: KmsKey, databases: readonly UsingDatabase[], policy: PolicyChange) {
    const roles = [...new Set(await rolesOf(databases, key.region))];
    return Promise.all(
        roles.map(async (roleArn) => ({ roleArn, ...(await judgeRole(policy, { keyArn: key.arn, roleArn })) })),
    );
}

/**
 * Versions that a policy may deny: those that the program retires, and any that statements or a text of its own may mean. Each
 * comes with what to call it. CloudTrail does not show every version in use, so each pattern is judged by an example of its own.
 */
async function versionsInDanger(
    key: KmsKey,
    { given }: PolicyChange,
    { policy, retiredMasterKeyIds = [] }: Partial<WantedKey>,
): Promise<ReadonlyMap<string, string>> {
    const retired = retiredMasterKeyIds.map((id): [string, string] => [id, id]);
    const own = policy ?? JSON.stringify(given);
    if (!/kms:EncryptionContext:/i.test(own)) return new Map(retired);
    const used = (await masterKeyUsage(key.arn)).map(({ masterKeyId: id }): [string, string] => [id, id]);
    return new Map([...versionsMeant(policy === undefined ? given : statementsOf(policy)), ...retired, ...used]);
}

/** None in a text that is no JSON. Nobody can judge such a text, so it is refused anyway. */
function statementsOf(policy: string): Statement[] {
    try {
        return readPolicy(policy).Statement;
    } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return [];
    }
}

const isRefused = ({ ruling }: { ruling: Ruling }) => ruling === "refuse";

/** Refusals for roles in use that a policy shuts out, and for versions in use that it denies. */
export async function policyDangers(
    { key, databases }: KeyInUse,
    policy: PolicyChange,
    { after, unknown }: Change<WantedKey>,
) {
    const judged = await rolesJudged(key, databases, policy);
    const lost = judged.filter(isRefused);
    // Each unknown user may turn out to be one of these roles. The rest is judged when they are known.
    const open = unknown.filter((place) => place.startsWith("userRoleArns[")).length;
    const mayBeUsers = unknown.includes("userRoleArns") || lost.length <= open;
    const denying = { ...policy, wanted: policy.widest };
    const shutOut =
        mayBeUsers && lost.length > 0 ? (await rolesJudged(key, databases, denying)).filter(isRefused) : lost;
    const roles = judged.map(({ roleArn }) => roleArn);
    const versions = await versionsInDanger(key, policy, after);
    const denied = await versionsLost(policy, key.arn, roles, [...versions.keys()]);
    const current = await currentAmong(key.arn, denied);
    return [
        ...shutOut.map(({ roleArn: role }) => ({
            reason: `the new key policy takes DescribeKey, Encrypt or Decrypt from ${role}${open > 0 && !mayBeUsers ? ", unless that is one of the roles not known yet" : ""}`,
            remedy: `${wayIn(policy, mayBeUsers || after.userRoleArns?.includes(role) === true)}, ${offAwsKms}`,
        })),
        ...current.map(({ masterKeyId, reason }) => ({
            reason: `the new key policy denies ${versions.get(masterKeyId)}, which a database may be using now (${reason})`,
            remedy: "rotate that database first, then retire its previous version",
        })),
    ];
}

/** The remedy for a role that is shut out. If the role is a user, a statement of the program shuts it out. */
function wayIn({ given }: PolicyChange, isUser: boolean): string {
    return isUser && given.some(({ Effect }) => Effect === "Deny")
        ? "change the statement of `policyStatements` that denies it"
        : "keep that role among the users of the key";
}
