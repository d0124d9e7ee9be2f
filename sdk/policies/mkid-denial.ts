import {
    coversAction,
    listOf,
    matchesExactCase,
    type PolicyDocument,
    readPolicy,
    type Statement,
    sorted,
} from "./document";

/** Marks the one statement that is ours to rewrite; a denial that somebody wrote by hand has another Sid, or none. */
export const denialSid = "DenyRetiredMasterKeys";
const conditionKey = "kms:EncryptionContext:MKID";
const deniedActions = ["kms:Encrypt", "kms:Decrypt"];

/**
 * Takes single versions of a TDE master key out of use. All versions are under the same KMS key, so disabling the key would
 * close every database that uses it; the MKID, which the database sends as encryption context, tells the versions apart.
 * Undefined when no version is to be denied: AWS refuses a condition without values.
 */
export function masterKeyDenial(masterKeyIds: readonly string[], keyArn = "*"): Statement | undefined {
    if (masterKeyIds.length === 0) return undefined;
    return {
        Sid: denialSid,
        Effect: "Deny",
        Principal: "*",
        Action: deniedActions,
        Resource: keyArn,
        Condition: { StringEquals: { [conditionKey]: sorted(masterKeyIds) } },
    };
}

/**
 * The policy of a key that was made elsewhere, denying exactly these MKIDs in the statement that is ours. Other statements
 * are left as they are, hand-written denials too. An empty list takes our statement away.
 */
export function withDenial(
    document: PolicyDocument | string,
    masterKeyIds: readonly string[],
    keyArn = "*",
): PolicyDocument {
    const policy = readPolicy(document);
    const denial = masterKeyDenial(masterKeyIds, keyArn);
    const position = policy.Statement.findIndex((statement) => statement.Sid === denialSid);
    if (position < 0) return { ...policy, Statement: denial ? [...policy.Statement, denial] : policy.Statement };
    return { ...policy, Statement: policy.Statement.toSpliced(position, 1, ...(denial ? [denial] : [])) };
}

/** The MKIDs that the statement that is ours denies; sorted. */
export function ownDenials(document: PolicyDocument | string): string[] {
    const own = readPolicy(document).Statement.find((statement) => statement.Sid === denialSid);
    return sorted(listOf(own?.Condition?.StringEquals?.[conditionKey]));
}

/** Every MKID (or pattern of MKIDs) that a policy denies by name, hand-written statements included; sorted. */
export function deniedMasterKeyIds(document: PolicyDocument | string): string[] {
    return sorted(
        comparisons(readPolicy(document))
            .filter(({ operator }) => !isNegated(operator))
            .flatMap(({ masterKeyIds }) => masterKeyIds),
    );
}

/** Whether a policy denies one MKID: by name, by pattern, or as none of those that it spares. */
export function deniesMasterKey(document: PolicyDocument | string, masterKeyId: string): boolean {
    return comparisons(readPolicy(document)).some(({ operator, masterKeyIds }) => {
        const named = masterKeyIds.some((id) => compares(operator, id, masterKeyId));
        return isNegated(operator) ? !named : named;
    });
}

interface Comparison {
    operator: string;
    masterKeyIds: string[];
}

/** The comparisons with MKIDs in statements that deny encryption or decryption. */
function comparisons(policy: PolicyDocument): Comparison[] {
    return policy.Statement.filter(
        (statement) => statement.Effect === "Deny" && deniedActions.some((action) => coversAction(statement, action)),
    ).flatMap((statement) =>
        Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
            Object.entries(keys)
                .filter(([key]) => key.toLowerCase() === conditionKey.toLowerCase())
                .map(([, ids]) => ({ operator, masterKeyIds: listOf(ids) })),
        ),
    );
}

function isNegated(operator: string): boolean {
    return /StringNot/i.test(operator);
}

function compares(operator: string, pattern: string, masterKeyId: string): boolean {
    if (/IgnoreCase/i.test(operator)) return pattern.toLowerCase() === masterKeyId.toLowerCase();
    return /Like/i.test(operator) ? matchesExactCase(pattern, masterKeyId) : pattern === masterKeyId;
}
