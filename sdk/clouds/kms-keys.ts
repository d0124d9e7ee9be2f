import { deadPrincipals } from "../policies";
import { regionOfArn } from "../validation";
import { awsCall, isAwsNotFound, kmsClient } from "./aws-clients";
import { realClock } from "./clock";
import { ServiceError } from "./errors";

/** IAM tells KMS of a new role within seconds; two minutes are what the native provider waits, too. */
const propagation = 120_000;

/**
 * Sets a key's policy. KMS refuses roles that it does not know yet, so a refusal for that is tried again for a while; one
 * for principals that are gone would last.
 */
export async function putKeyPolicy(keyArn: string, policy: string): Promise<void> {
    const client = await kmsClient(regionOfArn(keyArn));
    const { PutKeyPolicyCommand } = await import("@aws-sdk/client-kms");
    const command = () => new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: policy });
    const end = realClock.now() + (deadPrincipals(policy).length > 0 ? 0 : propagation);
    for (;;) {
        try {
            await awsCall("KMS", "PutKeyPolicy", () => client.send(command()));
            return;
        } catch (error) {
            if (!isUnknownPrincipal(error) || realClock.now() >= end) throw error;
            await realClock.sleep(3000);
        }
    }
}

function isUnknownPrincipal(error: unknown): boolean {
    return (
        error instanceof ServiceError &&
        error.code === "MalformedPolicyDocumentException" &&
        /invalid principal/i.test(error.message)
    );
}

/** Schedules the deletion of a key. One that is gone, or is waiting for its deletion already, is done. */
export async function scheduleKeyDeletion(keyArn: string, days: number, region?: string): Promise<void> {
    const client = await kmsClient(region ?? regionOfArn(keyArn));
    const { ScheduleKeyDeletionCommand } = await import("@aws-sdk/client-kms");
    const command = new ScheduleKeyDeletionCommand({ KeyId: keyArn, PendingWindowInDays: days });
    try {
        await awsCall("KMS", "ScheduleKeyDeletion", () => client.send(command));
    } catch (error) {
        const isDoomed =
            error instanceof ServiceError &&
            error.code === "KMSInvalidStateException" &&
            /pending deletion/i.test(error.message);
        if (!isAwsNotFound(error) && !isDoomed) throw error;
    }
}
