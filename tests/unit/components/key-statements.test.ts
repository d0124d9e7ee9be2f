import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as exa from "../../../components";
import { customerManagedKey } from "../../../components/schema/keys";
import { faultsOf } from "../../../sdk/validation";
import { known, type Registered, record, settle } from "../../support/mocks";

const role = "arn:aws:iam::111122223333:role/KeyAuditors";
const auditors = {
    Sid: "Auditors",
    Effect: "Allow",
    Principal: { AWS: [role] },
    Action: ["kms:DescribeKey", "kms:GetKeyPolicy"],
};

/** The faults of a key with these statements, each as one line. */
function told(policyStatements: unknown, others: object = { alias: "exadata/tde" }): string[] {
    const args = { ...others, policyStatements };
    return faultsOf(customerManagedKey, args).map(({ path, reason, remedy }) => `${path}: ${reason} → ${remedy}`);
}

const changed = (change: object) => told([{ ...auditors, ...change }]);

describe("statements of the program in a key policy", () => {
    const sound: [what: string, change: object][] = [
        ["as written with lists", {}],
        ["without a name", { Sid: undefined }],
        ["for one principal and one action without lists", { Principal: { AWS: role }, Action: "kms:DescribeKey" }],
        ["for an account by number", { Principal: { AWS: "444455556666" } }],
        ["for an account by ARN", { Principal: { AWS: "arn:aws-cn:iam::444455556666:root" } }],
        ["for a user", { Principal: { AWS: "arn:aws:iam::111122223333:user/people/ann" } }],
        ["for a session", { Principal: { AWS: "arn:aws:sts::111122223333:assumed-role/Admin/ann@example.com" } }],
        ["for everybody", { Principal: { AWS: "*" } }],
        ["for a service", { Principal: { Service: "logs.us-east-1.amazonaws.com" } }],
        ["with wildcards in actions", { Action: ["kms:Get*", "KMS:Describe???"] }],
        [
            "with a condition",
            { Condition: { "ForAnyValue:StringLikeIfExists": { "aws:PrincipalOrgPaths": ["o-a/*"] } } },
        ],
        ["with a condition on absence", { Condition: { Null: { "kms:ViaService": "true" } } }],
        ["that denies", { Effect: "Deny" }],
        [
            "that denies everybody else everything",
            {
                Effect: "Deny",
                Principal: { AWS: "*" },
                Action: "kms:*",
                Condition: { StringNotEquals: { "aws:PrincipalAccount": "111122223333" } },
            },
        ],
        ["that denies some everything", { Effect: "Deny", Action: ["kms:*"] }],
    ];
    for (const [what, change] of sound) {
        it(`are taken ${what}`, () => expect(changed(change)).to.deep.equal([]));
    }

    const at = "policyStatements[0]";
    const faulty: [what: string, change: object, path: string, words: RegExp][] = [
        ["an effect", { Effect: undefined }, `${at}.Effect`, /is missing/],
        ["an effect that there is", { Effect: "allow" }, `${at}.Effect`, /"allow".*did you mean "Allow"\?/],
        ["an action", { Action: undefined }, `${at}.Action`, /is missing → name actions of KMS/],
        ["an action in the list", { Action: [] }, `${at}.Action`, /is empty/],
        ["a principal", { Principal: undefined }, `${at}.Principal`, /is missing → .*AWS/],
        ["a principal by kind", { Principal: "*" }, `${at}.Principal`, /"\*" is text.*AWS: …/],
        ["anybody in the principal", { Principal: {} }, `${at}.Principal.AWS`, /nobody is named/],
        ["anybody in the list", { Principal: { AWS: [] } }, `${at}.Principal.AWS`, /is empty/],
        [
            "a kind that KMS knows",
            { Principal: { AWS: role, Federated: "x" } },
            `${at}.Principal.Federated`,
            /"Service", "AWS"/,
        ],
        [
            "a principal that exists",
            { Principal: { AWS: ["AROAEXAMPLEEXAMPLE12"] } },
            `${at}.Principal.AWS[0]`,
            /is an id.*ARN/,
        ],
        [
            "a principal without wildcard",
            { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } },
            `${at}.Principal.AWS`,
            /wildcard.*aws:PrincipalArn/,
        ],
        [
            "a principal that may be one",
            { Principal: { AWS: "arn:aws:iam::111122223333:group/dba" } },
            `${at}.Principal.AWS`,
            /is no principal/,
        ],
        [
            "the name of a service",
            { Principal: { Service: "backup" } },
            `${at}.Principal.Service`,
            /"backup\.amazonaws\.com"/,
        ],
        [
            "an action of KMS",
            { Action: ["kms:DescribeKey", "s3:GetObject"] },
            `${at}.Action[1]`,
            /"s3:GetObject" is no action of KMS/,
        ],
        ["the service of an action", { Action: "Decrypt" }, `${at}.Action`, /"kms:Decrypt"/],
        ["the service of all actions", { Action: "*" }, `${at}.Action`, /"kms:\*"/],
        [
            "an operator that there is",
            { Condition: { StringEqual: { a: "b" } } },
            `${at}.Condition.StringEqual`,
            /did you mean "StringEquals"\?/,
        ],
        [
            "a set that there is",
            { Condition: { "ForAll:StringLike": { a: "b" } } },
            `${at}.Condition["ForAll:StringLike"]`,
            /"ForAnyValue" or "ForAllValues"/,
        ],
        ["values of a condition", { Condition: { StringLike: { a: [] } } }, `${at}.Condition.StringLike.a`, /is empty/],
        [
            "text as value of a condition",
            { Condition: { Bool: { a: true } } },
            `${at}.Condition.Bool.a`,
            /true is a boolean, not a list/,
        ],
        ["only members of a statement", { Effects: "Deny" }, `${at}.Effects`, /did you mean "Effect"\?/],
        ["no resource", { Resource: "*" }, `${at}.Resource`, /leave it out/],
        ["those whom it means", { NotPrincipal: { AWS: role } }, `${at}.NotPrincipal`, /`Principal`/],
        ["the actions that it means", { NotAction: "kms:*" }, `${at}.NotAction`, /`Action`/],
        ["a way back", { Effect: "Deny", Principal: { AWS: "*" }, Action: ["kms:Put*"] }, `${at}.Action`, /ever again/],
        [
            "a way back, by an empty condition",
            { Effect: "Deny", Principal: { AWS: "*" }, Action: ["kms:Put*"], Condition: { Bool: {} } },
            `${at}.Action`,
            /ever again/,
        ],
    ];
    for (const [what, change, path, words] of faulty) {
        it(`need ${what}`, () => {
            const faults = changed(change);
            expect(faults, faults.join("\n")).to.have.lengthOf(1);
            expect(faults[0])
                .to.match(words)
                .and.satisfy((line: string) => line.startsWith(`${path}: `));
        });
    }

    it("have names that the package does not use itself", () => {
        for (const Sid of [
            "AccountAdministration",
            "KeyUsage",
            "DenyRetiredMasterKeys2",
            "DenyMasterKeysRetiredByHand",
        ]) {
            expect(changed({ Sid })[0]).to.match(
                /^policyStatements\[0\]\.Sid: .*the package writes itself → choose another/,
            );
        }
        expect(changed({ Sid: "KeyUsageOfAuditors" })).to.deep.equal([]);
    });

    it("have names of their own, or none", () => {
        expect(told([auditors, { ...auditors, Sid: "Others" }, auditors])).to.deep.equal([
            'policyStatements[2].Sid: "Auditors" is already policyStatements[0].Sid → give each statement a name of its own, or none',
        ]);
        const { Sid: _, ...nameless } = auditors;
        expect(told([nameless, nameless])).to.deep.equal([]);
    });

    it("have no place in the policy of an existing key", () => {
        const existing = { existing: { alias: "exadata/tde", extendPolicy: true } };
        expect(told([auditors], existing)).to.deep.equal([
            "policyStatements: the policy of an existing key belongs to somebody else → add the statement where that policy is kept",
        ]);
        expect(told([], existing)).to.deep.equal([]);
    });

    it("may be known only later, whole or in part", () => {
        const later = pulumi.output(role);
        const parts = [
            { Principal: { AWS: [later] } },
            { Principal: pulumi.output({ AWS: [role] }) },
            { Action: later },
        ];
        for (const change of [...parts, { Effect: later }, { Condition: { StringLike: { a: [later] } } }]) {
            expect(changed(change)).to.deep.equal([]);
        }
        expect(told([pulumi.output(auditors), Promise.resolve(auditors)])).to.deep.equal([]);
        expect(told(pulumi.output([auditors]))).to.deep.equal([]);
    });

    it("are told for values of any kind, and nothing is thrown", () => {
        for (const value of [null, 7, "x", true, [], {}, [[]], [7], [null]]) {
            for (const member of ["Sid", "Effect", "Principal", "Action", "Condition"]) {
                expect(() => changed({ Effect: "Deny", Principal: { AWS: "*" }, [member]: value })).not.to.throw();
            }
            expect(() => told([value])).not.to.throw();
            expect(() => told(value)).not.to.throw();
        }
        expect(told(["Auditors"])[0]).to.match(/^policyStatements\[0\]: "Auditors" is text.*Effect: …, Principal: …/);
    });

    describe("of a component", () => {
        const policies = (registered: Registered[]) =>
            registered
                .filter(({ type }) => /^aws:kms\/(?:key:Key|replicaKey:ReplicaKey)$/.test(type))
                .map(({ inputs }) => JSON.parse(String(inputs.policy)) as { Statement: { Sid?: string }[] });
        const made = async (args: object) => {
            const registered = record({
                calls: { "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" } },
                resources: { "aws:kms/key:Key": () => ({ keyId: "id" }), "aws:kms/replicaKey:ReplicaKey": () => ({}) },
            });
            await known(new exa.CustomerManagedKey("tde", { alias: "exadata/tde", ...args }).arn);
            await settle();
            return registered;
        };

        it("stand in the policy of the key and of its replicas, about the key itself", async () => {
            const args = { policyStatements: [auditors], replicas: { "us-west-2": {} } };
            const found = policies(await made(args));
            expect(found).to.have.lengthOf(2);
            for (const { Statement } of found) {
                expect(Statement.find(({ Sid }) => Sid === "Auditors")).to.deep.equal({ ...auditors, Resource: "*" });
            }
        });

        it("are what the guard is asked about, and nothing is where there are none", async () => {
            const guarded = (all: Registered[]) => all.find(({ type }) => type.endsWith(":ChangeGuard"))!.inputs.wanted;
            expect(guarded(await made({ policyStatements: [auditors] }))).to.deep.include({
                policyStatements: [auditors],
            });
            expect(guarded(await made({}))).not.to.have.property("policyStatements");
        });
    });
});
