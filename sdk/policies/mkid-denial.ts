import { freeSid, listOf, type PolicyDocument, readPolicy, type Statement, sorted } from "./document";

/** Marks the one statement that is ours to rewrite, if its form is ours too; one that somebody wrote by hand has another Sid, or none. */
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
    const position = policy.Statement.findIndex(isOwn);
    if (position >= 0) {
        const { Sid } = policy.Statement[position]!;
        return {
            ...policy,
            Statement: policy.Statement.toSpliced(position, 1, ...(denial ? [{ ...denial, Sid }] : [])),
        };
    }
    if (denial === undefined) return policy;
    return { ...policy, Statement: [...policy.Statement, { ...denial, Sid: freeSid(policy, denialSid) }] };
}

/** The MKIDs that the statement that is ours denies; sorted. */
export function ownDenials(document: PolicyDocument | string): string[] {
    return denied(readPolicy(document).Statement.find(isOwn));
}

/**
 * Whether a statement is as we write it, member by member: whoever has changed one by hand, if only the order of the
 * versions, keeps it as it is.
 */
function isOwn(statement: Statement): boolean {
    const { Sid = "", Principal, Action, Resource, ...others } = statement;
    const ids = denied(statement);
    return (
        new RegExp(`^${denialSid}\\d*$`).test(Sid) &&
        listOf(typeof Principal === "object" ? Principal.AWS : Principal).join() === "*" &&
        (typeof Principal !== "object" || Object.keys(Principal).join() === "AWS") &&
        sorted(listOf(Action)).join() === sorted(deniedActions).join() &&
        listOf(Resource).length === 1 &&
        ids.length > 0 &&
        Object.keys(others).sort().join() === "Condition,Effect" &&
        others.Effect === "Deny" &&
        Object.keys(others.Condition ?? {}).join() === "StringEquals" &&
        Object.keys(others.Condition?.StringEquals ?? {}).join() === conditionKey &&
        listOf(others.Condition?.StringEquals?.[conditionKey]).join() === ids.join()
    );
}

function denied(statement: Statement | undefined): string[] {
    return sorted(listOf(statement?.Condition?.StringEquals?.[conditionKey]));
}
