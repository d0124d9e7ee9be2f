/** A policy document as IAM, KMS and STS read it. Members are named as AWS names them. */
export interface PolicyDocument {
    Version: string;
    Id?: string;
    Statement: Statement[];
}

export interface Statement {
    Sid?: string;
    Effect: "Allow" | "Deny";
    Principal?: Principal;
    NotPrincipal?: Principal;
    Action?: OneOrMany;
    NotAction?: OneOrMany;
    Resource?: OneOrMany;
    NotResource?: OneOrMany;
    Condition?: Record<string, Record<string, OneOrMany>>;
}

type OneOrMany = string | string[];
/** `"*"`, or principals by kind: `{ AWS: [...] }`, `{ Federated: ... }`. */
export type Principal = string | Record<string, OneOrMany>;

/** The version of the policy language. The older version has no policy variables. */
export const policyVersion = "2012-10-17";

/** Reads a document from its text. A single statement that is not in a list, which AWS accepts too, becomes a list of one. */
export function readPolicy(document: PolicyDocument | string): PolicyDocument {
    const read = (typeof document === "string" ? JSON.parse(document) : document) as Omit<
        PolicyDocument,
        "Statement"
    > & {
        Statement?: Statement | Statement[];
    };
    return { ...read, Statement: read.Statement === undefined ? [] : [read.Statement].flat() };
}

/** The text to send. Members keep the order in which they were built, so equal documents give equal texts. */
export function policyText(document: PolicyDocument): string {
    return JSON.stringify(document);
}

export function listOf(value: OneOrMany | undefined): string[] {
    return value === undefined ? [] : [value].flat();
}

/** Sorts and removes repetitions, so that a document does not depend on the order in the program. */
export function sorted(values: readonly string[]): string[] {
    return [...new Set(values)].sort();
}

/** The partition of the first ARN among the values: `aws`, `aws-cn`, `aws-us-gov`, … */
export function partitionOf(arns: readonly (string | undefined)[]): string {
    for (const arn of arns) {
        const partition = arn?.match(/^arn:([^:]+):/)?.[1];
        if (partition !== undefined) return partition;
    }
    return "aws";
}

/** Whether a statement's actions cover one action. Wildcards count. Letter case does not, as in IAM. */
export function coversAction(statement: Statement, action: string): boolean {
    if (statement.NotAction !== undefined) return !listOf(statement.NotAction).some((name) => matches(name, action));
    return listOf(statement.Action).some((name) => matches(name, action));
}

/** Matches IAM's wildcards `*` and `?`, ignoring letter case. */
function matches(pattern: string, value: string): boolean {
    return wildcard(pattern, "i").test(value);
}

/** Matches as `StringLike` does: with wildcards, and letter case counts. */
export function matchesExactCase(pattern: string, value: string): boolean {
    return wildcard(pattern, "").test(value);
}

/** ARNs match part by part: a wildcard does not cross a colon, except in the last part. */
export function matchesArn(pattern: string, value: string): boolean {
    const [expected, actual] = [arnParts(pattern), arnParts(value)];
    if (expected === undefined || actual === undefined) return false;
    return expected.every((part, index) => matchesExactCase(part, actual[index] ?? ""));
}

function arnParts(arn: string): string[] | undefined {
    return /^([^:]*):([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/.exec(arn)?.slice(1);
}

function wildcard(pattern: string, flags: string): RegExp {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".");
    return new RegExp(`^${source}$`, flags);
}

/** The wanted Sid. If a statement of the policy already has it, a number is added. */
export function freeSid(policy: PolicyDocument, wanted: string): string {
    const taken = new Set(policy.Statement.map((statement) => statement.Sid));
    let sid = wanted;
    for (let number = 2; taken.has(sid); number++) sid = `${wanted}${number}`;
    return sid;
}
