import { ServiceError } from "../core/errors";
import { onConfigChange } from "../core/settings";
import { awsCall, stsClient } from "./clients";

let account: Promise<string> | undefined;
onConfigChange(() => {
    account = undefined;
});

/** Id of the AWS account of the credentials (GetCallerIdentity, which needs no permission). Asked once a run. */
export function callerAccount(): Promise<string> {
    if (account !== undefined) return account;
    const asked = ask();
    account = asked;
    asked.catch(() => {
        // Somebody may repair the credentials before the next call, so a failure is not kept.
        if (account === asked) account = undefined;
    });
    return asked;
}

async function ask(): Promise<string> {
    const client = await stsClient();
    const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
    const { Account } = await awsCall("STS", "GetCallerIdentity", () => client.send(new GetCallerIdentityCommand({})));
    if (Account) return Account;
    throw new ServiceError({
        service: "STS",
        operation: "GetCallerIdentity",
        status: 200,
        code: "",
        message: "the answer names no account",
    });
}
