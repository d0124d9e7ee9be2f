import { freeSid, listOf, type PolicyDocument, readPolicy, type Statement, sorted } from "./document";

/** Sid of the one statement that this package may rewrite, if its form is this package's too. Handwritten statements have another Sid, or none. */
export const denialSid = "DenyRetiredMasterKeys";
const conditionKey = "kms:EncryptionContext:MKID";
const deniedActions = ["kms:Encrypt", "kms:Decrypt"];

/**
 * The statement that denies single versions of a TDE master key. All versions are under the same KMS key, so disabling the key
 * would close every database that uses it. The database sends the MKID as encryption context, which identifies the version.
 * Undefined without versions, because AWS refuses a condition without values.
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
 * The policy of an existing key, with exactly these MKIDs in this package's statement. Other statements stay as they are, and so
 * do handwritten denials. An empty list removes this package's statement.
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

/**
 * The versions that conditions of statements mean: those that they name, and one example for each pattern. Each comes with the
 * words of the statement. MKIDs are in capitals, so an example is too.
 */
export function versionsMeant(statements: readonly Statement[]): ReadonlyMap<string, string> {
    const keys = statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.entries));
    const values = keys
        .filter(([key]) => key.toLowerCase() === conditionKey.toLowerCase())
        .flatMap(([, meant]) => [meant].flat().map(String))
        .filter((value) => /[*?]|^ORACLE\.TDE\.HSM\.MK\./i.test(value));
    return new Map(values.map((value) => [value.replace(/[*?]/g, "0").toUpperCase(), value]));
}

/** The MKIDs that this package's statement denies, sorted. */
export function ownDenials(document: PolicyDocument | string): string[] {
    return denied(readPolicy(document).Statement.find(isOwn));
}

/**
 * Whether a statement is exactly as this package writes it, member by member. If somebody changed anything by hand, even the
 * order of the versions, the statement stays as it is.
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
