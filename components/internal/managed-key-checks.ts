import {
    checkAlias,
    checkCustomKeyStoreId,
    checkDeletionWindow,
    checkDescription,
    checkEach,
    checkExistingOrNew,
    checkKeyArn,
    checkMasterKeyId,
    checkRegion,
    checkRoleArn,
    checkRotationPeriod,
    checkTags,
    type Fault,
} from "../../sdk/validation";
import type { ExistingKeyArgs, ManagedKeyArgs } from "../managed-key-args";

/** Every fault of the arguments of a key. */
export function checkManagedKey(args: ManagedKeyArgs): Fault[] {
    const { existing, protect: _, userRoleArns, retiredMasterKeyIds, ...creation } = args;
    return [
        ...checkExistingOrNew("", existing, { ...creation }, ["alias"]),
        ...checkAlias("alias", args.alias),
        ...checkDescription("description", args.description),
        ...checkTags("tags", args.tags),
        ...checkDeletionWindow("deletionWindowInDays", args.deletionWindowInDays),
        ...checkRotationPeriod("rotationPeriodInDays", args.rotationPeriodInDays),
        ...checkRotation(args),
        ...checkEach("userRoleArns", userRoleArns, checkRoleArn),
        ...checkEach("administratorRoleArns", args.administratorRoleArns, checkRoleArn),
        ...checkEach("retiredMasterKeyIds", retiredMasterKeyIds, checkMasterKeyId),
        ...checkCustomKeyStoreId("customKeyStoreId", args.customKeyStoreId),
        ...checkKeyStore(args),
        ...checkReplicas(args),
        ...(existing === undefined ? [] : checkExisting(existing, retiredMasterKeyIds)),
    ];
}

function checkExisting(existing: ExistingKeyArgs, retired: unknown): Fault[] {
    const { arn, alias, extendPolicy, removeDeadPrincipals } = existing;
    const faults = [...checkKeyArn("existing.arn", arn), ...checkAlias("existing.alias", alias)];
    if ((arn === undefined) === (alias === undefined)) {
        const reason = arn === undefined ? "neither `arn` nor `alias` is given" : "both `arn` and `alias` are given";
        faults.push({ path: "existing", reason, remedy: "give one of them" });
    }
    if (removeDeadPrincipals === true && extendPolicy !== true) {
        faults.push({
            path: "existing.removeDeadPrincipals",
            reason: "the policy of the existing key is only looked at",
            remedy: "set `existing.extendPolicy: true`, or leave it out",
        });
    }
    const isEmpty = retired === undefined || (Array.isArray(retired) && retired.length === 0);
    if (!isEmpty && extendPolicy !== true) {
        faults.push({
            path: "retiredMasterKeyIds",
            reason: "the policy of the existing key is only looked at",
            remedy: "set `existing.extendPolicy: true`, or deny the versions where the policy is kept",
        });
    }
    return faults;
}

/** KMS keeps no period for material that it does not renew. */
function checkRotation({ enableKeyRotation = false, rotationPeriodInDays }: ManagedKeyArgs): Fault[] {
    if (rotationPeriodInDays === undefined || enableKeyRotation !== false) return [];
    const reason = "the key material is not renewed at all";
    return [{ path: "rotationPeriodInDays", reason, remedy: "set `enableKeyRotation: true`, or leave the period out" }];
}

/** What KMS cannot do with material that a CloudHSM cluster holds. */
function checkKeyStore({ customKeyStoreId, multiRegion, replicas, enableKeyRotation }: ManagedKeyArgs): Fault[] {
    if (customKeyStoreId === undefined) return [];
    const reason = "a key in a custom key store cannot have it";
    const remedy = "leave it out, or leave out `customKeyStoreId`";
    return Object.entries({ multiRegion, replicas, enableKeyRotation }).flatMap(([path, value]) =>
        value === undefined || value === false ? [] : [{ path, reason, remedy }],
    );
}

function checkReplicas({ multiRegion, replicas = {} }: ManagedKeyArgs): Fault[] {
    const faults = Object.entries(replicas).flatMap(([region, { description }]) => [
        ...checkRegion(`replicas["${region}"]`, region),
        ...checkDescription(`replicas["${region}"].description`, description),
    ]);
    if (multiRegion === false && Object.keys(replicas).length > 0) {
        const reason = "a key of a single Region has no replicas";
        faults.push({ path: "replicas", reason, remedy: "leave out `multiRegion`, or set it to true" });
    }
    return faults;
}

/** What KMS says about a key that exists. */
interface KeyAnswer {
    readonly arn: string;
    readonly keyManager: string;
    readonly keySpec: string;
    readonly keyState: string;
    readonly keyUsage: string;
}

/** Why databases cannot use a key that exists, or nothing. */
export function keyProblem({ arn, keyManager, keySpec, keyState, keyUsage }: KeyAnswer): string | undefined {
    const symmetric = "use a symmetric key (SYMMETRIC_DEFAULT) for ENCRYPT_DECRYPT, or let one be created";
    if (keyManager !== "CUSTOMER") {
        return `${arn} is managed by AWS, which lets no role of a VM cluster use it. Remedy: use a customer-managed key.`;
    }
    if (keyUsage !== "ENCRYPT_DECRYPT") return `${arn} is a key for ${keyUsage}. Remedy: ${symmetric}.`;
    if (keySpec !== "SYMMETRIC_DEFAULT") return `${arn} is a key of the kind ${keySpec}. Remedy: ${symmetric}.`;
    if (keyState === "Enabled") return undefined;
    const remedy = remedies[keyState] ?? "wait until it is Enabled";
    return `${arn} is ${keyState}, so that no database can use it. Remedy: ${remedy}, then run again.`;
}

const remedies: Readonly<Record<string, string>> = {
    Disabled: "enable the key (EnableKey)",
    PendingDeletion: "cancel its deletion (CancelKeyDeletion) and enable it (EnableKey)",
    Unavailable: "connect its custom key store (ConnectCustomKeyStore)",
};
