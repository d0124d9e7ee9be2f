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

/** Every MKID (or pattern of MKIDs) that a policy denies, hand-written statements included; sorted. */
export function deniedMasterKeyIds(document: PolicyDocument | string): string[] {
    return sorted(
        denials(readPolicy(document)).flatMap((statement) => mkidConditions(statement).flatMap(([, ids]) => ids)),
    );
}

/** Whether a policy denies one MKID by name or by pattern. */
export function deniesMasterKey(document: PolicyDocument | string, masterKeyId: string): boolean {
    return denials(readPolicy(document)).some((statement) =>
        mkidConditions(statement).some(([operator, ids]) => ids.some((id) => compares(operator, id, masterKeyId))),
    );
}

function denials(policy: PolicyDocument): Statement[] {
    return policy.Statement.filter(
        (statement) => statement.Effect === "Deny" && deniedActions.some((action) => coversAction(statement, action)),
    );
}

/** The comparisons with MKIDs that make a statement apply; negated ones name the versions that it spares. */
function mkidConditions(statement: Statement): [operator: string, ids: string[]][] {
    return Object.entries(statement.Condition ?? {})
        .filter(([operator]) => !/Not/i.test(operator))
        .flatMap(([operator, keys]) =>
            Object.entries(keys)
                .filter(([key]) => key.toLowerCase() === conditionKey.toLowerCase())
                .map(([, ids]): [string, string[]] => [operator, listOf(ids)]),
        );
}

function compares(operator: string, pattern: string, masterKeyId: string): boolean {
    if (/IgnoreCase/i.test(operator)) return pattern.toLowerCase() === masterKeyId.toLowerCase();
    return /Like/i.test(operator) ? matchesExactCase(pattern, masterKeyId) : pattern === masterKeyId;
}
