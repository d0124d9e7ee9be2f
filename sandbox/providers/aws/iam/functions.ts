import type { FunctionSpec } from "../../host/spec";
import type { AwsSession } from "../session";
import { tagsFromList } from "../tags";

export const getRole: FunctionSpec<AwsSession> = async (args, { session }) => {
    const name = String(args.name);
    const { Role } = await (await session.iam()).getRole({ RoleName: name });
    const used = Role?.RoleLastUsed;
    return {
        arn: Role?.Arn,
        assumeRolePolicy: decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
        createDate: Role?.CreateDate?.toISOString().replace(/\.\d+Z$/, "Z"),
        description: Role?.Description ?? "",
        id: Role?.RoleName,
        maxSessionDuration: Role?.MaxSessionDuration ?? 3600,
        name,
        path: Role?.Path,
        permissionsBoundary: Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
        roleLastUseds: used
            ? [{ lastUsedDate: used.LastUsedDate?.toISOString() ?? "", region: used.Region ?? "" }]
            : [],
        tags: tagsFromList(Role?.Tags),
        uniqueId: Role?.RoleId,
    };
};

export const getOpenIdConnectProvider: FunctionSpec<AwsSession> = async (args, { session }) => {
    const iam = await session.iam();
    let arn = typeof args.arn === "string" ? args.arn : undefined;
    if (!arn) {
        const host = String(args.url ?? "").replace(/^https:\/\//, "");
        if (!host) throw new Error('one of `arn,url` must be specified: "arn": one of `arn,url` must be specified');
        const { OpenIDConnectProviderList } = await iam.listOpenIDConnectProviders({});
        arn = OpenIDConnectProviderList?.find(({ Arn }) => Arn?.endsWith(`:oidc-provider/${host}`))?.Arn;
        if (!arn) throw new Error(`finding IAM OIDC Provider by url (${String(args.url)}): not found`);
    }
    const found = await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: arn });
    return {
        arn,
        clientIdLists: found.ClientIDList ?? [],
        id: arn,
        tags: tagsFromList(found.Tags),
        thumbprintLists: found.ThumbprintList ?? [],
        url: found.Url,
    };
};
