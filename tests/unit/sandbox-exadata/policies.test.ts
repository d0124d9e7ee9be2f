import { expect } from "chai";
import { parsePolicy } from "../../../sandbox/exadata/iam/document";
import { type KeyCall, refusalOfKeyAccess } from "../../../sandbox/exadata/iam/key-access";

const account = "111122223333";
const roleArn = `arn:aws:iam::${account}:role/OdbKmsTde`;
const keyArn = `arn:aws:kms:us-east-1:${account}:key/7139075d-a006-4302-92d5-48ecca31d48e`;
const masterKeyId = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
const caller = {
    accountId: account,
    roleArn,
    roleId: "AROAEXAMPLELIVEROLE01",
    sessionArn: `arn:aws:sts::${account}:assumed-role/OdbKmsTde/sales-q7xvd1`,
};

interface Policies {
    key: object | object[];
    role?: object | object[];
    boundary?: object | object[];
    network?: object | object[];
}

/** A statement for the role; what is given replaces the usual members. */
function statement(members: object = {}): object {
    return { Effect: "Allow", Principal: { AWS: roleArn }, Action: "kms:Decrypt", Resource: "*", ...members };
}

function conditional(Condition: object, Effect = "Allow"): object {
    return statement({ Effect, Condition });
}

function allBut(...AWS: string[]): object {
    return statement({ Effect: "Deny", Principal: undefined, NotPrincipal: { AWS } });
}

