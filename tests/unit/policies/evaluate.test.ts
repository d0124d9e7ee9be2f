import { expect } from "chai";
import { PolicyError, parsePolicy } from "../../../sandbox/exadata/iam/document";
import { type KeyCall, refusalOfKeyAccess } from "../../../sandbox/exadata/iam/key-access";
import { type Context, evaluate, evaluateKeyUse, evaluateToken, keyPolicy, trustPolicy } from "../../../sdk/policies";
import { granted, type KeyUseCase, keyUseCases, root } from "./key-use-cases";
import { accountId, firstVersion, keyArn, salesRole } from "./samples";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const policyOf = ({ key, alone }: KeyUseCase) => document(...(alone ? [] : [granted]), ...key);

describe("the use of a key", () => {
    for (const one of keyUseCases) {
        const { title, decision, others, masterKeyId, roleId } = one;
        it(`is ${decision} by ${title}`, () => {
            const found = evaluateKeyUse(
                { keyPolicy: policyOf(one), ...others },
                { keyArn, roleArn: salesRole, ...(masterKeyId && { masterKeyId }), ...(roleId && { roleId }) },
            );
            expect(found.decision, found.because).to.equal(decision);
            expect(found.doubts.length > 0, found.because).to.equal(decision === "unknown");
        });
    }

    const saying: [title: string, keyPolicy: string, because: string][] = [
        [
            "the denial by its Sid",
            document(granted, { ...granted, Sid: "Stop", Effect: "Deny", Action: "kms:*" }),
            'statement "Stop" of the key policy denies kms:DescribeKey, kms:Encrypt, kms:Decrypt',
        ],
        [
            "the denial by its number",
            document(granted, { ...granted, Sid: undefined, Effect: "Deny", Action: "kms:Decrypt" }),
            "statement 2 of the key policy denies kms:Decrypt",
        ],
        [
            "that nothing allows it",
            document({ ...granted, Action: "kms:Encrypt" }),
            `no statement of the key policy allows ${salesRole} kms:DescribeKey, kms:Decrypt`,
        ],
        [
            "that it is left to the account",
            document({ ...granted, Principal: { AWS: root } }),
            `the key policy leaves it to the IAM policies of account ${accountId}, and no known one allows ${salesRole} kms:DescribeKey, kms:Encrypt, kms:Decrypt`,
        ],
        [
            "what cannot be judged",
            document(granted, {
                ...granted,
                Sid: "Odd",
                Effect: "Deny",
                Condition: { StringEquals: { "aws:x": "y" } },
            }),
            'what statement "Odd" of the key policy means for it cannot be judged',
        ],
        ["that the text is none", "nonsense", "what the text of the key policy means for it cannot be judged"],
    ];
    for (const [title, text, because] of saying) {
        it(`is answered in words: ${title}`, () => {
            expect(evaluateKeyUse({ keyPolicy: text }, { keyArn, roleArn: salesRole }).because).to.equal(because);
        });
    }

    it("of a key of another account needs the role's own policy too, as far as that is known", () => {
        const foreign = { keyArn: keyArn.replace(accountId, "999999999999"), roleArn: salesRole };
        const own = { name: "use", document: document({ Effect: "Allow", Action: "kms:*", Resource: "*" }) };
        const decide = (rolePolicies?: (typeof own)[]) =>
            evaluateKeyUse({ keyPolicy: document(granted), ...(rolePolicies && { rolePolicies }) }, foreign).decision;
        expect([decide(), decide([]), decide([own])]).to.deep.equal(["allowed", "denied", "allowed"]);
    });

    it("is judged by what is given alone", () => {
        const deny = { name: "inline", document: document({ Effect: "Deny", Action: "kms:*", Resource: "*" }) };
        const use = { keyArn, roleArn: salesRole };
        expect(evaluateKeyUse({ rolePolicies: [deny] }, use)).to.deep.include({
            decision: "denied",
            because: 'statement 1 of the role\'s policy "inline" denies kms:DescribeKey, kms:Encrypt, kms:Decrypt',
        });
        expect(evaluateKeyUse({ rolePolicies: [] }, use).decision).to.equal("allowed");
    });

    it("is allowed by the policy that is written for it", () => {
        const text = keyPolicy({ accountId, userRoleArns: [salesRole], retiredMasterKeyIds: [firstVersion] });
        const decide = (masterKeyId?: string) =>
            evaluateKeyUse({ keyPolicy: text }, { keyArn, roleArn: salesRole, ...(masterKeyId && { masterKeyId }) });
        expect(decide().decision).to.equal("allowed");
        expect(decide(firstVersion).by?.Sid).to.equal("DenyRetiredMasterKeys");
    });
});

