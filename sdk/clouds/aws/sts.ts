import { ServiceError } from "../core/errors";
import { onConfigChange } from "../core/settings";
import { awsCall, stsClient } from "./clients";

let account: Promise<string> | undefined;
onConfigChange(() => {
    account = undefined;
});

/** Id of the AWS account that the credentials belong to (GetCallerIdentity, which needs no permission): asked once a run. */
export function callerAccount(): Promise<string> {
    if (account !== undefined) return account;
    const asked = ask();
    account = asked;
    asked.catch(() => {
        // Credentials may be repaired before the next call; a failure is not remembered.
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
