import { freeSid, listOf, type PolicyDocument, type Principal, readPolicy, type Statement, sorted } from "./document";
import { evaluateKeyUse } from "./evaluate";

/** What a cluster's role needs, by Sid: to describe the key, and to wrap and unwrap master keys with it. */
const usage: Readonly<Record<string, readonly string[]>> = {
    KMSKeyMetadata: ["kms:DescribeKey"],
    KeyUsage: ["kms:Encrypt", "kms:Decrypt"],
};

/** The statements that let roles use the key. Empty without roles, because AWS refuses a statement without principals. */
export function usageStatements(roleArns: readonly string[]): Statement[] {
    const users = sorted(roleArns);
    return users.length === 0 ? [] : Object.entries(usage).map(([sid, actions]) => allow(sid, users, actions));
}

/**
 * The roles that a key policy shuts out, and those that are unclear only because nothing certainly grants them the use. A denial
 * that cannot be judged remains whatever is granted in addition, so by itself it does not count as shutting a role out.
 */
export function rolesShutOut(keyArn: string, document: PolicyDocument | string, roleArns: readonly string[]): string[] {
    const policy = readPolicy(document);
    return sorted(roleArns).filter((roleArn) => {
        const now = evaluateKeyUse({ keyPolicy: policy }, { keyArn, roleArn });
        if (now.decision !== "unknown") return now.decision === "denied";
        const granted = evaluateKeyUse({ keyPolicy: grantUse(policy, [roleArn]) }, { keyArn, roleArn });
        return granted.doubts.length < now.doubts.length;
    });
}

/**
 * The policy of an existing key, with use of the key granted to these roles. Roles that already have it change nothing.
 */
export function withUsers(
    keyArn: string,
    document: PolicyDocument | string,
    roleArns: readonly string[],
): PolicyDocument {
    const policy = readPolicy(document);
    const missing = rolesShutOut(keyArn, policy, roleArns);
    return missing.length === 0 ? policy : grantUse(policy, missing);
}

function grantUse(policy: PolicyDocument, roleArns: string[]): PolicyDocument {
    return Object.entries(usage).reduce((extended, [sid, actions]) => grant(extended, sid, actions, roleArns), policy);
}

/** The reverse of `withUsers`: removes the roles from the usage statements, and from no others. */
export function withoutUsers(document: PolicyDocument | string, roleArns: readonly string[]): PolicyDocument {
    const policy = readPolicy(document);
    const statements = policy.Statement.flatMap((statement) => {
        const isUsage = Object.values(usage).some((actions) => isPlainGrant(statement, actions));
        const principals = principalsOf(statement);
        const remaining = principals.filter((principal) => !roleArns.includes(principal));
        if (!isUsage || remaining.length === principals.length) return [statement];
        return remaining.length > 0 ? [{ ...statement, Principal: { AWS: remaining } }] : [];
    });
    return { ...policy, Statement: statements };
}

/** A statement of a key policy. Its resource is always the key itself. */
export function allow(sid: string, principals: readonly string[], actions: readonly string[]): Statement {
    return { Sid: sid, Effect: "Allow", Principal: { AWS: [...principals] }, Action: [...actions], Resource: "*" };
}

function grant(policy: PolicyDocument, sid: string, actions: readonly string[], roleArns: string[]): PolicyDocument {
    const position = policy.Statement.findIndex((statement) => isPlainGrant(statement, actions));
    const found = policy.Statement[position];
    if (found === undefined) {
        return { ...policy, Statement: [...policy.Statement, allow(freeSid(policy, sid), roleArns, actions)] };
    }
    const extended = { ...found, Principal: { AWS: sorted([...principalsOf(found), ...roleArns]) } };
    return { ...policy, Statement: policy.Statement.with(position, extended) };
}

/** Whether a statement grants exactly these actions without a condition. Then one more role in it changes nothing else. */
function isPlainGrant(statement: Statement, actions: readonly string[]): boolean {
    return (
        statement.Effect === "Allow" &&
        statement.Condition === undefined &&
        listOf(statement.Resource).join() === "*" &&
        typeof statement.Principal === "object" &&
        Object.keys(statement.Principal).join() === "AWS" &&
        sorted(listOf(statement.Action)).join() === sorted(actions).join()
    );
}

function principalsOf(statement: Statement): string[] {
    return namesIn(statement.Principal);
}

/** AWS principals, with `*` for everybody. Principals of other kinds cannot be roles. */
function namesIn(principal: Principal | undefined): string[] {
    return typeof principal === "string" ? [principal] : listOf(principal?.AWS);
}
