import { rule } from "../../chain/finding";
import { type KeyUse, keyPolicy, type PolicyFacts } from "../../chain/key-policy";
import { newSharing } from "../../chain/reads";
import { anyKeyOf, judgeRolePolicy } from "../../chain/role-permissions";
import { findRolePolicies, type RolePolicy, removePolicy, roleNameOf } from "../../clouds/aws/iam-roles";
import { awsRegion } from "../../clouds/aws/settings";
import { PlainError } from "../../clouds/core/errors";
import { coversAction, policyText, readPolicy, type Statement } from "../../policies/document";
import { keysTold, usageOfCluster, usageOfRole } from "../../usage/usage-of";
import { regionOfArn } from "../../validation";

/** The role of a VM cluster. */
interface RoleOfCluster {
    readonly vmClusterArn: string;
    readonly vmClusterOcid: string;
    readonly roleArn: string;
}

/** A policy that denies a role the use of keys, and the same policy without those statements. */
interface DenyingPolicy extends RolePolicy {
    readonly rest: readonly Statement[];
}

/** The policies of a role that deny it the use of keys. */
interface DenyingPolicies {
    /** Whether IAM has no such role any more. */
    readonly isRoleGone: boolean;
    readonly policies: readonly DenyingPolicy[];
}

/**
 * Policies that deny the role a key that a database uses through it. If no database uses the role yet, policies that deny it any
 * key of the account.
 */
export async function denyingPolicies(role: RoleOfCluster): Promise<DenyingPolicies> {
    const { roleArn } = role;
    const policies = await findRolePolicies(roleArn);
    if (policies === undefined) return { isRoleGone: true, policies: [] };
    // Finding the keys in use takes many calls, so it is done only if something is denied.
    const suspects = policies.filter(({ document }) => document.includes('"Deny"'));
    if (suspects.length === 0) return { isRoleGone: false, policies: [] };
    const used = await keysInUse(role);
    const uses = (used ?? [anyKeyOf(role)]).map((keyArn) => ({ roleArn, keyArn }));
    return {
        isRoleGone: false,
        policies: suspects
            .filter((policy) => uses.some((use) => denies(policy, use)))
            .map((policy) => ({ ...policy, rest: withoutDenials(policy, uses) })),
    };
}

/** The keys that databases use through the role, on all clusters that have it. Undefined without such a database. */
async function keysInUse({ vmClusterArn, vmClusterOcid, roleArn }: RoleOfCluster): Promise<string[] | undefined> {
    const region = regionOfArn(vmClusterArn) ?? awsRegion();
    const databases = [...(await usageOfCluster(vmClusterOcid, region)), ...(await usageOfRole(roleArn, region))];
    if (databases.length === 0) return undefined;
    const keys = await keysTold(databases);
    return keys.filter((keyArn) => keyArn !== "");
}

/** True only if it is certain. A denial with a condition that cannot be judged, or of one master key version, may be intended. */
function denies(policy: RolePolicy, use: KeyUse): boolean {
    return judgeRolePolicy(policy, use).state === "broken";
}

function withoutDenials(policy: RolePolicy, uses: readonly KeyUse[]): Statement[] {
    const { Statement: all, ...others } = readPolicy(policy.document);
    return all.filter((statement) => {
        const alone = { ...policy, document: policyText({ ...others, Statement: [statement] }) };
        return !uses.some((use) => denies(alone, use));
    });
}

/**
 * Removes the policies that deny the role its keys, but only those that the last refresh found and the preview showed. Throws
 * for a role that the program did not create, and for a policy that also allows the role a key.
 */
export async function liftDenials(role: RoleOfCluster, told: readonly string[], ownsRole: boolean): Promise<void> {
    const { policies } = await denyingPolicies(role);
    const found = policies.filter(({ id }) => told.includes(id));
    if (found.length === 0) return;
    const needed = await neededAmong(role, found);
    if (!ownsRole) throw new PlainError(explain(role.roleArn, found, needed, "the program did not create this role"));
    if (needed.length > 0) {
        throw new PlainError(
            explain(role.roleArn, needed, needed, "other statements in them allow the role to use keys"),
        );
    }
    for (const policy of found) await removePolicy(role.roleArn, policy);
}

/** The policies that allow the role a key as soon as their denials are removed. */
async function neededAmong(role: RoleOfCluster, found: readonly DenyingPolicy[]): Promise<readonly DenyingPolicy[]> {
    const allowing = found.filter(({ rest }) => rest.some(allowsKeys));
    if (allowing.length === 0) return [];
    const used = await keysInUse(role);
    // A key that no database uses yet may be needed in the next step.
    if (used === undefined) return allowing;
    const shared = newSharing();
    const losses = await Promise.all(
        used.map(async (keyArn) => {
            const subject = { ...role, keyArn, region: regionOfArn(keyArn) ?? awsRegion(), databases: [] };
            const facts = await keyPolicy.read(subject, shared);
            if (facts === undefined) return false;
            const mended = withDocuments(facts, found, ({ rest }) => rest);
            const without = withDocuments(facts, found, () => []);
            return rule(keyPolicy.judge(mended, subject), keyPolicy.judge(without, subject)) === "refuse";
        }),
    );
    return losses.includes(true) ? allowing : [];
}

function withDocuments(
    facts: PolicyFacts,
    changed: readonly DenyingPolicy[],
    statements: (policy: DenyingPolicy) => readonly Statement[],
): PolicyFacts {
    const { rolePolicies: all = [] } = facts;
    const rolePolicies = all.map((held) => {
        const policy = changed.find(({ id }) => id === held.name);
        return policy === undefined ? held : { ...held, document: documentOf(policy, statements(policy)) };
    });
    return { ...facts, rolePolicies };
}

function documentOf({ document }: RolePolicy, statements: readonly Statement[]): string {
    return policyText({ ...readPolicy(document), Statement: [...statements] });
}

function allowsKeys(statement: Statement): boolean {
    const actions = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];
    return statement.Effect === "Allow" && actions.some((action) => coversAction(statement, action));
}

function explain(
    roleArn: string,
    policies: readonly DenyingPolicy[],
    needed: readonly DenyingPolicy[],
    why: string,
): string {
    const name = roleNameOf(roleArn);
    return [
        `role ${roleArn} is denied the use of KMS keys by ${policies.map(({ id }) => id).join(", ")}, and ${why}`,
        "Ask the owner of the role to change these policies or remove them, then run `pulumi up --refresh`:",
        ...policies.map((policy) => `  ${commandFor(name, policy, needed.includes(policy))}`),
    ].join("\n");
}

/** The command that removes a policy from the role. If the role needs its other statements: the command that removes only the denials. */
function commandFor(name: string, policy: DenyingPolicy, isNeeded: boolean): string {
    const { id, isAttached, rest } = policy;
    const text = `--policy-document '${documentOf(policy, rest)}'`;
    if (isAttached) {
        return isNeeded
            ? `aws iam create-policy-version --policy-arn ${id} --set-as-default ${text}`
            : `aws iam detach-role-policy --role-name ${name} --policy-arn ${id}`;
    }
    return isNeeded
        ? `aws iam put-role-policy --role-name ${name} --policy-name ${id} ${text}`
        : `aws iam delete-role-policy --role-name ${name} --policy-name ${id}`;
}
