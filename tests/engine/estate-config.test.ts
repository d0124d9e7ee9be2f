import { expect } from "chai";
import { parse } from "yaml";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { calls, mutations, sandboxFor } from "../support/sandbox";

const program = `
import * as pulumi from "@pulumi/pulumi";
import { ExadataKeyManagement, readEstate } from "pulumi-exadata-aws-kms";

new ExadataKeyManagement("prod", readEstate(new pulumi.Config("estate")));
`;
const malformed = `
estate:keys:
  - name: tde
    alias: exadata/tde
    retiredMasterKeysIds: []
estate:clusters:
  - name: sales
    vmCluster:
      existing:
        id: vmc_sales00001
    keyDiscovery: some
    database: []
    databases:
      - SALES01
      - name: SALES01
        key: tdee
        pluggableDatabases:
          HRPDB:
  - name: crm
    vmCluster:
`;

describe("an estate in YAML that is malformed, with the real engine", function () {
    this.timeout(120_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, {
            program: { "index.ts": program },
            config: parse(malformed) as Record<string, unknown>,
        });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    const refused = async () => {
        const since = sandbox.world.audit.last;
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).not.to.match(/^\s+at .*:\d+/m);
        const errors = run.diagnostics.filter(({ severity }) => severity === "error");
        expect(errors).to.have.lengthOf(1);
        expect(mutations(sandbox, since)).to.deep.equal([]);
        expect(calls(sandbox, "GetCloudVmCluster", since)).to.equal(0);
        const [title = "", ...lines] = errors[0]!.message.trimEnd().split("\n");
        return { title, places: lines.map((line) => line.trim().split(/ {2,}/)[0]) };
    };
    const everywhere = [
        "keys[0].retiredMasterKeysIds",
        "clusters[0].keyDiscovery",
        "clusters[0].database",
        "clusters[0].databases[0]",
        "clusters[0].databases[1].key",
        "clusters[1].vmCluster",
    ];

    it("is told at preview with all its places at once, without a stack, and no cloud is asked", async () => {
        const { title, places } = await refused();
        expect(title).to.contain("ExadataKeyManagement prod: 6 faults");
        expect(places).to.have.members(everywhere);
    });

    it("is told with a misspelt name of the stack config as well", async () => {
        stack.setConfig("estate:protct", "false");
        const { title, places } = await refused();
        expect(title).to.contain("Stack config of estate: 7 faults");
        expect(places).to.have.members(["protct", ...everywhere]);
    });
});
