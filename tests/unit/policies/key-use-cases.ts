import type { Decision, KeyUseDocuments, Statement } from "../../../sdk/policies";
import { accountId, crmRole, firstVersion, keyArn, salesRole, secondVersion } from "./samples";

/** Whether the sales role may use the key, as AWS documents it. */
export interface KeyUseCase {
    readonly title: string;
    /** The key policy, after a statement that allows the use; alone with `alone`. */
    readonly key: readonly object[];
    readonly alone?: boolean;
    readonly others?: Omit<KeyUseDocuments, "keyPolicy">;
    readonly masterKeyId?: string;
    readonly roleId?: string;
    readonly decision: Decision;
    /** `differs`: the sandbox refuses what it does not understand. */
    readonly sandbox?: "differs";
}

const otherKey = `${keyArn.slice(0, -1)}0`;
const roleId = "AROAEXAMPLELIVEROLE01";
const deadId = "AROAEXAMPLEDEADROLE01";
export const root = `arn:aws:iam::${accountId}:root`;
const use = { Action: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"], Resource: "*" };
export const granted = { Sid: "KeyUsage", Effect: "Allow", Principal: { AWS: salesRole }, ...use } as Statement;
const denied = { Sid: "No", Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" };
const toAccount = { ...granted, Principal: { AWS: root } };
const document = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const byRole = (...statements: object[]) => ({ rolePolicies: [{ name: "use", document: document(...statements) }] });
const ownUse = { Effect: "Allow", ...use };
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const mkid = "kms:EncryptionContext:MKID";
const notOurs = { ...denied, Principal: undefined };
const not = (...AWS: string[]) => ({ ...notOurs, NotPrincipal: { AWS } });

type Row = [title: string, statement: object, decision: Decision, more?: Partial<KeyUseCase>];
const differs = { sandbox: "differs" } as const;
const row = ([title, statement, decision, more]: Row): KeyUseCase => ({ title, key: [statement], decision, ...more });
const version = { masterKeyId: firstVersion };

/** One statement that allows, and nothing beside it. */
const allows: Row[] = [
    ["usage for the role", granted, "allowed"],
    ["usage without Resource, which has no effect", { ...granted, Resource: undefined }, "denied"],
    ["usage without Action, which has no effect", { ...granted, Action: undefined }, "denied"],
    ["usage of another key", { ...granted, Resource: otherKey }, "denied"],
    ["usage of the key by its ARN", { ...granted, Resource: [otherKey, keyArn] }, "allowed"],
    [
        "usage of the keys that an ARN with a wildcard means",
        { ...granted, Resource: "arn:aws:kms:*:*:key/7139*" },
        "allowed",
    ],
    ["usage of all but this key", { ...granted, Resource: undefined, NotResource: keyArn }, "denied"],
    ["usage of all but another key", { ...granted, Resource: undefined, NotResource: otherKey }, "allowed"],
    ["usage without looking at the key", { ...granted, Action: ["kms:Encrypt", "kms:Decrypt"] }, "denied"],
    [
        "usage in other letters and wildcards",
        { ...granted, Action: ["KMS:describekey", "kms:?ecrypt", "kms:En*t"] },
        "allowed",
    ],
    [
        "everything but administration",
        { ...granted, Action: undefined, NotAction: ["kms:Put*", "kms:Schedule*"] },
        "allowed",
    ],
    ["everything but decryption", { ...granted, Action: undefined, NotAction: "kms:decrypt" }, "denied"],
    ["usage for everybody", { ...granted, Principal: "*" }, "allowed"],
    ["usage for everybody as AWS principals", { ...granted, Principal: { AWS: ["*"] } }, "allowed"],
    ["usage for another role", { ...granted, Principal: { AWS: crmRole } }, "denied"],
    ["usage for another account", { ...granted, Principal: { AWS: "999999999999" } }, "denied"],
    ["usage for a role that is gone", { ...granted, Principal: { AWS: deadId } }, "denied", { roleId }],
    ["usage for the id of the role", { ...granted, Principal: { AWS: roleId } }, "allowed", { roleId }],
    ...["Service", "Federated", "CanonicalUser"].map(
        (kind): Row => [`usage for all of the kind ${kind}`, { ...granted, Principal: { [kind]: "*" } }, "denied"],
    ),
    ["usage for a service and everybody", { ...granted, Principal: { Service: "*", AWS: "*" } }, "allowed"],
    ["usage for a service", { ...granted, Principal: { Service: "backup.amazonaws.com" } }, "denied"],
    [
        "usage for one session of the role",
        { ...granted, Principal: { AWS: `arn:aws:sts::${accountId}:assumed-role/sales-tde/vm1` } },
        "unknown",
    ],
    ["usage for the account, which no policy of the role takes up", toAccount, "denied"],
    ["usage for the account, taken up by the role's policy", toAccount, "allowed", { others: byRole(ownUse) }],
    [
        "usage for the account by its id, taken up",
        { ...granted, Principal: { AWS: accountId } },
        "allowed",
        { others: byRole(ownUse) },
    ],
    [
        "usage for the account, taken up for another key",
        toAccount,
        "denied",
        { others: byRole({ ...ownUse, Resource: otherKey }) },
    ],
    [
        "usage for the account, taken up under what nobody knows",
        toAccount,
        "unknown",
        { others: byRole({ ...ownUse, ...when("StringEquals", "aws:PrincipalOrgID", "o-1") }) },
    ],
    [
        "nothing, whatever the role's policy says",
        { ...granted, Action: "kms:List*" },
        "denied",
        { others: byRole(ownUse) },
    ],
    ["usage, whatever the role's policy does not say", granted, "allowed", { others: { rolePolicies: [] } }],
    [
        "usage by calls of the account",
        { ...granted, ...when("StringEquals", "kms:CallerAccount", accountId) },
        "allowed",
    ],
    [
        "usage by calls of another account",
        { ...granted, ...when("StringEquals", "kms:CallerAccount", "999999999999") },
        "denied",
    ],
    [
        "usage by a service only",
        { ...granted, ...when("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com") },
        "denied",
    ],
    [
        "usage by a service, if it is one",
        { ...granted, ...when("StringEqualsIfExists", "kms:ViaService", "s3.us-east-1.amazonaws.com") },
        "allowed",
    ],
    ["usage but by no service", { ...granted, ...when("Null", "kms:ViaService", true) }, "allowed"],
    [
        "usage for the organization, which nobody knows",
        { ...granted, ...when("StringEquals", "aws:PrincipalOrgID", "o-1") },
        "unknown",
    ],
    [
        "usage under an operator that does not exist",
        { ...granted, ...when("StringEqual", "kms:CallerAccount", accountId) },
        "unknown",
    ],
    [
        "usage under a variable",
        { ...granted, ...when("StringLike", "aws:PrincipalArn", ["$", "{aws:x}"].join("")) },
        "unknown",
    ],
    [
        "usage under the path of the role",
        { ...granted, Principal: "*", ...when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/exadata/*") },
        "allowed",
    ],
    ["usage of versions that nobody asks about", { ...granted, ...when("StringEquals", mkid, firstVersion) }, "denied"],
    [
        "usage of one version beside looking",
        { ...granted, ...when("StringEqualsIfExists", mkid, firstVersion) },
        "allowed",
        version,
    ],
    [
        "usage of another version",
        { ...granted, ...when("StringEqualsIfExists", mkid, secondVersion) },
        "denied",
        version,
    ],
    ["usage under an unknown member", { ...granted, Conditions: {} }, "unknown"],
    [
        "usage for a role by pattern, which is no principal",
        { ...granted, Principal: { AWS: "arn:aws:iam::*:role/sales*" } },
        "unknown",
    ],
    [
        "usage for all but others, which is no grant",
        { ...granted, Principal: undefined, NotPrincipal: { AWS: crmRole } },
        "unknown",
    ],
];

/** One statement beside the usage. */
const denials: Row[] = [
    ["a denial for everybody", denied, "denied"],
    [
        "a denial of decryption for the role",
        { ...denied, Principal: { AWS: [crmRole, salesRole] }, Action: "kms:Decrypt" },
        "denied",
    ],
    ["a denial for another role", { ...denied, Principal: { AWS: crmRole } }, "allowed"],
    ["a denial for the account", { ...denied, Principal: { AWS: root } }, "denied"],
    ["a denial for the account by its id", { ...denied, Principal: { AWS: accountId } }, "denied"],
    ["a denial for another account", { ...denied, Principal: { AWS: "arn:aws:iam::999999999999:root" } }, "allowed"],
    ["a denial for a role that is gone", { ...denied, Principal: { AWS: deadId } }, "allowed", { roleId }],
    [
        "a denial for one session of the role",
        { ...denied, Principal: { AWS: `arn:aws:sts::${accountId}:assumed-role/sales-tde/vm1` } },
        "unknown",
    ],
    ...["Service", "Federated", "CanonicalUser"].map(
        (kind): Row => [`a denial for all of the kind ${kind}`, { ...denied, Principal: { [kind]: "*" } }, "allowed"],
    ),
    ...["Bool", "BoolIfExists"].map(
        (operator): Row => [
            `a denial without a second factor, by ${operator}: temporary credentials may or may not tell of one`,
            { ...denied, ...when(operator, "aws:MultiFactorAuthPresent", "false") },
            "unknown",
        ],
    ),
    [
        "a denial of what does not tell of a second factor",
        { ...denied, ...when("Null", "aws:MultiFactorAuthPresent", "true") },
        "unknown",
    ],
    [
        "a denial after a second factor that is long ago",
        { ...denied, ...when("NumericGreaterThan", "aws:MultiFactorAuthAge", "300") },
        "unknown",
    ],
    ["a denial without Resource, which has no effect", { ...denied, Resource: undefined }, "allowed"],
    ["a denial without Action, which has no effect", { ...denied, Action: undefined }, "allowed"],
    ["a denial on another key", { ...denied, Resource: otherKey }, "allowed"],
    ["a denial on this key", { ...denied, Resource: keyArn }, "denied"],
    ["a denial on all but another key", { ...denied, Resource: undefined, NotResource: otherKey }, "denied"],
    ["a denial of administration", { ...denied, Action: ["kms:Put*", "kms:ScheduleKeyDeletion"] }, "allowed"],
    ["a denial of all but looking", { ...denied, Action: undefined, NotAction: ["kms:Describe*"] }, "denied"],
    ["a denial for all but another role and the account", not(crmRole, root), "unknown"],
    ["a denial for all but another role", not(crmRole), "denied"],
    ["a denial for all but the role and its account", not(salesRole, root), "allowed", differs],
    ["a denial for all but the role, without its account", not(salesRole), "unknown"],
    ["a denial for all but nobody", { ...notOurs, NotPrincipal: "*" }, "unknown"],
    [
        "a denial by way of a service",
        { ...denied, ...when("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com") },
        "allowed",
    ],
    [
        "a denial but by way of a service",
        { ...denied, ...when("StringNotEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com") },
        "denied",
    ],
    [
        "a denial but by way of a service, if it is one",
        { ...denied, ...when("StringNotEqualsIfExists", "kms:ViaService", "s3.us-east-1.amazonaws.com") },
        "denied",
    ],
    ["a denial without TLS", { ...denied, ...when("Bool", "aws:SecureTransport", false) }, "allowed"],
    [
        "a denial outside the organization, which nobody knows",
        { ...denied, ...when("StringNotEquals", "aws:PrincipalOrgID", "o-1") },
        "unknown",
    ],
    [
        "a denial outside a network, which nobody knows",
        { ...denied, ...when("NotIpAddress", "aws:SourceIp", "10.0.0.0/8") },
        "unknown",
    ],
    [
        "a denial outside the Region",
        { ...denied, ...when("StringNotEquals", "aws:RequestedRegion", "us-east-1") },
        "allowed",
    ],
    [
        "a denial outside the role's path",
        { ...denied, ...when("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/exadata/*") },
        "allowed",
    ],
    ["a denial of services", { ...denied, ...when("Bool", "aws:PrincipalIsAWSService", "true") }, "allowed"],
    [
        "a denial with an encryption context",
        { ...denied, ...when("ForAnyValue:StringEquals", "kms:EncryptionContextKeys", "MKID") },
        "denied",
    ],
    [
        "a denial with a foreign encryption context only",
        { ...denied, ...when("ForAnyValue:StringEquals", "kms:EncryptionContextKeys", ["a", "b"]) },
        "allowed",
    ],
    ["a denial in no language", { ...denied, Effect: "deny" }, "unknown"],
    [
        "a denial where two conditions have to hold, and one does not",
        {
            ...denied,
            Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "aws:PrincipalOrgID": "o-1" } },
        },
        "allowed",
        differs,
    ],
];

/** Denials of single versions, beside the usage: the version that is asked about is the first one. */
const crypto = { ...denied, Action: ["kms:Encrypt", "kms:Decrypt"] };
const list = [firstVersion];
const versions: Row[] = [
    ["a denial of the version", { ...crypto, ...when("StringEquals", mkid, list) }, "denied", version],
    ["a denial of another version", { ...crypto, ...when("StringEquals", mkid, [secondVersion]) }, "allowed", version],
    ["a denial of the version under everything", { ...denied, ...when("StringEquals", mkid, list) }, "denied", version],
    [
        "a denial of a version, when none is asked about",
        { ...crypto, ...when("StringEquals", mkid, [secondVersion]) },
        "allowed",
    ],
    [
        "a denial by pattern",
        { ...crypto, ...when("StringLike", mkid, `${firstVersion.slice(0, 30)}*`) },
        "denied",
        version,
    ],
    [
        "a denial by another pattern",
        { ...crypto, ...when("StringLike", mkid, `${secondVersion.slice(0, 30)}*`) },
        "allowed",
        version,
    ],
    [
        "a denial by pattern, when none is asked about",
        { ...crypto, ...when("StringLike", mkid, `${secondVersion.slice(0, 30)}*`) },
        "allowed",
    ],
    ["a denial by a pattern of all versions", { ...crypto, ...when("StringLike", mkid, "ORACLE.TDE.*") }, "denied"],
    [
        "a denial whatever the letters",
        { ...crypto, ...when("StringEqualsIgnoreCase", mkid, firstVersion.toLowerCase()) },
        "denied",
        version,
    ],
    [
        "a denial in other letters, which count",
        { ...crypto, ...when("StringEquals", mkid, firstVersion.toLowerCase()) },
        "allowed",
        version,
    ],
    ["a denial of all but the version", { ...crypto, ...when("StringNotEquals", mkid, list) }, "allowed", version],
    [
        "a denial of all but another version",
        { ...crypto, ...when("StringNotEquals", mkid, [secondVersion]) },
        "denied",
        version,
    ],
    [
        "a denial of all but one version, when none is asked about",
        { ...crypto, ...when("StringNotEquals", mkid, list) },
        "unknown",
    ],
    [
        "a denial of everything but one version, looking among it",
        { ...denied, ...when("StringNotEquals", mkid, list) },
        "denied",
        version,
    ],
    ["a denial of whatever has a version", { ...crypto, ...when("Null", mkid, "false") }, "denied"],
    ["a denial of what has no version", { ...crypto, ...when("Null", mkid, "true") }, "allowed"],
    [
        "a denial of a version for another role",
        { ...crypto, Principal: { AWS: crmRole }, ...when("StringEquals", mkid, list) },
        "allowed",
        version,
    ],
    [
        "a denial of a version on another key",
        { ...crypto, Resource: otherKey, ...when("StringEquals", mkid, list) },
        "allowed",
        version,
    ],
    [
        "a denial of a version for the organization",
        { ...crypto, Condition: { StringEquals: { [mkid]: list, "aws:PrincipalOrgID": "o-1" } } },
        "unknown",
        version,
    ],
    [
        "a denial of a version for the organization, when none is asked about",
        { ...crypto, Condition: { StringEquals: { [mkid]: list, "aws:PrincipalOrgID": "o-1" } } },
        "unknown",
    ],
    [
        "a denial of a version by another key's name",
        { ...crypto, ...when("StringEquals", "kms:EncryptionContext:other", "x") },
        "unknown",
    ],
];

/** Documents beside a key policy that allows. */
const around: [title: string, others: KeyUseCase["others"], decision: Decision][] = [
    ["a denial by the role's own policy", byRole({ ...ownUse, Effect: "Deny", Action: "kms:*" }), "denied"],
    [
        "a denial by the role's own policy on another key",
        byRole({ ...ownUse, Effect: "Deny", Resource: otherKey }),
        "allowed",
    ],
    [
        "a boundary that allows everything",
        { boundary: document({ Effect: "Allow", Action: "*", Resource: "*" }) },
        "allowed",
    ],
    ["a boundary for S3", { boundary: document({ Effect: "Allow", Action: "s3:*", Resource: "*" }) }, "denied"],
    [
        "a boundary that denies decryption",
        {
            boundary: document(
                { Effect: "Allow", Action: "*", Resource: "*" },
                { Effect: "Deny", Action: "kms:Decrypt", Resource: "*" },
            ),
        },
        "denied",
    ],
    ["a boundary without statements", { boundary: document() }, "denied"],
    ["a boundary that is no JSON", { boundary: "{" }, "unknown"],
    [
        "a network that lets the key through",
        { networkPolicy: document({ ...granted, Principal: "*", Resource: keyArn }) },
        "allowed",
    ],
    ["a network that lets the account through", { networkPolicy: document(toAccount) }, "allowed"],
    [
        "a network that lets another key through",
        { networkPolicy: document({ ...granted, Resource: otherKey }) },
        "denied",
    ],
    [
        "a network that lets another role through",
        { networkPolicy: document({ ...granted, Principal: { AWS: crmRole } }) },
        "denied",
    ],
    [
        "a network that asks for what nobody knows",
        { networkPolicy: document({ ...granted, ...when("StringEquals", "aws:ResourceOrgID", "o-1") }) },
        "unknown",
    ],
];

export const keyUseCases: readonly KeyUseCase[] = [
    ...allows.map(row).map((one) => ({ ...one, alone: true })),
    ...[...denials, ...versions].map(row),
    ...around.map(([title, others, decision]) => ({ title, key: [], decision, ...(others && { others }) })),
];
