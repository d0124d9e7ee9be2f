import { AwsError } from "../errors";

type Members = Record<string, unknown>;

/** Operations for which moto looks a key up by its bare id only. */
const bareIdOperations = new Set([
    "EnableKey",
    "DisableKey",
    "ScheduleKeyDeletion",
    "CancelKeyDeletion",
    "ReplicateKey",
]);

/** Refuses what AWS refuses by the request alone, and writes out the defaults that moto does not know. */
export function prepare(operation: string, given: Members, region: string, accountId: string): Members {
    for (const name of ["KeyId", "TargetKeyId", "DestinationKeyId"]) {
        checkOwner(given[name], region, accountId, operation);
    }
    switch (operation) {
        case "CreateKey":
            return prepareCreate(given);
        case "GetKeyPolicy":
        case "PutKeyPolicy":
            return { PolicyName: "default", ...given };
        case "CreateAlias":
        case "UpdateAlias":
        case "DeleteAlias":
            if (String(given.AliasName).startsWith("alias/aws/")) throw new AwsError("NotAuthorizedException", "");
            return given;
        case "ScheduleKeyDeletion":
            checkRange("pendingWindowInDays", given.PendingWindowInDays, 7, 30);
            break;
        case "EnableKeyRotation":
            checkRange("rotationPeriodInDays", given.RotationPeriodInDays, 90, 2560);
            break;
        default:
    }
    return bareIdOperations.has(operation) ? { ...given, KeyId: bareId(given.KeyId) } : given;
}

function prepareCreate(given: Members): Members {
    if (
        given.CustomKeyStoreId === undefined &&
        (given.Origin === "AWS_CLOUDHSM" || given.Origin === "EXTERNAL_KEY_STORE")
    ) {
        throw new AwsError("ValidationException", `A key of origin ${given.Origin} needs a CustomKeyStoreId.`);
    }
    const spec = given.KeySpec ?? given.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
    if (spec !== "SYMMETRIC_DEFAULT" && given.KeyUsage === undefined) {
        throw new AwsError("ValidationException", "You must specify a KeyUsage value for an asymmetric KMS key.");
    }
    return { KeyUsage: "ENCRYPT_DECRYPT", MultiRegion: false, ...given };
}

/**
 * KMS of a Region knows nothing of ARNs of another. What another account holds is refused in the words that KMS has both
 * for keys that are not there and for keys that nobody shared.
 */
function checkOwner(key: unknown, region: string, accountId: string, operation: string): void {
    const [, place, owner] = typeof key === "string" ? (/^arn:[^:]+:kms:([^:]*):(\d*):/.exec(key) ?? []) : [];
    if (place === undefined) return;
    if (place !== region) throw new AwsError("NotFoundException", `Invalid arn ${place}`);
    if (owner === accountId) return;
    throw new AwsError(
        "AccessDeniedException",
        `User: arn:aws:iam::${accountId}:user/sandbox is not authorized to perform: kms:${operation} on resource: ${key} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
    );
}

function checkRange(name: string, value: unknown, minimum: number, maximum: number): void {
    if (value === undefined || value === null) return;
    if (typeof value === "number" && value >= minimum && value <= maximum) return;
    throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have value between ${minimum} and ${maximum}`,
    );
}

function bareId(key: unknown): unknown {
    return typeof key === "string" && key.startsWith("arn:") ? key.slice(key.lastIndexOf("/") + 1) : key;
}
