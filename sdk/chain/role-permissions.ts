import { getPolicyDocument, type RolePolicy, roleNameOf } from "../clouds/aws/iam-roles";
import { evaluateKeyUse } from "../policies";
import { type Finding, findingOf, untold, whole, worst } from "./finding";
import type { KeyUse } from "./key-policy";
import type { Link, Subject } from "./link";
import { readRole, readRolePolicies } from "./reads";

/** A permissions boundary with its document. */
export interface Boundary {
    readonly arn: string;
    readonly document: string;
}

/**
 * The link `role-permissions`, as far as a boundary decides: whether it lets the role use a key.
 * @param masterKeyIds Versions of the master key that it has to let through, each for itself.
 */
export function judgeBoundary(
    boundary: Boundary | undefined,
    use: KeyUse,
    masterKeyIds: readonly string[] = [],
): Finding {
    if (boundary === undefined) return whole;
    const { arn, document } = boundary;
    const remedy = `let the boundary ${arn} allow kms:DescribeKey, kms:Encrypt and kms:Decrypt without a condition`;
    const versions = masterKeyIds.map((masterKeyId) => {
        const found = findingOf(evaluateKeyUse({ boundary: document }, { ...use, masterKeyId }), remedy);
        return found.state === "whole" ? found : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}` };
    });
    return worst([findingOf(evaluateKeyUse({ boundary: document }, use), remedy), ...versions]);
}

/** The same, as far as one policy of the role decides: whether it denies the role the use of a key. */
export function judgeRolePolicy({ id, isAttached, document }: RolePolicy, use: KeyUse): Finding {
    const name = roleNameOf(use.roleArn);
    const command = isAttached
        ? `aws iam detach-role-policy --role-name ${name} --policy-arn ${id}`
        : `aws iam delete-role-policy --role-name ${name} --policy-name ${id}`;
    const found = findingOf(evaluateKeyUse({ rolePolicies: [{ name: id, document }] }, use), command);
    return found.state === "whole"
        ? found
        : { ...found, evidence: `${use.roleArn} on ${use.keyArn}: ${found.evidence}` };
}

interface PermissionFacts {
    readonly policies: readonly RolePolicy[];
    readonly boundary?: Boundary;
}

/**
 * The policies of the cluster's role and its boundary: a denial among them closes the key, whatever the key policy says. What
 * they have to allow where the key policy leaves it to them is seen at the key policy.
 */
export const rolePermissions: Link<PermissionFacts> = {
    name: "role-permissions",
    async read(subject, shared) {
        const [role, policies] = await Promise.all([readRole(subject, shared), readRolePolicies(subject, shared)]);
        if (role === undefined || policies === undefined) return undefined;
        const arn = role.permissionsBoundary;
        if (arn === undefined) return { policies };
        return { policies, boundary: { arn, document: await getPolicyDocument(arn) } };
    },
    judge(facts, subject) {
        const { roleArn, keyArn = anyKeyOf(subject) } = subject;
        if (roleArn === undefined) return untold("a role", "role-association");
        if (facts === undefined) return untold("the role", "role-trust");
        const use = { keyArn, roleArn };
        const findings = facts.policies.map((policy) => judgeRolePolicy(policy, use));
        return worst([...findings, judgeBoundary(facts.boundary, use)]);
    },
};

/** A key of the account and Region that nobody names: what covers it covers any key. */
export function anyKeyOf({ vmClusterArn }: Pick<Subject, "vmClusterArn">): string {
    const [, partition = "", , region = "", account = ""] = vmClusterArn.split(":");
    return `arn:${partition}:kms:${region}:${account}:key/00000000-0000-0000-0000-000000000000`;
}
