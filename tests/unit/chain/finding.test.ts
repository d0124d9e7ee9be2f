import { expect } from "chai";
import { broken, type Finding, findingOf, type Ruling, rule, unknown, whole, worst } from "../../../sdk/chain/finding";
import { evaluateKeyUse, type KeyUseDocuments } from "../../../sdk/policies";
import { accountId, crmRole, firstVersion, keyArn, salesRole } from "../policies/samples";

const bad = broken("it is off", "turn it on");
const other = broken("it is gone", "make it");
const doubtful = unknown("nobody knows", "look");

describe("what becomes of a change of a link", () => {
    const table: readonly (readonly [string, Finding, Finding, Ruling])[] = [
        ["whole stays whole", whole, whole, "pass"],
        ["whole becomes broken", whole, bad, "refuse"],
        ["whole becomes unknown", whole, doubtful, "refuse"],
        ["broken becomes whole: the repair", bad, whole, "pass"],
        ["broken stays broken", bad, other, "warn"],
        ["broken becomes unknown", bad, doubtful, "warn"],
        ["unknown becomes whole", doubtful, whole, "pass"],
        ["unknown stays so", doubtful, doubtful, "pass"],
        ["unknown becomes broken", doubtful, bad, "refuse"],
    ];
    for (const [title, now, then, expected] of table) {
        it(`${title}: ${expected}`, () => expect(rule(now, then)).to.equal(expected));
    }
});

const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const all = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];
const allow = (Action: string | string[] = all, more: object = {}) => {
    return { Effect: "Allow", Principal: { AWS: salesRole }, Action, Resource: "*", ...more };
};
const deny = (more: object = {}, Action: string | string[] = "kms:*") => {
    return { Effect: "Deny", Principal: "*", Action, Resource: "*", ...more };
};
const when = (key: string, value: unknown, operator = "StringEquals") => ({
    Condition: { [operator]: { [key]: value } },
});
const vpc = (...ids: string[]) => when("aws:SourceVpc", ids);
const session = (name: string) => `arn:aws:sts::${accountId}:assumed-role/sales-tde/${name}`;
const use = { keyArn, roleArn: salesRole };
const judge = (documents: KeyUseDocuments) => findingOf(evaluateKeyUse(documents, use), "mend it");
const root = { Principal: { AWS: accountId } };
const byRole = (...statements: object[]) => ({ rolePolicies: [{ name: "use", document: policy(...statements) }] });
const own = (more: object = {}) => ({ Effect: "Allow", Action: "kms:*", Resource: "*", ...more });

