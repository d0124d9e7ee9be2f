import { type Fault, type Finding, quote } from "./faults";
import { checkNumber, checkText } from "./text";

/** KMS accepts 256 characters, including the "alias/" before the name. */
const longestAlias = 256 - "alias/".length;

/** The name of a KMS key, with or without the `alias/` that the API puts before it. */
export function checkAlias(path: string, value: unknown): Fault[] {
    return checkText(path, value, (alias) => aliasFinding(alias.replace(/^alias\//, "")));
}

function aliasFinding(alias: string): Finding | undefined {
    if (alias === "") return { reason: "the alias is empty", remedy: 'choose a name, e.g. "exadata/tde"' };
    if (alias.startsWith("aws/")) {
        return {
            reason: `${quote(alias)} starts with the reserved prefix "aws/"`,
            remedy: `choose another name, e.g. ${quote(`exadata/${alias.slice(4) || "tde"}`)}`,
        };
    }
    const foreign = alias.match(/[^a-zA-Z0-9/_-]/u)?.[0];
    if (foreign !== undefined) {
        return {
            reason: `${quote(alias)} contains ${quote(foreign)}`,
            remedy: 'use letters, digits, "_", "-" and "/" only',
        };
    }
    if (alias.length > longestAlias) {
        return { reason: `the alias has ${alias.length} characters`, remedy: `use at most ${longestAlias}` };
    }
    return undefined;
}

export function checkDescription(path: string, value: unknown): Fault[] {
    return checkText(path, value, (description) =>
        description.length > 8192
            ? { reason: `the description has ${description.length} characters`, remedy: "use at most 8192" }
            : undefined,
    );
}

/** Days between the request to delete a key and its deletion. */
export function checkDeletionWindow(path: string, value: unknown): Fault[] {
    return checkNumber(path, value, (days) =>
        days < 7 || days > 30
            ? { reason: `${days} days is outside what KMS allows`, remedy: "choose 7 to 30 days; 30 is the safest" }
            : undefined,
    );
}

/** Days between two renewals of a key's material. */
export function checkRotationPeriod(path: string, value: unknown): Fault[] {
    return checkNumber(path, value, (days) =>
        days < 90 || days > 2560
            ? { reason: `${days} days is outside what KMS allows`, remedy: "choose 90 to 2560 days" }
            : undefined,
    );
}

/** The id of a custom key store. KMS keeps the keys of such a store in a CloudHSM cluster. */
export function checkCustomKeyStoreId(path: string, value: unknown): Fault[] {
    return checkText(path, value, (id) =>
        /^cks-[0-9a-f]{17}$/.test(id)
            ? undefined
            : {
                  reason: `${quote(id)} is not the id of a custom key store`,
                  remedy: 'give it as "cks-" and 17 hexadecimal digits',
              },
    );
}

/** A policy with many users or retired versions can be larger than KMS accepts. */
export function checkKeyPolicySize(path: string, value: unknown): Fault[] {
    const limit = 32 * 1024;
    return checkText(path, value, (policy) => {
        const size = Buffer.byteLength(policy);
        if (size <= limit) return undefined;
        return {
            reason: `the key policy has ${size} bytes, but KMS accepts only ${limit}`,
            remedy: "use several keys, or retire fewer versions by MKID",
        };
    });
}

/**
 * The id of one version of a TDE master key, as the database sends it to KMS. Only the part after the prefix differs. Real ids
 * have 34 hexadecimal digits. Other even lengths pass, because Oracle publishes no rule.
 */
export function checkMasterKeyId(path: string, value: unknown): Fault[] {
    const prefix = "ORACLE.TDE.HSM.MK.";
    return checkText(path, value, (id) => {
        if (/^ORACLE\.TDE\.HSM\.MK\.(?:[0-9A-F]{2}){16,32}$/.test(id)) return undefined;
        const upper = id.trim().toUpperCase();
        if (upper !== id && /^ORACLE\.TDE\.HSM\.MK\.(?:[0-9A-F]{2}){16,32}$/.test(upper)) {
            // KMS compares exactly. It would accept such a denial, but the denial would deny nothing.
            return { reason: `${quote(id)} would match no key version as written`, remedy: `write ${quote(upper)}` };
        }
        return {
            reason: `${quote(id)} is not the MKID of a key version in AWS KMS`,
            remedy: `give ${quote(`${prefix}06…`)} as "dbaascli tde getHSMKeys" or v$encryption_keys lists it`,
        };
    });
}
