import { regionOfArn } from "../validation";
import { awsCall, isAwsNotFound, kmsClient } from "./aws-clients";
import { awsRegion } from "./aws-settings";

/** What KMS says about a key. */
export interface KmsKey {
    readonly arn: string;
    readonly region: string;
    /** `Enabled`, `Disabled`, `PendingDeletion`, … */
    readonly state: string;
    readonly enabled: boolean;
    /** `SYMMETRIC_DEFAULT` for the one kind that TDE can use. */
    readonly keySpec: string;
    /** `ENCRYPT_DECRYPT` for the same. */
    readonly keyUsage: string;
    /** `CUSTOMER`, or `AWS` for keys that AWS manages for its services. */
    readonly keyManager: string;
    readonly multiRegion: boolean;
    readonly customKeyStoreId?: string;
    /** When a key that waits for its deletion will be gone, ISO 8601. */
    readonly deletionDate?: string;
}

/** @param idOrAlias Id or ARN of a key, or `alias/…`. @returns nothing when there is no such key. */
export async function describeKey(idOrAlias: string, region?: string): Promise<KmsKey | undefined> {
    const { DescribeKeyCommand } = await import("@aws-sdk/client-kms");
    const client = await kmsClient(region);
    try {
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
    } catch (error) {
        if (isAwsNotFound(error)) return undefined;
        throw error;
    }
}

/** The policy of a key, as JSON. Throws a `ServiceError` when the key is gone. */
export async function getKeyPolicy({ arn, region }: Pick<KmsKey, "arn" | "region">): Promise<string> {
    const { GetKeyPolicyCommand } = await import("@aws-sdk/client-kms");
    const client = await kmsClient(region);
    const command = new GetKeyPolicyCommand({ KeyId: arn, PolicyName: "default" });
    const { Policy } = await awsCall("KMS", "GetKeyPolicy", () => client.send(command));
    return Policy ?? "{}";
}

/** The same; `undefined` when the key is gone. */
export async function findKeyPolicy(keyArn: string): Promise<string | undefined> {
    try {
        return await getKeyPolicy({ arn: keyArn, region: regionOfArn(keyArn) ?? awsRegion() });
    } catch (error) {
        if (isAwsNotFound(error)) return undefined;
        throw error;
    }
}
