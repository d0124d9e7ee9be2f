import { unlessMissing } from "../core/errors";
import { awsCall, iamClient, isAwsNotFound } from "./clients";

/** The audiences that an OIDC provider accepts; `undefined` when the account has no such provider. */
export async function findOidcAudiences(providerArn: string): Promise<string[] | undefined> {
    const { GetOpenIDConnectProviderCommand } = await import("@aws-sdk/client-iam");
    const client = await iamClient();
    const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: providerArn });
    return unlessMissing(
        isAwsNotFound,
        async () => (await awsCall("IAM", "GetOpenIDConnectProvider", () => client.send(command))).ClientIDList ?? [],
    );
}
