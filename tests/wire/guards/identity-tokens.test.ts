import { expect } from "chai";
import type { Properties } from "../../../sdk/host/provider";
import { Estate, set } from "../chain/estate";
import { judged } from "./watching";

const right = {};
const typo = { subject: "ocid1.cloudvmcluster.oc1.iad.typo" };
const typos: readonly object[] = [
    typo,
    { audience: "typo" },
    { oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/typo" },
];

describe("the tokens by which a guard judges the trust of a role in use", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());
    afterEach(async () => {
        await estate.trust({});
        connection("CONNECTED");
    });

    const identity = (changes: object = {}) => estate.identity(changes);
    /** What AWS says, and OCI. */
    const connection = (aws: "CONNECTED" | "DISCONNECTED", oci = aws) => {
        estate.cluster.roles[0]!.status = aws;
        estate.connector.serviceRoleDetails[0]!.assumeRoleStatus = oci;
    };
    /** One run: what was refused, what was warned of, and what the next run gets. */
    const run = async (olds: Properties, changes: object) => {
        estate.forget();
        const warnings: string[] = [];
        const { warn } = console;
        console.warn = (text: string) => warnings.push(text);
        try {
            return { warnings, ...(await judged("identity", olds, identity(changes))) };
        } finally {
            console.warn = warn;
        }
    };
    /** What a run before has left. */
    const left = (changes: object): Properties => ({ kind: "identity", wanted: identity(changes) });

    for (const wrong of typos) {
        const [member] = Object.keys(wrong);
        it(`let a wrong ${member} be mended after a try that was warned of, while AWS still says CONNECTED`, async () => {
            await estate.trust({ subject: "by-hand" });
            const first = await run(left(right), wrong);
            expect(first.reasons).to.deep.equal([]);
            expect(first.warnings.join()).to.contain("this change does not repair that");
            await estate.trust(wrong);
            const again = await run(first.inputs, wrong);
            expect(again.reasons, "the same once more").to.deep.equal([]);
            const second = await run(again.inputs, right);
            expect(second.reasons).to.deep.equal([]);
            expect(second.warnings).to.deep.equal([]);
            await estate.trust(right);
            const third = await run(second.inputs, wrong);
            expect(third.reasons.join(), "what works now").to.contain(`the change of ${member}`);
        });

        it(`let a wrong ${member} be mended after a first run on a role that no node takes`, async () => {
            await estate.trust({ audience: "by-hand" });
            connection("DISCONNECTED", "CONNECTED");
            const first = await run({}, wrong);
            expect(first.reasons).to.deep.equal([]);
            await estate.trust(wrong);
            const second = await run(first.inputs, right);
            expect(second.reasons).to.deep.equal([]);
        });

        for (const [aws, oci] of [
            ["DISCONNECTED", "CONNECTED"],
            ["CONNECTED", "DISCONNECTED"],
        ] as const) {
            it(`let a wrong ${member} be mended after a run that failed at its gate: AWS says ${aws}, OCI ${oci}`, async () => {
                await estate.trust(wrong);
                connection(aws, oci);
                expect((await run(left(wrong), right)).reasons).to.deep.equal([]);
            });
        }
    }

    it("are those of the last run where nodes get in by them and the connector says otherwise", async () => {
        await estate.trust(typo);
        const [reason, ...others] = (await run(left(typo), right)).reasons;
        expect(others).to.deep.equal([]);
        expect(reason)
            .to.contain("the change of subject from ocid1.cloudvmcluster.oc1.iad.typo to")
            .and.to.contain(
                "if the role does not work, refresh the identity connector so that its status shows that, and run again",
            );
        expect((await run(left(typo), typo)).reasons, "as it is").to.deep.equal([]);
    });

    it("are borne out again once nodes have tried after a run that was warned of", async () => {
        await estate.trust({ subject: "by-hand" });
        const first = await run(left(right), typo);
        await estate.trust(typo);
        const nodes = estate.connector.serviceRoleDetails[0]!.awsNodes!;
        const undo = nodes.map((node) => set(node, { timeLastChecked: new Date(Date.now() + 60_000).toISOString() }));
        const { reasons } = await run(first.inputs, right);
        for (const one of undo) one();
        expect(reasons.join()).to.contain("the change of subject");
    });

    it("are those that the connector asks for, where a program follows it", async () => {
        const undo = set(estate.connector, { oidcScope: "NEW/aws" });
        connection("DISCONNECTED");
        const follows = await run(left(right), { audience: "NEW/" });
        const wrong = await run(left(right), { audience: "other" });
        undo();
        expect(follows.reasons).to.deep.equal([]);
        expect(follows.warnings).to.deep.equal([]);
        expect(wrong.reasons).to.deep.equal([]);
        expect(wrong.warnings.join()).to.contain("with audience NEW/ and subject");
    });

    it("keep what works when the connector has come to ask for it, and the program has not followed", async () => {
        const undo = set(estate.connector, { oidcScope: "NEW/aws" });
        await estate.trust({ audience: "NEW/" });
        const back = await run(left(right), right);
        undo();
        expect(back.reasons.join()).to.match(/change of audience in the trust policy of \S+ from NEW\/ to DBMC\//);
    });

    describe("with a connector of the program", () => {
        const own = (changes: object = {}) => ({
            oidcScope: "DBMC/aws",
            issuerUrl: `https://${estate.providerArn.split("/")[1]}`,
            ...changes,
        });

        it("are those that it will ask for: both are put back together", async () => {
            const undo = set(estate.connector, { oidcScope: "NEW/aws" });
            await estate.trust({ audience: "NEW/" });
            const { reasons } = await run(left(own()), own());
            undo();
            expect(reasons).to.deep.equal([]);
        });

        it("are kept where somebody mended the scope by hand, and the program would write the wrong one back", async () => {
            const wrong = own({ oidcScope: "TYPO/aws" });
            expect((await run(left(wrong), wrong)).reasons.join())
                .to.contain("does not accept tokens with audience TYPO/")
                .and.to.contain("database SALES01");
        });

        it("let a scope be mended that no node gets in by", async () => {
            const undo = set(estate.connector, { oidcScope: "TYPO/aws" });
            connection("DISCONNECTED");
            const { reasons, warnings } = await run(left(own({ oidcScope: "TYPO/aws" })), own());
            undo();
            expect(reasons).to.deep.equal([]);
            expect(warnings).to.deep.equal([]);
        });
    });

    describe("where the list of associations says little", () => {
        const old = () => ({
            ...estate.cluster.roles[0]!,
            iamRoleArn: "arn:aws:iam::111122223333:role/old",
            status: "FAILED" as const,
        });
        const lists: [title: string, roles: () => Estate["cluster"]["roles"]][] = [
            ["lacks the role", () => []],
            ["has one that failed before it", () => [old(), ...estate.cluster.roles]],
            ["has only one that failed", () => [old()]],
        ];
        for (const [title, roles] of lists) {
            for (const wrong of typos) {
                it(`are judged all the same for another ${Object.keys(wrong)} when it ${title}`, async () => {
                    const undo = set(estate.cluster, { roles: roles() });
                    const changed = await run(left(right), wrong);
                    const first = await run({}, wrong);
                    const named = await run({}, { ...wrong, roleName: estate.roleName });
                    const kept = await run(left(right), right);
                    undo();
                    expect(changed.reasons.join()).to.contain("database SALES01");
                    expect(first.reasons.join(), "a first run").to.contain("database SALES01");
                    expect(named.reasons.join(), "by its name").to.contain("database SALES01");
                    expect(kept.reasons).to.deep.equal([]);
                });
            }
        }
    });

    it("are not asked for where nothing changes, whatever OCI answers", async () => {
        const error = { status: 403, code: "NotAuthorized", message: "not allowed" };
        const { faults } = estate.lab.sandbox.world;
        const undo = faults.set({ operation: "GetOracleDbAwsIdentityConnector", error, times: 100 });
        const { reasons } = await run(left(right), right);
        const { reasons: other } = await run(left(right), typo);
        undo();
        expect(reasons).to.deep.equal([]);
        expect(other.join()).to.contain("cannot find out whether databases use it");
    });
});
