import type { IAM } from "@aws-sdk/client-iam";
import { isObject, type Plain } from "../../host/values";

/** Managed policies attached to a role, by ARN. */
export async function attachedPolicies(iam: IAM, role: string): Promise<string[]> {
    const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName: role });
    return (AttachedPolicies ?? []).map(({ PolicyArn }) => PolicyArn ?? "").sort();
}

/** Names and documents of the policies that stand in the role itself. */
export async function inlinePolicies(iam: IAM, role: string): Promise<{ name: string; policy: string }[]> {
    const { PolicyNames } = await iam.listRolePolicies({ RoleName: role });
    return Promise.all(
        (PolicyNames ?? []).sort().map(async (name) => {
            const { PolicyDocument } = await iam.getRolePolicy({ RoleName: role, PolicyName: name });
            return { name, policy: decodeURIComponent(PolicyDocument ?? "") };
        }),
    );
}

/** Makes the attached policies exactly those that are wanted. */
export async function alignAttachments(iam: IAM, role: string, wanted: Plain | undefined): Promise<void> {
    if (!Array.isArray(wanted)) return;
    const before = await attachedPolicies(iam, role);
    const after = wanted.map(String);
    for (const PolicyArn of after.filter((arn) => !before.includes(arn))) {
        await iam.attachRolePolicy({ RoleName: role, PolicyArn });
    }
    for (const PolicyArn of before.filter((arn) => !after.includes(arn))) {
        await iam.detachRolePolicy({ RoleName: role, PolicyArn });
    }
}

/** Makes the inline policies exactly those that are wanted. */
export async function alignInlinePolicies(iam: IAM, role: string, wanted: Plain | undefined): Promise<void> {
    if (!Array.isArray(wanted)) return;
    const after = wanted.filter(isObject).filter(({ name }) => name);
    for (const { name, policy } of after) {
        await iam.putRolePolicy({ RoleName: role, PolicyName: String(name), PolicyDocument: String(policy) });
    }
    for (const { name } of await inlinePolicies(iam, role)) {
        if (!after.some((one) => one.name === name)) await iam.deleteRolePolicy({ RoleName: role, PolicyName: name });
    }
}

/** Takes away what keeps a role from being deleted; `all` also what the state does not know of. */
export async function detachEverything(iam: IAM, role: string, attached: boolean, inline: boolean): Promise<void> {
    const { InstanceProfiles } = await iam.listInstanceProfilesForRole({ RoleName: role });
    for (const { InstanceProfileName } of InstanceProfiles ?? []) {
        await iam.removeRoleFromInstanceProfile({ RoleName: role, InstanceProfileName });
    }
    if (attached) await alignAttachments(iam, role, []);
    if (inline) await alignInlinePolicies(iam, role, []);
}
