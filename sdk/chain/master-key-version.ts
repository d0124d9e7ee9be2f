import { evaluateKeyUse, type PolicyDocument } from "../policies";
import type { KeyUse } from "./key-policy";

/**
 * Which versions of a master key a policy denies to a role that it lets use the key otherwise.
 * The link `master-key-version`: a database whose version is denied cannot open its key.
 */
export function deniedVersions(
    keyPolicy: PolicyDocument | string,
    use: KeyUse,
    masterKeyIds: readonly string[],
): string[] {
    if (evaluateKeyUse({ keyPolicy }, use).decision !== "allowed") return [];
    return masterKeyIds.filter(
        (masterKeyId) => evaluateKeyUse({ keyPolicy }, { ...use, masterKeyId }).decision === "denied",
    );
}