describe("the sandbox, which judges by itself, agrees on the use of a key", () => {
    const sessionArn = `arn:aws:sts::${accountId}:assumed-role/sales-tde/vm`;
    for (const one of keyUseCases) {
        if (one.decision === "unknown" || one.sandbox === "differs") continue;
        it(`that is ${one.decision} by ${one.title}`, () => {
            expect(sandboxAllows(one)).to.equal(one.decision === "allowed");
        });
    }

    function sandboxAllows(one: KeyUseCase): boolean {
        const { rolePolicies = [], boundary, networkPolicy } = one.others ?? {};
        const read = (text: unknown) => parsePolicy("policy", text as string);
        const call = (action: KeyCall["action"]) =>
            refusalOfKeyAccess(
                { accountId, roleArn: salesRole, roleId: one.roleId ?? "", sessionArn },
                {
                    action,
                    keyArn,
                    region: "us-east-1",
                    encryptionContext: action === "kms:DescribeKey" ? {} : { MKID: firstVersion },
                    roleTags: {},
                },
                {
                    keyPolicy: read(policyOf(one)),
                    rolePolicies: rolePolicies.map(({ document }) => read(document)),
                    ...(boundary && { permissionsBoundary: read(boundary) }),
                    ...(networkPolicy && { networkPolicy: read(networkPolicy) }),
                },
            );
        try {
            return [call("kms:DescribeKey"), call("kms:Encrypt"), call("kms:Decrypt")].every((no) => no === undefined);
        } catch (error) {
            if (error instanceof PolicyError) return false;
            throw error;
        }
    }
});

describe("a condition", () => {
    const context: Context = {
        "aws:CurrentTime": "2026-03-01T12:00:00Z",
        "aws:SourceIp": "10.1.2.3",
        "x:Number": "10",
        "x:Text": "Abc",
        "x:List": ["a", "b"],
        "x:None": [],
        "x:Absent": undefined,
        "x:Arn": "arn:aws:iam::111122223333:role/a",
        "x:Prefix/*": undefined,
    };
    const table: [operator: string, key: string, value: unknown, decision: string][] = [
        ["StringEquals", "X:TEXT", ["z", "Abc"], "allowed"],
        ["StringEquals", "x:Text", "abc", "denied"],
        ["StringEqualsIgnoreCase", "x:Text", "aBC", "allowed"],
        ["StringNotEqualsIgnoreCase", "x:Text", "aBC", "denied"],
        ["StringLike", "x:Text", "A?c", "allowed"],
        ["StringNotLike", "x:Text", ["B*", "A*"], "denied"],
        ["StringNotEquals", "x:Absent", "Abc", "allowed"],
        ["StringEquals", "x:Prefix/a", "Abc", "denied"],
        ["StringEquals", "x:Other", "Abc", "unknown"],
        ["StringEqualsIfExists", "x:Other", "Abc", "unknown"],
        ["StringEqualsIfExists", "x:Absent", "Abc", "allowed"],
        ["Null", "x:Absent", "true", "allowed"],
        ["Null", "x:Text", true, "denied"],
        ["Null", "x:Text", "no", "unknown"],
        ["NumericLessThan", "x:Number", 11, "allowed"],
        ["NumericLessThan", "x:Number", "9", "denied"],
        ["NumericGreaterThanEquals", "x:Number", "10.0", "allowed"],
        ["NumericNotEquals", "x:Number", "10", "denied"],
        ["NumericEquals", "x:Number", "ten", "unknown"],
        ["DateLessThan", "aws:CurrentTime", "2026-03-02", "allowed"],
        ["DateGreaterThan", "aws:CurrentTime", "1800000000", "denied"],
        ["DateGreaterThan", "aws:CurrentTime", "soon", "unknown"],
        ["IpAddress", "aws:SourceIp", ["192.168.0.0/16", "10.1.0.0/16"], "allowed"],
        ["IpAddress", "aws:SourceIp", "10.1.2.4", "denied"],
        ["NotIpAddress", "aws:SourceIp", "10.0.0.0/8", "denied"],
        ["IpAddress", "aws:SourceIp", "2001:db8::/32", "unknown"],
        ["ArnEquals", "x:Arn", "arn:aws:iam::*:role/*", "allowed"],
        ["ArnLike", "x:Arn", "arn:aws:*/a", "denied"],
        ["ArnNotEquals", "x:Arn", "arn:aws:iam::111122223333:role/b", "allowed"],
        ["Bool", "x:Text", "true", "unknown"],
        ["ForAnyValue:StringEquals", "x:List", ["b", "c"], "allowed"],
        ["ForAllValues:StringEquals", "x:List", ["b", "c"], "denied"],
        ["ForAllValues:StringEquals", "x:None", "a", "allowed"],
        ["ForAnyValue:StringEquals", "x:None", "a", "denied"],
        ["ForAnyValue:StringNotEquals", "x:Absent", "a", "denied"],
        ["ForAllValues:StringNotEquals", "x:List", "c", "allowed"],
        ["StringEquals", "x:List", "a", "unknown"],
        ["BinaryEquals", "x:Text", "QWJj", "unknown"],
        ["constructor", "x:Text", "Abc", "unknown"],
        ["StringEquals", "x:Text", { a: "b" }, "unknown"],
    ];
    for (const [operator, key, value, decision] of table) {
        it(`${operator} ${key} ${JSON.stringify(value)} makes it ${decision}`, () => {
            const statement = {
                Effect: "Allow",
                Action: "*",
                Resource: "*",
                Condition: { [operator]: { [key]: value } },
            };
            const found = evaluate(document(statement), { action: "kms:Decrypt", resource: keyArn, context });
            expect(found.decision).to.equal(decision);
        });
    }
});

