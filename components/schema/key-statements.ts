import { coversAction } from "../../sdk/policies/document";
import { isOwnSid } from "../../sdk/policies/held-statements";
import {
    awsPrincipalPattern,
    type Check,
    checkAwsPrincipal,
    checkConditionOperator,
    checkDuplicates,
    checkKmsAction,
    checkServicePrincipal,
    entry,
    kmsActionPattern,
    later,
    list,
    map,
    type Rule,
    required,
    servicePrincipalPattern,
    type TextSchema,
    text,
} from "../../sdk/validation";
import type { KeyPolicyPrincipal, KeyPolicyStatement } from "../args/key-policy-statement";

/** IAM takes one text for a list of one. */
const texts = (item: TextSchema) => list(item, { least: 1, single: true });

const someone: Rule = ({ AWS, Service }, at) => {
    if (AWS !== undefined || Service !== undefined) return [];
    return [{ path: at("AWS"), reason: "nobody is named", remedy: "give `AWS`, `Service`, or both" }];
};

const principal = entry<KeyPolicyPrincipal>(
    "KeyPolicyPrincipal",
    {
        AWS: texts(text({ check: checkAwsPrincipal, pattern: awsPrincipalPattern })),
        Service: texts(text({ check: checkServicePrincipal, pattern: servicePrincipalPattern })),
    },
    { rules: [someone] },
);

const checkSid: Check = (path, sid) => {
    if (typeof sid !== "string" || !isOwnSid(sid)) return [];
    const reason = `"${sid}" is the name of a statement that the package writes itself`;
    return [{ path, reason, remedy: "choose another name" }];
};

/** Nobody but AWS could help whoever has written that. */
const manageable: Rule = ({ Effect, Principal, Action, Condition }, at) => {
    const { AWS: named } = (Principal ?? {}) as { AWS?: unknown };
    const actions = [Action].flat().filter((one) => typeof one === "string");
    // A condition that compares nothing always holds.
    const comparisons = Object.values(Condition ?? {}).flatMap((keys) => Object.keys(keys ?? {}));
    const isForever = Effect === "Deny" && comparisons.length === 0 && [named].flat().includes("*");
    if (!isForever || !coversAction({ Effect, Action: actions }, "kms:PutKeyPolicy")) return [];
    return [
        {
            path: at("Action"),
            reason: "denies kms:PutKeyPolicy to everybody, so nobody could change the policy ever again",
            remedy: "name actions without kms:PutKeyPolicy, or give a Condition",
        },
    ];
};

const statement = entry<KeyPolicyStatement>(
    "KeyPolicyStatement",
    {
        Sid: text({ check: checkSid }),
        Effect: required(text({ values: ["Allow", "Deny"] })),
        Principal: required(
            later(principal),
            'say whom it means, e.g. { AWS: "arn:aws:iam::111122223333:role/KeyAuditors" }',
        ),
        Action: required(texts(text({ check: checkKmsAction, pattern: kmsActionPattern })), "name actions of KMS"),
        Condition: map(map(texts(text({ empty: true }))), { keys: checkConditionOperator }),
    },
    {
        elsewhere: {
            Resource: 'leave it out: it is always "*", which means this key',
            NotPrincipal:
                "name those whom it means as `Principal`, or name the others in a Condition on `aws:PrincipalArn`",
            NotAction: "name the actions that it means as `Action`",
        },
        rules: [manageable],
    },
);

/** Statements that a program adds to the policy of its key. */
export const policyStatements = list(later(statement));

const unlike: Rule = ({ policyStatements: given }, at) =>
    Array.isArray(given)
        ? checkDuplicates(
              at("policyStatements"),
              given as readonly unknown[],
              (one) => (one as { Sid?: unknown } | null | undefined)?.Sid,
              { member: "Sid", remedy: "give each statement a name of its own, or none" },
          )
        : [];

const ownPolicy: Rule = ({ existing, policyStatements: given }, at) => {
    const isEmpty = given === undefined || (Array.isArray(given) && given.length === 0);
    if (existing === undefined || isEmpty) return [];
    return [
        {
            path: at("policyStatements"),
            reason: "the policy of an existing key belongs to somebody else",
            remedy: "add the statement where that policy is kept",
        },
    ];
};

/** Rules of a key for its statements. */
export const statementRules: readonly Rule[] = [unlike, ownPolicy];