const ofRole = { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn };
const toAccount = statement({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" });

function variable(name: string): string {
    return `\${${name}}`;
}

function document(name: string, statements: object | object[]) {
    return parsePolicy(name, JSON.stringify({ Version: "2012-10-17", Statement: statements }));
}

function judge(policies: Policies, action: KeyCall["action"] = "kms:Decrypt"): string {
    const call: KeyCall = {
        action,
        keyArn,
        region: "us-east-1",
        encryptionContext: action === "kms:DescribeKey" ? {} : { MKID: masterKeyId },
        roleTags: { team: "dba" },
    };
    const reason = refusalOfKeyAccess(caller, call, {
        keyPolicy: document("the key policy", policies.key),
        rolePolicies: policies.role ? [document("a role policy", policies.role)] : [],
        permissionsBoundary: policies.boundary && document("the boundary", policies.boundary),
        networkPolicy: policies.network && document("the network policy", policies.network),
    });
    return reason ?? "allowed";
}

const noResourcePolicy = "because no resource-based policy allows the kms:Decrypt action";
const deniedByKeyPolicy = "with an explicit deny in a resource-based policy";

describe("Key access of a role", () => {
    const table: [string, Policies, string][] = [
        ["the role is named by the key policy", { key: statement() }, "allowed"],
        ["its session is named", { key: statement({ Principal: { AWS: [caller.sessionArn] } }) }, "allowed"],
        ["everybody is named", { key: statement({ Principal: "*" }) }, "allowed"],
        ["AWS: * is named", { key: statement({ Principal: { AWS: "*" } }) }, "allowed"],
        ["another role is named", { key: statement({ Principal: { AWS: `${roleArn}2` } }) }, noResourcePolicy],
        ["a service is named", { key: statement({ Principal: { Service: "rds.amazonaws.com" } }) }, noResourcePolicy],
        ["another action is allowed", { key: statement({ Action: "kms:Encrypt" }) }, noResourcePolicy],
        ["the action is spelt in capitals", { key: statement({ Action: "KMS:DECRYPT" }) }, "allowed"],
        ["the action fits a pattern", { key: statement({ Action: ["kms:Enc*", "kms:Decryp?"] }) }, "allowed"],
        [
            "every other action is allowed",
            { key: statement({ Action: undefined, NotAction: "kms:Decrypt" }) },
            noResourcePolicy,
        ],
        [
            "all but another action are allowed",
            { key: statement({ Action: undefined, NotAction: "kms:Enc*" }) },
            "allowed",
        ],
        ["the resource is this key", { key: statement({ Resource: keyArn }) }, "allowed"],
        ["the resource is another key", { key: statement({ Resource: `${keyArn}0` }) }, noResourcePolicy],
        [
            "the resource is all but this key",
            { key: statement({ Resource: undefined, NotResource: "*/7139*" }) },
            noResourcePolicy,
        ],
        [
            "the account is named, the role has no policy",
            { key: toAccount },
            "because no identity-based policy allows the kms:Decrypt action",
        ],
        ["the account is named, the role's policy allows", { key: toAccount, role: ofRole }, "allowed"],
        [
            "the account is named by its number",
            { key: statement({ Principal: { AWS: account } }), role: ofRole },
            "allowed",
        ],
        [
            "only the role's policy allows",
            { key: statement({ Action: "kms:Encrypt" }), role: ofRole },
            noResourcePolicy,
        ],
        [
            "another account is named",
            { key: statement({ Principal: { AWS: "444455556666" } }), role: ofRole },
            noResourcePolicy,
        ],
        [
            "the key policy denies too",
            { key: [statement(), statement({ Effect: "Deny", Principal: "*" })] },
            deniedByKeyPolicy,
        ],
        [
            "the key policy denies the account",
            { key: [statement(), { ...toAccount, Effect: "Deny" }] },
            deniedByKeyPolicy,
        ],
        ["the unique id of the role is named", { key: statement({ Principal: { AWS: caller.roleId } }) }, "allowed"],
        [
            "the unique id of a role that is gone is named",
            { key: statement({ Principal: { AWS: "AROAEXAMPLEDEADROLE01" } }) },
            noResourcePolicy,
        ],
        [
            "the key policy denies all but the session, its role and its account",
            { key: [statement(), allBut(caller.sessionArn, roleArn, `arn:aws:iam::${account}:root`)] },
            "allowed",
        ],
        ["the key policy denies all but everybody", { key: [statement(), allBut("*")] }, "allowed"],
        [
            "the key policy denies all but the role and its account",
            { key: [statement(), allBut(roleArn, account)] },
            deniedByKeyPolicy,
        ],
        [
            "the key policy denies all but the session and its role",
            { key: [statement(), allBut(caller.sessionArn, roleArn)] },
            deniedByKeyPolicy,
        ],
        [
            "the role's policy denies",
            { key: statement(), role: { ...ofRole, Effect: "Deny" } },
            "with an explicit deny in an identity-based policy",
        ],
        ["the boundary allows", { key: statement(), boundary: { ...ofRole, Action: "*" } }, "allowed"],
        [
            "the boundary is silent",
            { key: statement(), boundary: { ...ofRole, Action: "s3:*" } },
            "because no permissions boundary allows the kms:Decrypt action",
        ],
        [
            "the boundary denies",
            { key: statement(), boundary: { ...ofRole, Effect: "Deny" } },
            "with an explicit deny in a permissions boundary",
        ],
        [
            "the network's policy is silent",
            { key: statement(), network: statement({ Action: "kms:Encrypt" }) },
            "because no VPC endpoint policy allows the kms:Decrypt action",
        ],
        ["the network's policy allows the account", { key: statement(), network: toAccount }, "allowed"],
    ];
    for (const [title, policies, expected] of table) {
        it(`${title}: ${expected}`, () => expect(judge(policies)).to.equal(expected));
    }

    describe("with a Deny by master key id", () => {
        const denial = statement({
            Effect: "Deny",
            Principal: "*",
            Action: ["kms:Encrypt", "kms:Decrypt"],
            Resource: keyArn,
            Condition: { StringEquals: { "kms:EncryptionContext:MKID": [masterKeyId] } },
        });
        const key = [statement({ Action: "kms:*" }), denial];

        it("refuses the version that is named", () => {
            expect(judge({ key })).to.equal(deniedByKeyPolicy);
            expect(judge({ key }, "kms:Encrypt")).to.equal(deniedByKeyPolicy);
        });
        it("lets the key be described", () => expect(judge({ key }, "kms:DescribeKey")).to.equal("allowed"));
        it("lets other versions pass", () => {
            const other = {
                ...denial,
                Condition: { StringEquals: { "kms:EncryptionContext:MKID": "ORACLE.TDE.HSM.MK.06FF" } },
            };
            expect(judge({ key: [statement(), other] })).to.equal("allowed");
        });
    });

    describe("under a condition", () => {
        const mkid = "kms:EncryptionContext:MKID";
        const held: object[] = [
            { StringEquals: { [mkid]: masterKeyId } },
            { StringEquals: { [mkid.toUpperCase()]: ["x", masterKeyId] } },
            { StringNotEquals: { [mkid]: "x" } },
            { StringNotEquals: { "kms:ViaService": "rds.us-east-1.amazonaws.com" } },
            { StringEqualsIgnoreCase: { [mkid]: masterKeyId.toLowerCase() } },
            { StringLike: { [mkid]: "ORACLE.TDE.HSM.MK.*" } },
            { StringNotLike: { [mkid]: "WALLET.*" } },
            { ArnEquals: { "aws:PrincipalArn": roleArn } },
            { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/Odb*` } },
            { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Other*" } },
            { ArnNotEquals: { "aws:PrincipalArn": `${roleArn}2` } },
            { StringNotEqualsIgnoreCase: { [mkid]: "x" } },
            { NumericEquals: { "aws:PrincipalAccount": 111122223333 } },
            { StringEquals: { "aws:PrincipalAccount": account, "kms:CallerAccount": account } },
            { Bool: { "aws:SecureTransport": true } },
            { Null: { "aws:SourceAccount": "true", [mkid]: false } },
            { StringEqualsIfExists: { "aws:SourceAccount": "444455556666" } },
            { StringEquals: { "aws:PrincipalTag/team": "dba" } },
            { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["MKID", "other"] } },
            { "ForAllValues:StringEquals": { "kms:ViaService": "x" } },
            { "ForAnyValue:StringLike": { "kms:EncryptionContextKeys": "MK*" } },
        ];
        for (const condition of held) {
            it(`${JSON.stringify(condition)} holds`, () =>
                expect(judge({ key: conditional(condition) })).to.equal("allowed"));
        }
        const failed: object[] = [
            { StringEquals: { [mkid]: masterKeyId.toLowerCase() } },
            { StringEquals: { "kms:EncryptionContext:other": "x" } },
            { StringNotEquals: { [mkid]: ["x", masterKeyId] } },
            { StringLike: { [mkid]: "ORACLE.TDE.HSM.MK.?" } },
            { StringNotLike: { [mkid]: "ORACLE.*" } },
            { StringEquals: { "kms:ViaService": "rds.us-east-1.amazonaws.com" } },
            { ArnLike: { "aws:PrincipalArn": "arn:aws:iam:*:role/OdbKmsTde" } },
            { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/Odb*` } },
            { ArnNotEquals: { "aws:PrincipalArn": roleArn } },
            { StringNotEqualsIgnoreCase: { [mkid]: masterKeyId.toLowerCase() } },
            { NumericNotEquals: { "aws:PrincipalAccount": account } },
            { Bool: { "aws:PrincipalIsAWSService": "true" } },
            { Null: { [mkid]: "true" } },
            { StringEqualsIfExists: { [mkid]: "x" } },
            { StringEquals: { [mkid]: masterKeyId, "aws:PrincipalAccount": "444455556666" } },
            { "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["other"] } },
            { "ForAnyValue:StringEquals": { "kms:ViaService": "x" } },
        ];
        for (const condition of failed) {
            it(`${JSON.stringify(condition)} does not hold`, () =>
                expect(judge({ key: conditional(condition) })).to.equal(noResourcePolicy));
        }
    });

    describe("is an error, never a pass,", () => {
        const misunderstood: [string, object, string][] = [
            [
                "on an unknown operator",
                conditional({ BinaryEquals: { "aws:PrincipalAccount": "QQ==" } }, "Deny"),
                "BinaryEquals",
            ],
            [
                "on an unknown set operator",
                conditional({ "ForSomeValues:StringEquals": { "aws:PrincipalArn": "x" } }),
                "ForSomeValues",
            ],
            [
                "beside a condition that fails",
                conditional(
                    { StringEquals: { "aws:PrincipalArn": "x" }, NotIpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
                    "Deny",
                ),
                "aws:SourceIp",
            ],
            [
                "on a value that is no number",
                conditional({ NumericEquals: { "aws:PrincipalAccount": "many" } }, "Deny"),
                "many",
            ],
            [
                "on an unknown key",
                conditional({ StringEquals: { "aws:SourceVpce": "vpce-1" } }, "Deny"),
                "aws:SourceVpce",
            ],
            [
                "on a policy variable in a condition",
                conditional({ StringEquals: { "aws:PrincipalArn": variable("aws:username") } }),
                variable("aws:username"),
            ],
            [
                "on a policy variable in a resource",
                statement({ Resource: `arn:aws:kms:${variable("aws:region")}:*` }),
                variable("aws:region"),
            ],
            [
                "on NotPrincipal with Allow",
                statement({ Principal: undefined, NotPrincipal: { AWS: roleArn } }),
                "NotPrincipal",
            ],
            ["on an unknown principal type", statement({ Principal: { Robot: "r2" } }), "Robot"],
            ["on an unknown member", statement({ Conditions: {} }), "Conditions"],
            ["on an unknown effect", statement({ Effect: "Perhaps" }), "Effect"],
        ];
        for (const [title, one, named] of misunderstood) {
            it(`${title} (${named})`, () => expect(() => judge({ key: [statement(), one] })).to.throw(named));
        }

        it("but a statement of a key policy without action or resource has no effect", () => {
            for (const lacking of [{ Action: undefined }, { Resource: undefined }]) {
                expect(judge({ key: [statement(lacking)] })).to.contain("no resource-based policy allows");
                expect(judge({ key: [statement(), statement({ Effect: "Deny", ...lacking })] })).to.equal("allowed");
            }
        });

        it("but only where the statement is about the call", () => {
            const foreign = { NumericLessThan: { "kms:ScheduleKeyDeletionPendingWindowInDays": "30" } };
            const other = statement({ Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Condition: foreign });
            expect(judge({ key: [statement(), other] })).to.equal("allowed");
        });
        it("on text that is no JSON", () => expect(() => parsePolicy("it", "{")).to.throw("it is no JSON"));
    });
});
