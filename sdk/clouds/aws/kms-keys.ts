import { deadPrincipals } from "../../policies";
import { regionOfArn } from "../../validation";
import { realClock } from "../core/clock";
import { ServiceError, unlessMissing } from "../core/errors";
import { awsCall, isAwsNotFound, kmsClient } from "./clients";

/** What KMS says about a key. */
export interface KmsKey {
    readonly arn: string;
    readonly region: string;
    /** `Enabled`, `Disabled`, `PendingDeletion`, … */
    readonly state: string;
    readonly enabled: boolean;
    /** `SYMMETRIC_DEFAULT` for the only kind of key that TDE can use. */
    readonly keySpec: string;
    /** `ENCRYPT_DECRYPT` for the only usage that TDE can use. */
    readonly keyUsage: string;
    /** `CUSTOMER`, or `AWS` for keys that AWS manages for its services. */
    readonly keyManager: string;
    readonly multiRegion: boolean;
    readonly customKeyStoreId?: string;
    /** When KMS will delete the key, in ISO 8601. Only keys in `PendingDeletion` have it. */
    readonly deletionDate?: string;
}

/** `undefined` when KMS has no such key. @param idOrAlias Id or ARN of a key, or `alias/…`. */
export function findKmsKey(idOrAlias: string, region?: string): Promise<KmsKey | undefined> {
    return unlessMissing(isAwsNotFound, () => getKmsKey(idOrAlias, region));
}

async function getKmsKey(idOrAlias: string, region?: string): Promise<KmsKey> {
    const { DescribeKeyCommand } = await import("@aws-sdk/client-kms");
    const client = await kmsClient(region);
    const command = new DescribeKeyCommand({ KeyId: idOrAlias });
    const { KeyMetadata: key } = await awsCall("KMS", "DescribeKey", () => client.send(command));
    const arn = key?.Arn ?? "";
    return {
        arn,
        region: arn.split(":")[3] ?? "",
        state: key?.KeyState ?? "UNKNOWN",
        enabled: key?.Enabled ?? false,
        keySpec: key?.KeySpec ?? "UNKNOWN",
        keyUsage: key?.KeyUsage ?? "UNKNOWN",
        keyManager: key?.KeyManager ?? "UNKNOWN",
        multiRegion: key?.MultiRegion ?? false,
        ...(key?.CustomKeyStoreId ? { customKeyStoreId: key.CustomKeyStoreId } : {}),
        ...(key?.DeletionDate ? { deletionDate: key.DeletionDate.toISOString() } : {}),
    };
}

/** The policy of a key, as JSON. Throws a `ServiceError` when KMS has no such key. */
export async function getKeyPolicy(keyArn: string): Promise<string> {
    const { GetKeyPolicyCommand } = await import("@aws-sdk/client-kms");
    const client = await kmsClient(regionOfArn(keyArn));
    const command = new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default" });
    const { Policy } = await awsCall("KMS", "GetKeyPolicy", () => client.send(command));
    return Policy ?? "{}";
}

/** The policy of a key, as JSON; `undefined` when KMS has no such key. */
export function findKeyPolicy(keyArn: string): Promise<string | undefined> {
    return unlessMissing(isAwsNotFound, () => getKeyPolicy(keyArn));
}

/** KMS learns of a new role within seconds. The native provider waits two minutes as well. In milliseconds. */
const propagation = 120_000;

/**
 * Sets the policy of a key. KMS refuses roles that it does not know yet, so such a refusal is tried again for a while. If the policy
 * names principals that are gone, the refusal would last, so it is thrown at once.
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

/** Schedules the deletion of a key. Does nothing if the key is gone or already waits for its deletion. */
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