describe("what becomes of a change of a key policy, action by action", () => {
    const [looks, encrypts, decrypts] = all as [string, string, string];
    const table: readonly (readonly [string, readonly object[], readonly object[], Ruling])[] = [
        // What works stays, although something beside it does not.
        ["all but looking becomes nothing", [allow([encrypts, decrypts])], [], "refuse"],
        ["all but looking becomes looking", [allow([encrypts, decrypts])], [allow(looks)], "refuse"],
        ["all but looking loses encryption", [allow([encrypts, decrypts])], [allow(decrypts)], "refuse"],
        ["all but looking becomes doubtful", [allow([encrypts, decrypts])], [allow(all, vpc("vpc-1"))], "refuse"],
        ["all but looking stays so", [allow([encrypts, decrypts])], [allow("kms:*crypt")], "warn"],
        ["all but looking becomes all: the repair", [allow([encrypts, decrypts])], [allow()], "pass"],
        ["all but encryption loses decryption", [allow([looks, decrypts])], [allow(looks)], "refuse"],
        ["a denial of looking becomes one of all", [allow(), deny({}, looks)], [allow(), deny()], "refuse"],
        ["all but decryption, with which nothing opens, becomes nothing", [allow([looks, encrypts])], [], "warn"],
        ["nothing becomes looking", [], [allow(looks)], "warn"],
        ["nothing becomes all under a doubt", [], [allow(all, vpc("vpc-1"))], "warn"],
        // Each action has its own doubts.
        [
            "looking in doubt, and the rest too",
            [allow(looks, vpc("vpc-1")), allow([encrypts, decrypts])],
            [allow(all, vpc("vpc-1"))],
            "refuse",
        ],
        [
            "looking in doubt stays so, and the rest sure",
            [allow(looks, vpc("vpc-1")), allow([encrypts, decrypts])],
            [allow(looks, vpc("vpc-1")), allow("kms:*crypt")],
            "pass",
        ],
        // A doubtful grant that goes is a loss.
        [
            "one of two doubtful grants goes",
            [allow(all, vpc("vpc-1")), allow(all, vpc("vpc-2"))],
            [allow(all, vpc("vpc-1"))],
            "refuse",
        ],
        [
            "the sessions that are let in become fewer",
            [allow(all, { Principal: { AWS: [session("a"), session("b")] } })],
            [allow(all, { Principal: { AWS: session("a") } })],
            "refuse",
        ],
        [
            "the sessions that are let in become others",
            [allow(all, { Principal: { AWS: session("a") } })],
            [allow(all, { Principal: { AWS: session("b") } })],
            "refuse",
        ],
        [
            "the sessions that are let in become more",
            [allow(all, { Principal: { AWS: session("a") } })],
            [allow(all, { Principal: { AWS: [session("b"), session("a")] } })],
            "pass",
        ],
        [
            "a doubtful grant gets a second condition",
            [allow(all, vpc("vpc-1"))],
            [allow(all, { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1", "aws:PrincipalOrgID": "o-1" } } })],
            "refuse",
        ],
        [
            "a doubtful grant loses one of two conditions",
            [allow(all, { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1", "aws:PrincipalOrgID": "o-1" } } })],
            [allow(all, vpc("vpc-1"))],
            "pass",
        ],
        [
            "a doubtful grant is written otherwise",
            [allow(all, { Sid: "A", ...vpc("vpc-1", "vpc-2") })],
            [allow("kms:*", vpc("vpc-2", "vpc-1"))],
            "pass",
        ],
        ["a doubtful grant becomes a sure one", [allow(all, vpc("vpc-1"))], [allow()], "pass"],
        [
            "a doubtful grant beside a sure one goes",
            [allow(), deny(vpc("vpc-9")), allow(all, vpc("vpc-1"))],
            [allow(), deny(vpc("vpc-9"))],
            "pass",
        ],
        [
            "a doubtful grant is one of another version",
            [allow(looks), allow(decrypts, when("kms:EncryptionContext:MKID", firstVersion)), allow(encrypts)],
            [allow([looks, encrypts])],
            "refuse",
        ],
        // A doubtful denial that comes is a loss.
        ["a doubtful denial comes", [allow()], [allow(), deny(vpc("vpc-1"))], "refuse"],
        [
            "a second one comes",
            [allow(), deny(vpc("vpc-1"))],
            [allow(), deny(vpc("vpc-1")), deny(vpc("vpc-2"))],
            "refuse",
        ],
        ["one of two goes", [allow(), deny(vpc("vpc-1")), deny(vpc("vpc-2"))], [allow(), deny(vpc("vpc-2"))], "pass"],
        ["one becomes another", [allow(), deny(vpc("vpc-1"))], [allow(), deny(vpc("vpc-2"))], "refuse"],
        [
            "one gets more actions",
            [allow(), deny(vpc("vpc-1"), encrypts)],
            [allow(), deny(vpc("vpc-1"), [encrypts, decrypts])],
            "refuse",
        ],
        [
            "one gets a second condition",
            [allow(), deny(vpc("vpc-1"))],
            [allow(), deny({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" }, Bool: { "x:y": "true" } } })],
            "pass",
        ],
        ["one loses its condition", [allow(), deny(vpc("vpc-1"))], [allow(), deny()], "refuse"],
        [
            "one stays, and what it is an exception from goes",
            [allow(), deny(vpc("vpc-1"))],
            [deny(vpc("vpc-1"))],
            "refuse",
        ],
        [
            "one stays, and what it is an exception from becomes doubtful",
            [allow(), deny(vpc("vpc-1"))],
            [allow(all, vpc("vpc-2")), deny(vpc("vpc-1"))],
            "refuse",
        ],
        [
            "a doubtful denial becomes a doubtful grant of the same words",
            [allow(), deny(vpc("vpc-1"))],
            [allow(all, vpc("vpc-1"))],
            "refuse",
        ],
    ];
    for (const [title, now, then, expected] of table) {
        it(`${title}: ${expected}`, () => {
            expect(rule(judge({ keyPolicy: policy(...now) }), judge({ keyPolicy: policy(...then) }))).to.equal(
                expected,
            );
        });
    }

    const shared: readonly (readonly [string, KeyUseDocuments, KeyUseDocuments, Ruling])[] = [
        [
            "a grant to the role becomes one to the account, which its policy takes up",
            { keyPolicy: policy(allow()), ...byRole(own()) },
            { keyPolicy: policy(allow(all, root)), ...byRole(own()) },
            "pass",
        ],
        [
            "what the role's policy takes up goes",
            { keyPolicy: policy(allow(all, root)), ...byRole(own()) },
            { keyPolicy: policy(), ...byRole(own()) },
            "refuse",
        ],
        [
            "what it takes up under a doubt goes",
            { keyPolicy: policy(allow(all, root)), ...byRole(own(vpc("vpc-1"))) },
            { keyPolicy: policy(), ...byRole(own(vpc("vpc-1"))) },
            "refuse",
        ],
        [
            "what it takes up under a doubt stays, in doubt twice",
            { keyPolicy: policy(allow(all, root)), ...byRole(own(vpc("vpc-1"))) },
            {
                keyPolicy: policy(allow(all, { ...root, ...when("aws:PrincipalOrgID", "o-1") })),
                ...byRole(own(vpc("vpc-1"))),
            },
            "refuse",
        ],
        [
            "what it takes up under a doubt is said of the role itself, under the same doubt",
            { keyPolicy: policy(allow(all, root)), ...byRole(own(vpc("vpc-1"))) },
            { keyPolicy: policy(allow(all, vpc("vpc-1"))), ...byRole(own(vpc("vpc-1"))) },
            "pass",
        ],
        [
            "a denial in it, beside any change",
            { keyPolicy: policy(allow()), ...byRole({ ...own(), Effect: "Deny" }) },
            { keyPolicy: policy(), ...byRole({ ...own(), Effect: "Deny" }) },
            "warn",
        ],
    ];
    for (const [title, now, then, expected] of shared) {
        it(`${title}: ${expected}`, () => expect(rule(judge(now), judge(then))).to.equal(expected));
    }
});

describe("of several findings", () => {
    const open = (masterKeyId: string, ...statements: object[]) =>
        findingOf(evaluateKeyUse({ keyPolicy: policy(...statements) }, { ...use, masterKeyId }), "mend it");

    it("a broken one counts before one that is unknown, and that before those that are whole", () => {
        expect(worst([])).to.equal(whole);
        expect(worst([whole, doubtful])).to.deep.include(doubtful);
        expect(worst([doubtful, whole, bad, other])).to.deep.include(bad);
    });

    it("each is ruled by itself: what is broken already hides nothing of the others", () => {
        const denial = deny(when("kms:EncryptionContext:MKID", "A"));
        const both = deny(when("kms:EncryptionContext:MKID", ["A", "B"]));
        const of = (...statements: object[]) => worst(["A", "B"].map((id) => open(id, allow(), ...statements)));
        expect(of(denial).state).to.equal("broken");
        expect(rule(of(denial), of(both))).to.equal("refuse");
        expect(rule(of(denial), of(denial))).to.equal("warn");
        expect(rule(of(both), of(denial))).to.equal("warn");
        expect(rule(of(both), of())).to.equal("pass");
    });

    it("what is broken as a whole is so for each", () => {
        const some = worst([judge({ keyPolicy: policy(allow(all, { Principal: { AWS: crmRole } })) }), whole]);
        expect(rule(bad, some)).to.equal("warn");
        expect(rule(judge({ keyPolicy: policy(allow("kms:*crypt")) }), bad)).to.equal("refuse");
        expect(rule(doubtful, judge({ keyPolicy: policy(allow(all, vpc("vpc-1"))) }))).to.equal("refuse");
        expect(rule(judge({ keyPolicy: policy(allow(all, vpc("vpc-1"))) }), doubtful)).to.equal("refuse");
    });
});
