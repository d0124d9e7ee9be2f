import { awsCall, iamClient, isAwsNotFound } from "./aws-clients";

/** A role with its trust policy, as JSON. */
export interface TrustedRole {
    readonly roleArn: string;
    readonly document: string;
}

/** What IAM says about one role. */
export interface LiveRole extends TrustedRole {
    /** ARN of the policy that bounds its permissions. */
    readonly permissionsBoundary?: string;
}

/** @returns nothing when there is no such role. */
export async function getRole(roleArn: string): Promise<LiveRole | undefined> {
    const { GetRoleCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const command = new GetRoleCommand({ RoleName: roleNameOf(roleArn) });
    try {
        const { Role } = await awsCall("IAM", "GetRole", () => client.send(command));
        const permissionsBoundary = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
        return {
            roleArn: Role?.Arn ?? roleArn,
            document: documentOf(Role?.AssumeRolePolicyDocument),
            ...(permissionsBoundary ? { permissionsBoundary } : {}),
        };
    } catch (error) {
        if (isAwsNotFound(error)) return undefined;
        throw error;
    }
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

/** The name of a role is what its ARN ends with, after its path. */
export function roleNameOf(roleArn: string): string {
    return roleArn.slice(roleArn.lastIndexOf("/") + 1);
}

/** The trust policies of all roles of the account. */
export async function listTrustPolicies(): Promise<TrustedRole[]> {
    const { ListRolesCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const roles: TrustedRole[] = [];
    let marker: string | undefined;
    do {
        const command = new ListRolesCommand(marker ? { Marker: marker } : {});
        const page = await awsCall("IAM", "ListRoles", () => client.send(command));
        for (const { Arn, AssumeRolePolicyDocument } of page.Roles ?? []) {
            roles.push({ roleArn: Arn ?? "", document: documentOf(AssumeRolePolicyDocument) });
        }
        marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker);
    return roles;
}

/** IAM gives documents as they travel in URLs; spaces and order of members are as they were written. */
function documentOf(travelling: string | undefined): string {
    return JSON.stringify(JSON.parse(decodeURIComponent(travelling ?? "{}")));
}
