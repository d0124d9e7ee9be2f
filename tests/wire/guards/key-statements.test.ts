import { expect } from "chai";
import { provider as guard } from "../../../sdk/guards/change-guard";
import { foreign } from "../../../sdk/guards/kinds/key-policy-change";
import type { Statement } from "../../../sdk/policies";
import { Estate, set } from "../chain/estate";
import { judged, refusals } from "./watching";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const home = { region: "us-east-1", accountId: "111122223333" };
const use = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];

describe("statements of the program in the policy of a key in use", function () {
    this.timeout(60_000);
    let estate: Estate;
    let role: string;
    let current: string;

    before(async () => {
        estate = await Estate.open();
        role = estate.lab.roleArn;
        current = estate.lab.sandbox.world.databasesOn(estate.lab.clusterOcid)[0]!.root.versions.at(-1)!.id;
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const other = "arn:aws:iam::111122223333:role/KeyAuditors";
    const auditors = { Sid: "Auditors", Effect: "Allow", Principal: { AWS: [other] }, Action: ["kms:DescribeKey"] };
    const deny = (AWS: unknown, others: object = {}) => ({
        Sid: "Closed",
        Effect: "Deny",
        Principal: { AWS },
        Action: ["kms:Decrypt"],
        ...others,
    });
    const ofVersion = (operator: string, id: string) => ({
        Condition: { [operator]: { "kms:EncryptionContext:MKID": [id] } },
    });
    const own = (policyStatements?: unknown, userRoleArns: unknown = [role]) => ({
        accountId: "111122223333",
        keyArn: estate.keyArn,
        userRoleArns,
        ...(policyStatements === undefined ? {} : { policyStatements }),
    });
    const refused = (...statements: object[]) => refusals("key", own(), own(statements));

    describe("that let others in, or shut out nobody in use", () => {
        const ways: Record<string, () => object> = {
            "a permission to look": () => auditors,
            "a denial of another role": () => deny([other]),
            "a denial of other actions": () => deny(["*"], { Action: ["kms:ReEncrypt*"] }),
            "a denial of a version for another role": () => deny([other], ofVersion("StringEquals", current)),
            "a denial that nobody can judge, but for the role": () =>
                deny(["*"], {
                    Condition: {
                        StringNotEquals: { "aws:PrincipalOrgID": ["o-1"] },
                        ArnNotEquals: { "aws:PrincipalArn": [role] },
                    },
                }),
            "a denial of other accounts": () =>
                deny(["*"], { Condition: { StringNotEquals: { "aws:PrincipalAccount": ["111122223333"] } } }),
        };
        for (const [way, statement] of Object.entries(ways)) {
            it(`pass: ${way}`, async () => expect(await refused(statement())).to.equal(""));
        }
    });

    describe("that close a database", () => {
        const ways: Record<string, () => object> = {
            "a denial of its role": () => deny([role]),
            "a denial of everybody": () => deny(["*"]),
            "a denial of the account": () => deny(["111122223333"]),
            "a denial that nobody can judge": () =>
                deny(["*"], { Condition: { StringNotEquals: { "aws:PrincipalOrgID": ["o-1"] } } }),
            "a denial of all versions but one": () => deny(["*"], ofVersion("StringNotEquals", current)),
        };
        for (const [way, statement] of Object.entries(ways)) {
            it(`are refused, with the statement as remedy: ${way}`, async () => {
                expect(await refused(auditors, statement()))
                    .to.contain(`takes DescribeKey, Encrypt or Decrypt from ${role}`)
                    .and.contain("SALES01")
                    .and.contain("change the statement of `policyStatements` that denies it");
            });
        }

        for (const operator of ["StringEquals", "StringLike", "StringEqualsIgnoreCase"]) {
            it(`are refused: a denial of a version in use by ${operator}`, async () => {
                const id = operator === "StringLike" ? "*" : current;
                const everybody = await refused(deny(["*"], ofVersion(operator, id)));
                if (id === current) expect(everybody).to.contain(`denies ${current}`).and.contain("SALES01");
                else expect(everybody).to.contain("SALES01");
                estate.forget();
                const one = await refused(
                    deny([role], ofVersion(operator, `${current.slice(0, -1)}${id === "*" ? "*" : current.at(-1)}`)),
                );
                expect(one).to.contain(`denies ${current}`);
            });
        }
    });

    describe("that deny a version which CloudTrail does not show", () => {
        let undo: () => unknown;
        before(() => {
            undo = set(estate.lab.sandbox.world.audit, { entries: () => [] });
        });
        after(() => undo());

        const patterns: Record<string, () => [operator: string, pattern: string]> = {
            "its end": () => ["StringLike", `*${current.slice(-6)}`],
            "all but a letter": () => ["StringLike", `?${current.slice(1)}`],
            "its end, among others": () => ["ForAnyValue:StringLike", `*${current.slice(-6)}`],
            "its name in small letters": () => ["StringEqualsIgnoreCase", current.toLowerCase()],
        };
        for (const [way, pattern] of Object.entries(patterns)) {
            it(`are refused: by ${way}`, async () => {
                expect(await refused(deny(["*"], ofVersion(...pattern()))))
                    .to.contain(`the new key policy denies ${pattern()[1]}, which a database may be using now`)
                    .and.contain("SALES01");
            });
        }

        it("pass where no version can have that name", async () => {
            expect(await refused(deny(["*"], ofVersion("StringEquals", "other")))).to.equal("");
        });
    });

    it("that alone let a role in are not taken away, and may take the place of a user", async () => {
        const grant = { Effect: "Allow", Principal: { AWS: [role] }, Action: use };
        expect(await refusals("key", own(), own([grant], []))).to.equal("");
        const undo = await estate.editKeyPolicy((all) => [all[0]!, { ...grant, Resource: "*" }]);
        estate.forget();
        expect(await refusals("key", own([grant], []), own([], [])))
            .to.contain(`takes DescribeKey, Encrypt or Decrypt from ${role}`)
            .and.contain("keep that role among the users");
        expect(await refusals("key", own([grant], []), own([], [role]))).to.equal("");
        await undo();
    });

    it("that closed a database may be taken out, and are not held as foreign", async () => {
        const denial = deny(["*"], ofVersion("StringEquals", current));
        const undo = await estate.editKeyPolicy((all) => [...all, { ...denial, Action: "kms:Decrypt", Resource: "*" }]);
        const { inputs, reasons } = await judged("key", own([denial]), own());
        expect(reasons).to.deep.equal([]);
        expect((inputs.wanted as { heldStatements: unknown }).heldStatements).to.deep.equal([]);
        estate.forget();
        const stays = await judged("key", own([denial]), own([denial]));
        expect(stays.reasons, "what is closed already").to.deep.equal([]);
        expect((stays.inputs.wanted as { heldStatements: unknown }).heldStatements).to.deep.equal([]);
        estate.forget();
        const strange = await judged("key", own(), own());
        expect((strange.inputs.wanted as { heldStatements: object[] }).heldStatements).to.have.lengthOf(1);
        await undo();
    });

    it("show as no change in another order or form", async () => {
        const again = { ...auditors, Principal: { AWS: other }, Action: "kms:DescribeKey" };
        const two = { ...auditors, Sid: "More", Action: ["kms:ListGrants", "kms:GetKeyPolicy"] };
        const turned = { ...two, Action: [...two.Action].reverse() };
        const first = (await judged("key", {}, own([auditors, two]))).inputs;
        const second = (await judged("key", first, own([turned, again]))).inputs;
        expect(second.wanted).to.deep.equal(first.wanted);
        expect((await guard.diff("guard", first, second)).changes).to.equal(false);
        const third = (await judged("key", first, own([auditors]))).inputs;
        expect((await guard.diff("guard", first, third)).changes).to.equal(true);
    });

    describe("that are known only later", () => {
        const later: Record<string, () => unknown[]> = {
            "a denial of somebody": () => [deny([unknown])],
            "a denial of whomever": () => [deny(unknown)],
            "a denial whose condition is not known": () => [deny(["*"], { Condition: unknown })],
            "a denial whose condition has values that are not known": () => [
                deny(["*"], { Condition: { StringNotEquals: { "aws:PrincipalAccount": [unknown] } } }),
            ],
            "a denial or a permission": () => [deny([role], { Effect: unknown })],
            "a whole statement": () => [unknown],
        };
        for (const [what, some] of Object.entries(later)) {
            it(`are judged once they are: ${what}`, async () => {
                expect(await refusals("key", own(), own([auditors, ...some()]))).to.equal("");
            });
            it(`hide no denial that is known: ${what}`, async () => {
                const all = [...some(), deny([role], { Sid: "Sure" })];
                expect(await refusals("key", own(), own(all))).to.contain(`Decrypt from ${role}`);
            });
        }
        it("may let in a role that loses its use, unless they deny", async () => {
            for (const statements of [
                unknown,
                [unknown],
                [{ ...auditors, Principal: { AWS: [unknown] }, Action: use }],
            ]) {
                expect(await refusals("key", own(), own(statements, []))).to.equal("");
            }
            expect(await refusals("key", own(), own([deny([unknown])], []))).to.contain(`Decrypt from ${role}`);
        });

        it("close a database whoever the users are that are known only later", async () => {
            for (const users of [unknown, [unknown]]) {
                expect(await refusals("key", own(), own([], users))).to.equal("");
                expect(await refusals("key", own(), own([deny([role])], users)))
                    .to.contain(`Decrypt from ${role}, and it is in use`)
                    .and.contain("change the statement of `policyStatements`");
            }
        });

        it("shut out by what is known of them", async () => {
            expect(await refused(deny([role, unknown]))).to.contain(`Decrypt from ${role}`);
            expect(await refused(deny([role], { Action: [unknown, "kms:Encrypt"] }))).to.contain(
                `Decrypt from ${role}`,
            );
        });
    });

    it("are told as the place for a permission that somebody wrote by hand", () => {
        const looks = { ...auditors, Resource: "*" } as Statement;
        const denial = { ...deny(["*"], ofVersion("StringEquals", current)), Resource: "*" } as Statement;
        const told = (held: Statement[]) =>
            foreign("tde", { live: "", wanted: "", widest: "", held, given: [] }, { after: {}, unknown: [], home });
        expect(told([looks])[0]).to.contain(
            "give it as one of `policyStatements`, or set `removeForeignStatements: true`",
        );
        expect(told([denial])[0]).to.contain("name its versions as `retiredMasterKeyIds`, or set");
    });
});
