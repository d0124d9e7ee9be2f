import {
    GetOpenIDConnectProviderCommand,
    GetPolicyCommand,
    GetPolicyVersionCommand,
    GetRoleCommand,
    GetRolePolicyCommand,
    type IAMClient,
    NoSuchEntityException,
    paginateListAttachedRolePolicies,
    paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { type PolicyDocument, parsePolicy } from "../iam/document";

/** Everything in IAM that decides what a role may do. Policy texts are read when they are judged. */
export interface Role {
    arn: string;
    /** The unique id, which a role made again under the same name does not have. */
    id: string;
    name: string;
    tags: Record<string, string>;
    trustPolicy(): PolicyDocument;
    policies(): PolicyDocument[];
    permissionsBoundary(): PolicyDocument | undefined;
}

interface NamedText {
    name: string;
    text: string;
}

/** Reads a role with its inline and attached policies; nothing when the account has no such role. */
export async function readRole(iam: IAMClient, roleArn: string): Promise<Role | undefined> {
    const name = roleArn.split("/").at(-1) ?? "";
    const answer = await absentAsNothing(iam.send(new GetRoleCommand({ RoleName: name })));
    const found = answer?.Role;
    if (found?.Arn !== roleArn) return undefined;
    const texts = [...(await inlinePolicies(iam, name)), ...(await attachedPolicies(iam, name))];
    const boundaryArn = found.PermissionsBoundary?.PermissionsBoundaryArn;
    const boundary = boundaryArn === undefined ? undefined : await managedPolicy(iam, boundaryArn);
    const trust = decodeURIComponent(found.AssumeRolePolicyDocument ?? "");
    return {
        arn: roleArn,
        id: found.RoleId ?? "",
        name,
        tags: Object.fromEntries((found.Tags ?? []).map((tag) => [tag.Key ?? "", tag.Value ?? ""])),
        trustPolicy: () => parsePolicy(`the trust policy of role ${name}`, trust),
        policies: () => texts.map((policy) => parsePolicy(policy.name, policy.text)),
        permissionsBoundary: () => boundary && parsePolicy(boundary.name, boundary.text),
    };
}

/** The client ids of the OIDC provider for an issuer; nothing when the account has no such provider. */
export async function readProvider(iam: IAMClient, providerArn: string): Promise<string[] | undefined> {
    const answer = await absentAsNothing(
        iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn })),
    );
    return answer && (answer.ClientIDList ?? []);
}

async function inlinePolicies(iam: IAMClient, role: string): Promise<NamedText[]> {
    const texts: NamedText[] = [];
    for await (const page of paginateListRolePolicies({ client: iam }, { RoleName: role })) {
        for (const name of page.PolicyNames ?? []) {
            const policy = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }));
            texts.push({
                name: `policy ${name} of role ${role}`,
                text: decodeURIComponent(policy.PolicyDocument ?? ""),
            });
        }
    }
    return texts;
}

async function attachedPolicies(iam: IAMClient, role: string): Promise<NamedText[]> {
    const texts: NamedText[] = [];
    for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName: role })) {
        for (const policy of page.AttachedPolicies ?? []) texts.push(await managedPolicy(iam, policy.PolicyArn ?? ""));
    }
    return texts;
}

async function managedPolicy(iam: IAMClient, arn: string): Promise<NamedText> {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    const { PolicyVersion } = await iam.send(
        new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId }),
    );
    return { name: `policy ${arn}`, text: decodeURIComponent(PolicyVersion?.Document ?? "") };
}

async function absentAsNothing<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof NoSuchEntityException) return undefined;
        throw error;
    }
}
