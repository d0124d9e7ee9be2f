import type { LiveRole, RolePolicy } from "../clouds/aws/iam-roles";
import { deadPrincipals, evaluateKeyUse, type PolicyDocument } from "../policies";
import { type Finding, findingOf, untold } from "./finding";
import type { Link } from "./link";
import { readKeyPolicy, readRole, readRolePolicies } from "./reads";

/** One role on its way to one key. */
export interface KeyUse {
    readonly keyArn: string;
    readonly roleArn: string;
    /** Version of the master key; without, single versions do not count. */
    readonly masterKeyId?: string;
}

/** What the role says of it: without, only what the key policy itself allows is allowed. */
export interface RoleFacts {
    readonly rolePolicies?: readonly { readonly name: string; readonly document: PolicyDocument | string }[];
    /** Unique id of the role as it is now: a policy may name the id of one that was deleted. */
    readonly roleId?: string;
}

/** The link `key-policy`: whether the policy of a key lets the role of a cluster use it. */
export function judgeKeyPolicy(
    keyPolicy: PolicyDocument | string,
    use: KeyUse,
    { rolePolicies, roleId }: RoleFacts = {},
): Finding {
    const found = evaluateKeyUse(
        { keyPolicy, ...(rolePolicies && { rolePolicies }) },
        { ...use, ...(roleId !== undefined && { roleId }) },
    );
    return findingOf(found, letIn(use));
}

function letIn({ roleArn, keyArn }: KeyUse): string {
    return `allow ${roleArn} kms:DescribeKey, kms:Encrypt and kms:Decrypt in the policy of ${keyArn}`;
}

/** What decides with the policy of a key whether its role may use it. */
export interface PolicyFacts extends RoleFacts {
    readonly keyPolicy: string;
}

/** A role that is gone has neither id nor policies. */
export function roleFacts(role: LiveRole | undefined, policies: readonly RolePolicy[]): RoleFacts {
    const rolePolicies = policies.map(({ id: name, document }) => ({ name, document }));
    return { rolePolicies, ...(role?.roleId ? { roleId: role.roleId } : {}) };
}

/** The policy of the key, with the policies of the role where it leaves the decision to the account. */
export const keyPolicy: Link<PolicyFacts> = {
    name: "key-policy",
    async read(subject, shared) {
        const [policy, role, policies = []] = await Promise.all([
            readKeyPolicy(subject, shared),
            readRole(subject, shared),
            readRolePolicies(subject, shared),
        ]);
        if (policy === undefined) return undefined;
        return { keyPolicy: policy, ...roleFacts(role, policies) };
    },
    judge(facts, { keyArn, roleArn }) {
        if (facts === undefined || keyArn === undefined) return untold("the key", "kms-key");
        if (roleArn === undefined) return untold("a role", "role-association");
        const { keyPolicy: policy, ...role } = facts;
        const found = judgeKeyPolicy(policy, { keyArn, roleArn }, role);
        const dead = deadPrincipals(policy).flatMap(({ ids }) => ids);
        if (found.state !== "broken" || dead.length === 0) return found;
        const names = [...new Set(dead)].join(", ");
        return { ...found, evidence: `${found.evidence}; the policy names ${names}, of a role that is gone` };
    },
};
