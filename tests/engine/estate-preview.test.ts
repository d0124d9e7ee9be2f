import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { addDatabase } from "../support/example";
import { said } from "../support/safety";
import { sandboxFor } from "../support/sandbox";

const estate = (databases: string[], alias = "exadata/tde", triggers = {}) => `
import * as exa from "pulumi-exadata-aws-kms";
new exa.ExadataKeyManagement("prod", {
    keys: [{ name: "tde", alias: ${JSON.stringify(alias)} }],
    clusters: [{
        name: "sales", vmCluster: { existing: { id: "vmc_sales00001" } }, keyRefreshTriggers: ${JSON.stringify(triggers)},
        databases: ${JSON.stringify(databases.map((name) => ({ name, key: "tde" })))},
    }],
});
`;

/** Resources that a preview shows, the stack among them. */
const shown = (stdout: string) => Number(/\+ (\d+) to create/.exec(stdout)?.[1] ?? 0);

describe("what people read in the preview of an estate, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        await addDatabase(sandbox, "vmc_sales00001", "HR01");
        stack = await stackIn(sandbox, { program: { "index.ts": estate(["SALES01"]) } });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("one cluster, key and database are at most 30 resources, and each further database adds 2", async () => {
        const run = await stack.preview();
        expect(run.code, said(run)).to.equal(0);
        const one = shown(run.stdout);
        expect(one).to.be.within(20, 30);
        stack.edit("index.ts", estate(["SALES01", "HR01"]));
        expect(shown((await stack.preview()).stdout)).to.equal(one + 2);
    });

    it("another alias shows the alias and nothing else, also together with another look at the keys", async () => {
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const changed = async (program: string) => {
            stack.edit("index.ts", program);
            const { code, steps, stdout } = await stack.preview();
            expect(code, stdout).to.equal(0);
            const types = steps.filter(({ op }) => op !== "same").map(({ type }) => type.split(":").at(-1));
            return [...new Set(types)].sort();
        };
        expect(await changed(estate(["SALES01", "HR01"], "exadata/renamed"))).to.deep.equal(["Alias"]);
        expect(await changed(estate(["SALES01", "HR01"], "exadata/renamed", { policy: "2" }))).to.deep.equal([
            "Alias",
            "AwsKeyRefresh",
        ]);
        const renamed = await stack.up();
        expect(renamed.code, said(renamed)).to.equal(0);
        expect((await stack.up("--expect-no-changes")).code).to.equal(0);
    });
});
