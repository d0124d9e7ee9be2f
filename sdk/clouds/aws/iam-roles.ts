import { unlessMissing } from "../core/errors";
import { awsCall, iamClient, isAwsNotFound } from "./clients";

/** A role with its trust policy, as JSON. */
export interface TrustedRole {
    readonly roleArn: string;
    readonly document: string;
}

/** What IAM says about one role. */
export interface LiveRole extends TrustedRole {
    /** Unique id, `AROA…`. A role that is deleted and created again under the same name has another one. */
    readonly roleId?: string;
    /** ARN of the permissions boundary. */
    readonly permissionsBoundary?: string;
}

/** `undefined` when IAM has no such role. */
export function findRole(roleArn: string): Promise<LiveRole | undefined> {
    return unlessMissing(isAwsNotFound, () => getRole(roleArn));
}

async function getRole(roleArn: string): Promise<LiveRole> {
    const { GetRoleCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const command = new GetRoleCommand({ RoleName: roleNameOf(roleArn) });
    const { Role } = await awsCall("IAM", "GetRole", () => client.send(command));
    const permissionsBoundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
    return {
        roleArn: Role?.Arn ?? roleArn,
        document: documentOf(Role?.AssumeRolePolicyDocument),
        ...(Role?.RoleId ? { roleId: Role.RoleId } : {}),
        ...(permissionsBoundary ? { permissionsBoundary } : {}),
    };
}

/** The default version of a managed policy, as JSON. */
export async function getPolicyDocument(policyArn: string): Promise<string> {
    const { GetPolicyCommand, GetPolicyVersionCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const { Policy } = await awsCall("IAM", "GetPolicy", () =>
        client.send(new GetPolicyCommand({ PolicyArn: policyArn })),
    );
    const command = new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: Policy?.DefaultVersionId });
    const { PolicyVersion } = await awsCall("IAM", "GetPolicyVersion", () => client.send(command));
    return documentOf(PolicyVersion?.Document);
}

/** A policy of a role. `id` is the name of an inline policy, or the ARN of an attached one. */
export interface RolePolicy {
    readonly id: string;
    readonly isAttached: boolean;
    readonly document: string;
}

/** All policies that decide what a role may do, besides its boundary; `undefined` when IAM has no such role. */
export function findRolePolicies(roleArn: string): Promise<RolePolicy[] | undefined> {
    const name = roleNameOf(roleArn);
    return unlessMissing(isAwsNotFound, async () => [
        ...(await inlinePolicies(name)),
        ...(await attachedPolicies(name)),
    ]);
}

/** Removes a policy from a role. A policy that is already gone is no error. */
export async function removePolicy(roleArn: string, { id, isAttached }: RolePolicy): Promise<void> {
    const { DeleteRolePolicyCommand, DetachRolePolicyCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const RoleName = roleNameOf(roleArn);
    try {
        if (isAttached) {
            const command = new DetachRolePolicyCommand({ RoleName, PolicyArn: id });
            await awsCall("IAM", "DetachRolePolicy", () => client.send(command));
        } else {
            const command = new DeleteRolePolicyCommand({ RoleName, PolicyName: id });
            await awsCall("IAM", "DeleteRolePolicy", () => client.send(command));
        }
    } catch (error) {
        if (!isAwsNotFound(error)) throw error;
    }
}

async function inlinePolicies(RoleName: string): Promise<RolePolicy[]> {
    const { ListRolePoliciesCommand, GetRolePolicyCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const names = await allOf(async (Marker) => {
        const command = new ListRolePoliciesCommand({ RoleName, Marker });
        const page = await awsCall("IAM", "ListRolePolicies", () => client.send(command));
        return { ...page, items: page.PolicyNames ?? [] };
    });
    return Promise.all(
        names.map(async (PolicyName) => {
            const command = new GetRolePolicyCommand({ RoleName, PolicyName });
            const { PolicyDocument } = await awsCall("IAM", "GetRolePolicy", () => client.send(command));
            return { id: PolicyName, isAttached: false, document: documentOf(PolicyDocument) };
        }),
    );
}

async function attachedPolicies(RoleName: string): Promise<RolePolicy[]> {
    const { ListAttachedRolePoliciesCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const arns = await allOf(async (Marker) => {
        const command = new ListAttachedRolePoliciesCommand({ RoleName, Marker });
        const page = await awsCall("IAM", "ListAttachedRolePolicies", () => client.send(command));
        return { ...page, items: (page.AttachedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []) };
    });
    return Promise.all(
        arns.map(async (arn) => ({ id: arn, isAttached: true, document: await getPolicyDocument(arn) })),
    );
}

/** The name of a role: the end of its ARN, after the path. */
export function roleNameOf(roleArn: string): string {
    return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}

/** The trust policies of all roles of the account. */
export async function listTrustPolicies(): Promise<TrustedRole[]> {
    const { ListRolesCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    return allOf(async (Marker) => {
        const page = await awsCall("IAM", "ListRoles", () => client.send(new ListRolesCommand({ Marker })));
        const items = (page.Roles ?? []).map(({ Arn = "", AssumeRolePolicyDocument }) => ({
            roleArn: Arn,
            document: documentOf(AssumeRolePolicyDocument),
        }));
        return { ...page, items };
    });
}

interface Page<T> {
    readonly items: readonly T[];
    readonly IsTruncated?: boolean | undefined;
    readonly Marker?: string | undefined;
}

/** The items of all pages of an IAM list. */
async function allOf<T>(ask: (marker: string | undefined) => Promise<Page<T>>): Promise<T[]> {
    const items: T[] = [];
    let marker: string | undefined;
    do {
        const page = await ask(marker);
        items.push(...page.items);
        marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker);
    return items;
}

/** IAM returns documents encoded for URLs. Spaces and the order of members are as somebody wrote them. */
function documentOf(travelling: string | undefined): string {
    return JSON.stringify(JSON.parse(decodeURIComponent(travelling ?? "{}")));
}
