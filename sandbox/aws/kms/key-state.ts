import { AwsError } from "../errors";
import type { MotoClient } from "../moto-client";

type Members = Record<string, unknown>;

/** What a disabled key refuses; a key that waits for its deletion refuses these as well. */
export const needEnabled: ReadonlySet<string> = new Set([
    "Encrypt",
    "Decrypt",
    "ReEncrypt",
    "GenerateDataKey",
    "GenerateDataKeyWithoutPlaintext",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "EnableKeyRotation",
    "DisableKeyRotation",
    "RotateKeyOnDemand",
    "ReplicateKey",
]);

const refusedWhilePendingDeletion = new Set([
    ...needEnabled,
    "EnableKey",
    "DisableKey",
    "ScheduleKeyDeletion",
    "CreateAlias",
    "UpdateAlias",
    "CreateGrant",
    "TagResource",
    "UntagResource",
    "UpdateKeyDescription",
]);

/** moto lets a key in any state do anything; AWS does not. */
export async function checkKeyState(
    moto: MotoClient,
    operation: string,
    request: Members,
    region: string,
): Promise<void> {
    if (!refusedWhilePendingDeletion.has(operation) && operation !== "CancelKeyDeletion") return;
    for (const key of keysOf(operation, request)) {
        const found = await moto.kms("DescribeKey", { KeyId: key }, region);
        const metadata = found.members.KeyMetadata as Members | undefined;
        // An unknown key is moto's to refuse.
        if (metadata) check(operation, metadata);
    }
}

function check(operation: string, { KeyState: state, Arn: arn, MultiRegion: multiRegion }: Members): void {
    if (operation === "CancelKeyDeletion") {
        if (state !== "PendingDeletion") throw invalidState(arn, "is not pending deletion");
        return;
    }
    if (state === "PendingDeletion") throw invalidState(arn, "is pending deletion");
    if (state === "Disabled" && needEnabled.has(operation)) {
        throw new AwsError("DisabledException", `${String(arn)} is disabled.`);
    }
    if (operation === "ReplicateKey" && !multiRegion) {
        throw new AwsError("UnsupportedOperationException", `${String(arn)} is not a multi-Region primary key.`);
    }
}

function invalidState(arn: unknown, text: string): AwsError {
    return new AwsError("KMSInvalidStateException", `${String(arn)} ${text}.`);
}

/** The keys that a request uses, as it names them. */
export function keysOf(operation: string, request: Members): unknown[] {
    if (operation === "CreateAlias" || operation === "UpdateAlias") return [request.TargetKeyId];
    if (operation === "ReEncrypt") return [keyInCiphertext(request.CiphertextBlob), request.DestinationKeyId];
    if (operation === "Decrypt") return [keyInCiphertext(request.CiphertextBlob)];
    return [request.KeyId];
}

const keyIdLength = 36;

/** A ciphertext begins with the id of its key: moto's form of what AWS hides in the blob. */
function keyInCiphertext(blob: unknown): string {
    return Buffer.from(String(blob), "base64").toString("latin1", 0, keyIdLength);
}
