import { expect } from "chai";
import type { ClusterEntry } from "../../components";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { calls, exampleConfig, mutations, sandboxFor } from "../support/sandbox";

const clustersKey = "exadata-aws-kms-complete:clusters";

describe("examples/complete with the real engine", function () {
    this.timeout(300_000);
    const config = exampleConfig("complete");
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: "examples/complete", config });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    const clusters = () => structuredClone(config[clustersKey]) as ClusterEntry[];
    const keyArn = async () => ((await stack.outputs()).keyArns as { tde: string }).tde;

    it("a preview touches neither cloud", async () => {
        const since = sandbox.world.audit.last;
        const run = await stack.preview();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("up puts the wallet database on the key, and every container can be read", async () => {
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), await keyArn())).to.deep.equal([]);
    });

    it("every node of both clusters is connected", () => {
        const connectors = [...sandbox.world.connectors.values()];
        expect(connectors).to.have.lengthOf(2);
        for (const { value } of connectors) expect(value.serviceRoleDetails[0]!.assumeRoleStatus).to.equal("CONNECTED");
    });

    it("a second up and a refresh change nothing", async () => {
        const since = sandbox.world.audit.last;
        const second = await stack.up("--expect-no-changes");
        expect(second.code, second.stdout + second.stderr).to.equal(0);
        const refresh = await stack.refresh("--expect-no-changes");
        expect(refresh.code, refresh.stdout + refresh.stderr).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("state holds hosts of at most 1 KB and neither keys nor passwords", async () => {
        const resources = await stack.export();
        const hosts = resources.flatMap(({ outputs }) =>
            typeof outputs?.__provider === "string" ? [outputs.__provider] : [],
        );
        expect(hosts).to.have.length.greaterThan(5);
        for (const host of hosts) expect(host.length).to.be.at.most(1024);
        expect(JSON.stringify(resources)).not.to.match(/PRIVATE KEY|password|AWS_SECRET/i);
    });

    it("a changed trigger rotates the container database exactly once", async () => {
        const [before] = await askDatabases(sandbox.controlEndpoint);
        const since = sandbox.world.audit.last;
        const changed = clusters();
        changed[0]!.databases![0]!.rotationTriggers = { quarter: "2027-Q1" };
        stack.setConfig(clustersKey, changed);
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect(run.changes).to.deep.equal({ update: 1 });
        expect(calls(sandbox, "RotateVaultKey", since)).to.equal(1);
        const [after] = await askDatabases(sandbox.controlEndpoint);
        expect(after!.masterKeyId).not.to.equal(before!.masterKeyId);
        expect(after!.pluggableDatabases).to.deep.equal(before!.pluggableDatabases);
        expect(after!.readable).to.equal(true);
    });

    it("a changed trigger of a PDB rotates that PDB alone", async () => {
        const [before] = await askDatabases(sandbox.controlEndpoint);
        const changed = clusters();
        const database = changed[0]!.databases![0]!;
        database.rotationTriggers = { quarter: "2027-Q1" };
        database.pluggableDatabases!.HRPDB = { rotationTriggers: { audit: "2027-01" } };
        stack.setConfig(clustersKey, changed);
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect(run.changes).to.deep.equal({ update: 1 });
        const [after] = await askDatabases(sandbox.controlEndpoint);
        expect(after!.masterKeyId).to.equal(before!.masterKeyId);
        const changedPdbs = after!.pluggableDatabases.filter(
            (pdb, index) => pdb.masterKeyId !== before!.pluggableDatabases[index]!.masterKeyId,
        );
        expect(changedPdbs.map(({ name }) => name)).to.deep.equal(["HRPDB"]);
    });

    it("destroy is refused before either cloud is touched", async () => {
        const since = sandbox.world.audit.last;
        const run = await stack.destroy();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr)
            .to.contain("is in use")
            .and.to.contain("SALES01");
        expect(mutations(sandbox, since)).to.deep.equal([]);
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), await keyArn())).to.deep.equal([]);
    });
});