describe("a document by itself", () => {
    const everything = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const deny = { ...everything, Effect: "Deny" };
    const byVariable = ["arn:aws:kms:*:*:key/$", "{aws:PrincipalTag/key}"].join("");
    const table: [title: string, statements: object[], decision: string][] = [
        ["everything for everybody", [everything], "allowed"],
        ...["Service", "Federated", "CanonicalUser"].map((kind): [string, object[], string] => [
            `everything for all of the kind ${kind}, when nobody says who asks`,
            [{ ...everything, Principal: { [kind]: "*" } }],
            "unknown",
        ]),
        ["everything without principals", [{ ...everything, Principal: undefined }], "allowed"],
        ["nothing", [], "denied"],
        ["another action", [{ ...everything, Action: "kms:Encrypt" }], "denied"],
        ["another key", [{ ...everything, Resource: `${keyArn}0` }], "denied"],
        ["a role, when nobody says who asks", [{ ...everything, Principal: { AWS: salesRole } }], "unknown"],
        ["a condition that nobody knows", [{ ...everything, Condition: { Bool: { a: "true" } } }], "unknown"],
        ["a denial of another action", [everything, { ...deny, Action: "kms:Encrypt" }], "allowed"],
        ["a denial under what nobody knows", [everything, { ...deny, Condition: { Bool: { a: "true" } } }], "unknown"],
        [
            "a denial of all but one key",
            [everything, { ...deny, Resource: undefined, NotResource: salesRole }],
            "denied",
        ],
        ["a denial of all but one action", [everything, { ...deny, Action: undefined, NotAction: "kms:E*" }], "denied"],
        ["a denial by a variable", [everything, { ...deny, Resource: byVariable }], "unknown"],
        ["a grant by a variable", [{ ...everything, Resource: byVariable }], "unknown"],
        [
            "a denial without Resource, which AWS does not accept",
            [everything, { ...deny, Resource: undefined }],
            "unknown",
        ],
        ["a denial and nothing that allows", [{ ...deny, Condition: { Bool: { a: "true" } } }], "denied"],
    ];
    for (const [title, statements, decision] of table) {
        it(`makes it ${decision}: ${title}`, () => {
            const found = evaluate(document(...statements), { action: "kms:Decrypt", resource: keyArn, context: {} });
            expect(found.decision, found.because).to.equal(decision);
        });
    }

    it("with one statement outside a list is read as well", () => {
        const text = JSON.stringify({ Version: "2012-10-17", Statement: everything });
        expect(evaluate(text, { action: "kms:Decrypt", resource: keyArn, context: {} }).decision).to.equal("allowed");
    });

    it("tells in the statements that are in doubt what is unknown, in one order", () => {
        const odd = (Sid: string) => ({ ...deny, Sid, Condition: { Bool: { a: "true" } } });
        const of = (...statements: object[]) =>
            evaluate(document(everything, ...statements), { action: "kms:Decrypt", resource: keyArn, context: {} });
        expect(of(odd("b"), odd("a")).doubts).to.deep.equal(
            [odd("a"), odd("b")].map((one) => JSON.stringify(one)).sort(),
        );
    });
});

