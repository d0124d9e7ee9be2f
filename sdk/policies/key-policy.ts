import {
    coversAction,
    listOf,
    type PolicyDocument,
    partitionOf,
    policyVersion,
    readPolicy,
    type Statement,
    sorted,
} from "./document";
import { masterKeyDenial } from "./mkid-denial";

/** Who may do what with a key, by roles instead of statements. */
export interface KeyPolicyOptions {
    /** Account that owns the key. */
    accountId: string;
    /** Partition of the account. @default the partition of the given ARNs, else "aws" */
    partition?: string;
    /** Roles of the VM clusters whose databases use the key. */
    userRoleArns: readonly string[];
    /** Roles that manage the key without being able to use it. @default none but what IAM policies of the account grant */
    administratorRoleArns?: readonly string[];
    /** Whether administrators may schedule the key's deletion, and with it that of all data under it. @default false */
    allowAdministratorsToDelete?: boolean;
    /** MKIDs of the master key versions that nobody may use any more. @default none */
    retiredMasterKeyIds?: readonly string[];
    /** Resource of the denial; in the policy of a key `*` means that key. @default "*" */
    keyArn?: string;
}

/** What a cluster's role needs: to look at the key, and to wrap and unwrap master keys with it. */
const usage: Record<string, readonly string[]> = {
    KMSKeyMetadata: ["kms:DescribeKey"],
    KeyUsage: ["kms:Encrypt", "kms:Decrypt"],
};
const usageActions = Object.values(usage).flat();

/** As the console of KMS grants it, but with `DeleteAlias` for `Delete*`, which would let key material be deleted. */
const administration = [
    "kms:Create*",
    "kms:Describe*",
    "kms:Enable*",
    "kms:List*",
    "kms:Put*",
    "kms:Update*",
    "kms:Revoke*",
    "kms:Disable*",
    "kms:Get*",
    "kms:DeleteAlias",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:ReplicateKey",
    "kms:RotateKeyOnDemand",
];
const deletion = ["kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"];

/** The policy of a key for TDE. Equal whatever the order of the roles and MKIDs given. */
export function keyPolicy(options: KeyPolicyOptions): PolicyDocument {
    const users = sorted(options.userRoleArns);
    const administrators = sorted(options.administratorRoleArns ?? []);
    const partition = options.partition ?? partitionOf([...users, ...administrators, options.keyArn]);
    const denial = masterKeyDenial(options.retiredMasterKeyIds ?? [], options.keyArn);
    return {
        Version: policyVersion,
        Statement: [
            // Without it, a key whose roles are all gone could only be recovered by AWS support.
            allow("AccountAdministration", [`arn:${partition}:iam::${options.accountId}:root`], ["kms:*"]),
            ...(administrators.length > 0
                ? [
                      allow("KeyAdministration", administrators, [
                          ...administration,
                          ...(options.allowAdministratorsToDelete ? deletion : []),
                      ]),
                  ]
                : []),
            ...(users.length > 0 ? Object.entries(usage).map(([sid, actions]) => allow(sid, users, actions)) : []),
            ...(denial ? [denial] : []),
        ],
    };
}

/** Principals that a policy names and lets use the key: describe, encrypt and decrypt, unconditionally. Sorted. */
export function usersOf(document: PolicyDocument | string): string[] {
    const policy = readPolicy(document);
    const named = policy.Statement.filter((statement) => statement.Effect === "Allow").flatMap(principalsOf);
    // The account stands for its IAM policies, which a key policy does not show.
    return sorted(named)
        .filter((principal) => !/^\d{12}$|:root$/.test(principal))
        .filter((principal) => mayUse(policy, principal));
}

/**
 * Those of the roles that a key policy does not let use the key by itself. A role of the key's account may still be
 * allowed by IAM policies of its own, as far as the key policy trusts the account.
 */
export function rolesWithoutUse(document: PolicyDocument | string, roleArns: readonly string[]): string[] {
    const policy = readPolicy(document);
    return sorted(roleArns).filter((role) => !mayUse(policy, role));
}

/** The policy of a key that was made elsewhere, with use of the key for these roles. Roles that have it already change nothing. */
export function withUsers(document: PolicyDocument | string, roleArns: readonly string[]): PolicyDocument {
    const policy = readPolicy(document);
    const missing = rolesWithoutUse(policy, roleArns);
    if (missing.length === 0) return policy;
    return Object.entries(usage).reduce((extended, [sid, actions]) => grant(extended, sid, actions, missing), policy);
}

/** The reverse of `withUsers`: takes the roles out of the two usage statements, and out of no other. */
export function withoutUsers(document: PolicyDocument | string, roleArns: readonly string[]): PolicyDocument {
    const policy = readPolicy(document);
    const statements = policy.Statement.flatMap((statement) => {
        const actions = Object.values(usage).find((list) => isPlainGrant(statement, list));
        const principals = principalsOf(statement);
        const remaining = principals.filter((principal) => !roleArns.includes(principal));
        if (actions === undefined || remaining.length === principals.length) return [statement];
        return remaining.length > 0 ? [{ ...statement, Principal: { AWS: remaining } }] : [];
    });
    return { ...policy, Statement: statements };
}

function allow(sid: string, principals: string[], actions: readonly string[]): Statement {
    return { Sid: sid, Effect: "Allow", Principal: { AWS: principals }, Action: [...actions], Resource: "*" };
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

/** Whether a statement grants exactly these actions without condition, so that one more role in it changes nothing else. */
function isPlainGrant(statement: Statement, actions: readonly string[]): boolean {
    return (
        statement.Effect === "Allow" &&
        statement.Condition === undefined &&
        statement.Resource !== undefined &&
        listOf(statement.Resource).join() === "*" &&
        typeof statement.Principal === "object" &&
        Object.keys(statement.Principal).join() === "AWS" &&
        sorted(listOf(statement.Action)).join() === sorted(actions).join()
    );
}

function freeSid(policy: PolicyDocument, wanted: string): string {
    const taken = new Set(policy.Statement.map((statement) => statement.Sid));
    let sid = wanted;
    for (let number = 2; taken.has(sid); number++) sid = `${wanted}${number}`;
    return sid;
}

function mayUse(policy: PolicyDocument, principal: string): boolean {
    const applying = policy.Statement.filter(
        (statement) => statement.Condition === undefined && names(statement, principal),
    );
    return usageActions.every(
        (action) =>
            applying.some((statement) => statement.Effect === "Allow" && coversAction(statement, action)) &&
            !applying.some((statement) => statement.Effect === "Deny" && coversAction(statement, action)),
    );
}

function names(statement: Statement, principal: string): boolean {
    return principalsOf(statement).some((named) => named === "*" || named === principal);
}

/** AWS principals of a statement; `*` for everybody. */
function principalsOf(statement: Statement): string[] {
    const principal = statement.Principal;
    if (typeof principal === "string") return [principal];
    return listOf(principal?.AWS);
}
