import { getPolicyDocument, getRole, policiesOfRole, type RolePolicy, roleNameOf } from "../clouds/aws-roles";
import { evaluateKeyUse } from "../policies";
import { broken, type Finding, findingOf, whole } from "./finding";
import type { KeyUse } from "./key-policy";
import type { Link, Subject } from "./link";

/** A permissions boundary with its document. */
export interface Boundary {
    readonly arn: string;
    readonly document: string;
}

/** The link `role-permissions`, as far as a boundary decides: whether it lets the role use a key. */
export function judgeBoundary(boundary: Boundary | undefined, use: KeyUse): Finding {
    if (boundary === undefined) return whole;
    return findingOf(
        evaluateKeyUse({ boundary: boundary.document }, use),
        `let the boundary ${boundary.arn} allow kms:DescribeKey, kms:Encrypt and kms:Decrypt without a condition`,
    );
}

interface PermissionFacts {
    readonly policies: readonly RolePolicy[];
    readonly boundary?: Boundary;
}

/** The policies of the cluster's role and its boundary: a denial among them closes the key, whatever the key policy says. */
export const rolePermissions: Link<PermissionFacts> = {
    name: "role-permissions",
    async read({ roleArn }) {
        const [role, policies] = await Promise.all([getRole(roleArn), policiesOfRole(roleArn)]);
        if (role === undefined || policies === undefined) return undefined;
        const arn = role.permissionsBoundary;
        if (arn === undefined) return { policies };
        return { policies, boundary: { arn, document: await getPolicyDocument(arn) } };
    },
    judge(facts, subject) {
        const { roleArn, keyArn = anyKeyOf(subject) } = subject;
        if (facts === undefined) return whole;
        const use = { keyArn, roleArn };
        const denying = facts.policies.find(({ id, document }) => {
            return evaluateKeyUse({ rolePolicies: [{ name: id, document }] }, use).decision === "denied";
        });
        if (denying === undefined) return judgeBoundary(facts.boundary, use);
        const name = roleNameOf(roleArn);
        const command = denying.isAttached
            ? `aws iam detach-role-policy --role-name ${name} --policy-arn ${denying.id}`
            : `aws iam delete-role-policy --role-name ${name} --policy-name ${denying.id}`;
        return broken(`policy ${denying.id} of role ${roleArn} denies the use of ${keyArn}`, command);
    },
};

/** A key of the account and Region that nobody names: what covers it covers any key. */
export function anyKeyOf({ vmClusterArn }: Pick<Subject, "vmClusterArn">): string {
    const [, partition = "", , region = "", account = ""] = vmClusterArn.split(":");
    return `arn:${partition}:kms:${region}:${account}:key/00000000-0000-0000-0000-000000000000`;
}
