import { awsCall, iamClient } from "./aws-clients";

/** A role with its trust policy, as JSON. */
export interface TrustedRole {
    readonly roleArn: string;
    readonly document: string;
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
            // IAM gives documents as they travel in URLs; spaces and order of members are as they were written.
            const document = JSON.stringify(JSON.parse(decodeURIComponent(AssumeRolePolicyDocument ?? "{}")));
            roles.push({ roleArn: Arn ?? "", document });
        }
        marker = page.IsTruncated ? page.Marker : undefined;
    } while (marker);
    return roles;
}
