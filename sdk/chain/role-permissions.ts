import { getPolicyDocument, type RolePolicy, roleNameOf } from "../clouds/aws/iam-roles";
import { evaluateKeyUse } from "../policies";
import { type Finding, findingOf, untold, whole, worst } from "./finding";
import type { KeyUse } from "./key-policy";
import type { Link, Subject } from "./link";
import { readRole, readRolePolicies } from "./reads";

/** A permissions boundary and its document. */
export interface Boundary {
    readonly arn: string;
    readonly document: string;
}

/**
 * The boundary's part of the link `role-permissions`: whether the boundary lets the role use a key.
 * @param masterKeyIds Versions of the master key. The boundary has to allow each of them.
 */
export function judgeBoundary(
    boundary: Boundary | undefined,
    use: KeyUse,
    masterKeyIds: readonly string[] = [],
): Finding {
    if (boundary === undefined) return whole;
    const { arn, document } = boundary;
    const remedy = `allow kms:DescribeKey, kms:Encrypt and kms:Decrypt without a condition in the boundary ${arn}`;
    const versions = masterKeyIds.map((masterKeyId) => {
        const found = findingOf(evaluateKeyUse({ boundary: document }, { ...use, masterKeyId }), remedy);
        return found.state === "whole" ? found : { ...found, evidence: `version ${masterKeyId}: ${found.evidence}` };
    });
    return worst([findingOf(evaluateKeyUse({ boundary: document }, use), remedy), ...versions]);
}

/** One policy's part of the link `role-permissions`: whether a policy of the role denies it the use of a key. */
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
 * The policies of the cluster's role, and its boundary. A denial in one of them closes the key, whatever the key policy says.
 * If the key policy leaves the permission to them, the link `key-policy` checks what they allow.
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

/** The ARN of an imaginary key in the account and Region. A statement that covers it covers any key. */
export function anyKeyOf({ vmClusterArn }: Pick<Subject, "vmClusterArn">): string {
    const [, partition = "", , region = "", account = ""] = vmClusterArn.split(":");
    return `arn:${partition}:kms:${region}:${account}:key/00000000-0000-0000-0000-000000000000`;
}
