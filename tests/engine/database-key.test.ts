import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { calls, sandboxFor } from "../support/sandbox";

describe("the key of a database and what previews tell of it, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    /** A database with an alias of its key, and what changes beside that. */
    const declare = (alias: string, database: object, others: object = {}) => {
        const pluggableDatabases = { HRPDB: {}, CRMPDB: {} };
        const named = { keyLabel: `alias/${alias}`, pluggableDatabases };
        stack.setConfig("program:changes", { key: { alias }, database: { ...named, ...database }, ...others });
    };
    /** What a run does to the database and to the registration of its key. */
    const done = ({ steps }: Run) =>
        steps
            .filter(({ op }) => !/^(same|read)/.test(op))
            .map(({ op, urn }) => `${op} ${urn.split("::").at(-2)!.split(":").at(-1)}`)
            .filter((step) => /Database|Rotation|AwsKey/.test(step));

    before(async () => {
        sandbox = await sandboxFor();
        const config = { "program:protect": false, "program:without": ["database"] };
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config });
        declare("exadata/tde", {});
        await deploy(stack);
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("a name that the cluster does not have is told at preview", async () => {
        stack.setConfig("program:without", []);
        declare("exadata/tde", { existing: { name: "SALES1" } });
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        expectRefusal(sandbox, since, run, "has no database SALES1", '"SALES01"');
        expect(run.began, "whether the update began").to.equal(false);
    });

    it("a database is two resources, and is not rotated when it is made", async () => {
        declare("exadata/tde", { rotationTriggers: { quarter: "1" } });
        const since = sandbox.world.audit.last;
        await deploy(stack);
        expect(calls(sandbox, "RotateVaultKey", since)).to.equal(0);
        const children = (await stack.export()).filter(({ urn }) => /EncryptedDatabase.*::SALES01$/.test(urn));
        expect(children.map(({ type }) => type.split(":").at(-1)).sort()).to.deep.equal([
            "DatabaseKey",
            "EncryptedDatabase",
        ]);
    });

    it("another alias alone shows nothing of the database", async () => {
        declare("exadata/renamed", { rotationTriggers: { quarter: "1" } });
        const preview = await stack.preview();
        expect(preview.code, said(preview)).to.equal(0);
        expect(done(preview)).to.deep.equal([]);
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(done(run)).to.deep.equal([]);
    });

    it("another alias and a refresh of the registration pass in one run", async () => {
        const registration = { refreshTriggers: { policy: "2" } };
        declare("exadata/again", { rotationTriggers: { quarter: "1" } }, { registration });
        const preview = await stack.preview();
        expect(preview.code, said(preview)).to.equal(0);
        expect(done(preview)).to.deep.equal(["update AwsKeyRefresh"]);
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
    });

    it("a rotation is told in words, and touches nothing else", async () => {
        const registration = { refreshTriggers: { policy: "2" } };
        declare("exadata/again", { rotationTriggers: { quarter: "2" } }, { registration });
        const preview = await stack.preview("--diff");
        expect(done(preview)).to.deep.equal(["update DatabaseKey"]);
        expect(preview.stdout).to.match(/rotation\s*: "none" => "once, for quarter"/);
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(calls(sandbox, "RotateVaultKey", since)).to.equal(1);
        const again = await stack.up("--expect-no-changes", "--skip-preview=false");
        expect(again.code, said(again)).to.equal(0);
        const seen = await stack.refresh("--expect-no-changes");
        expect(seen.code, said(seen)).to.equal(0);
    });

    it("triggers that are taken off rotate nothing", async () => {
        const since = sandbox.world.audit.last;
        declare("exadata/again", {}, { registration: { refreshTriggers: { policy: "2" } } });
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(calls(sandbox, "RotateVaultKey", since)).to.equal(0);
    });

    it("a database that is back in the wallet is moved again", async () => {
        const cluster = sandbox.world.clusters.get("vmc_sales00001")!;
        const { value } = sandbox.world.databasesOn(cluster.ocid!)[0]!.oci;
        delete value.encryptionKeyLocationDetails;
        const seen = await stack.refresh();
        expect(done(seen)).to.include("update DatabaseKey");
        const preview = await stack.preview("--diff");
        expect(done(preview)).to.deep.equal(["update DatabaseKey"]);
        expect(preview.stdout).to.contain('"Oracle Wallet" => "AWS KMS alias/exadata/again"');
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(value).to.have.property("encryptionKeyLocationDetails");
    });
});