describe("a token", () => {
    const issuer = "idcs-1.identity.oraclecloud.com";
    const providerArn = `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;
    const subject = "ocid1.cloudvmcluster.oc1.iad.sales";
    const token = { providerArn, issuer: `https://${issuer}:443/`, audience: "DBMC/", subject, roleArn: salesRole };
    const [trusted] = trustPolicy({ oidcProviderArn: providerArn, issuerUrl: token.issuer, subject }).Statement as [
        object,
    ];
    const when = (Condition: object) => ({ ...trusted, Condition });
    const names = { [`${issuer}:aud`]: "DBMC/", [`${issuer}:sub`]: subject };
    const deny = { ...trusted, Effect: "Deny" };
    const trusts: [title: string, statements: object[], decision: string][] = [
        ["the trust that is written for it", [trusted], "allowed"],
        ["a trust of every subject", [when({ StringEquals: { [`${issuer}:aud`]: "DBMC/" } })], "allowed"],
        ["a trust by pattern", [when({ StringLike: { [`${issuer}:sub`]: "ocid1.cloudvmcluster.*" } })], "allowed"],
        [
            "a trust of another cluster",
            [when({ StringEquals: { ...names, [`${issuer}:sub`]: "ocid1.other" } })],
            "denied",
        ],
        [
            "a trust of another audience",
            [when({ StringEquals: { ...names, [`${issuer}:aud`]: "sts.amazonaws.com" } })],
            "denied",
        ],
        ["a trust of another provider", [{ ...trusted, Principal: { Federated: `${providerArn}x` } }], "denied"],
        ["a trust of the account", [{ ...trusted, Principal: { AWS: root } }], "denied"],
        ["a trust for another action", [{ ...trusted, Action: "sts:AssumeRole" }], "denied"],
        [
            "a trust by the claims of another issuer",
            [when({ StringEquals: { "other.example:sub": subject } })],
            "unknown",
        ],
        ["a trust that names a resource, which it cannot", [{ ...trusted, Resource: "*" }], "unknown"],
        ["a denial of it", [trusted, deny], "denied"],
        [
            "a denial of another subject",
            [trusted, { ...deny, Condition: { StringEquals: { ...names, [`${issuer}:sub`]: "x" } } }],
            "allowed",
        ],
        ...["*", { AWS: "*" }, { Federated: "*" }].flatMap((Principal): [string, object[], string][] => [
            [
                `a trust of everybody, ${JSON.stringify(Principal)}, of which no source says that it takes in tokens`,
                [{ ...trusted, Principal }],
                "unknown",
            ],
            [
                `a denial for everybody, ${JSON.stringify(Principal)}, likewise`,
                [trusted, { ...deny, Principal }],
                "unknown",
            ],
        ]),
        ...[{ Service: "*" }, { CanonicalUser: "*" }].flatMap((Principal): [string, object[], string][] => [
            [`a trust of all others, ${JSON.stringify(Principal)}`, [{ ...trusted, Principal }], "denied"],
            [`a denial for all others, ${JSON.stringify(Principal)}`, [trusted, { ...deny, Principal }], "allowed"],
        ]),
        [
            "a denial of who has no second factor, as nobody has with a token",
            [trusted, { ...deny, Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }],
            "allowed",
        ],
        [
            "a denial for the account, whose principals have no token",
            [trusted, { ...deny, Principal: { AWS: root } }],
            "allowed",
        ],
        [
            "a denial for all but the provider",
            [trusted, { Effect: "Deny", NotPrincipal: { Federated: providerArn }, Action: "*" }],
            "allowed",
        ],
        [
            "a denial of other clusters",
            [trusted, { ...deny, Condition: { StringNotEquals: { [`${issuer}:sub`]: subject } } }],
            "allowed",
        ],
        ["no statement", [], "denied"],
    ];
    for (const [title, statements, decision] of trusts) {
        it(`is ${decision} by ${title}`, () => {
            const found = evaluateToken({ trustPolicy: document(...statements) }, token);
            expect(found.decision, found.because).to.equal(decision);
        });
    }

    it("needs the way through the network as well", () => {
        const by = (Resource: string) =>
            evaluateToken(
                {
                    trustPolicy: document(trusted),
                    networkPolicy: document({ Effect: "Allow", Principal: "*", Action: "sts:*", Resource }),
                },
                token,
            );
        expect(by(salesRole).decision).to.equal("allowed");
        expect(by(`${salesRole}x`)).to.deep.include({
            decision: "denied",
            because: "no statement of the network's STS policy allows sts:AssumeRoleWithWebIdentity",
        });
    });
});
