import { configuredTexts, SettingsError } from "../../core/settings";
import { type AwsKeys, stsRegion } from "../settings";
import { placeOptions } from "./connections";

/** Refuses keys of an account that `aws:allowedAccountIds` or `aws:forbiddenAccountIds` rules out, as the native provider does. */
export async function refuseOtherAccounts(keys: AwsKeys): Promise<void> {
    const allowed = configuredTexts("aws:allowedAccountIds");
    const forbidden = configuredTexts("aws:forbiddenAccountIds");
    if (allowed.length === 0 && forbidden.length === 0) return;
    const { GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
    const client = new STSClient({ ...placeOptions("sts", stsRegion()), credentials: keys });
    const { Account: account } = await client.send(new GetCallerIdentityCommand({}));
    const isOut = account === undefined || (allowed.length > 0 && !allowed.includes(account));
    if (!isOut && !forbidden.includes(account)) return;
    throw new SettingsError(
        `AWS account ${account} is not allowed by ${isOut ? "aws:allowedAccountIds" : "aws:forbiddenAccountIds"}: use credentials of another account`,
    );
}
