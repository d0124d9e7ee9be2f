import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { addDatabase } from "../support/example";
import { expectRefusal, said, upWithPreview } from "../support/safety";
import { sandboxFor } from "../support/sandbox";

interface Changes {
    alias?: string;
    keyRefreshTriggers?: Record<string, string>;
    protect?: boolean;
    keyName?: string;
    withoutCluster?: boolean;
}

/** A program with an estate of one key and one cluster. */
function estate(databases: string[], changes: Changes = {}): string {
    const { alias = "exadata/tde", keyName = "tde", keyRefreshTriggers, protect, withoutCluster } = changes;
    const sales = {
        name: "sales",
        vmCluster: { existing: { id: "vmc_sales00001" } },
        keyRefreshTriggers,
        databases: databases.map((name) => ({ name, key: keyName })),
    };
    const args = { keys: [{ name: keyName, alias }], clusters: withoutCluster ? [] : [sales], protect };
    return `
        import * as exa from "pulumi-exadata-aws-kms";
        new exa.ExadataKeyManagement("prod", ${JSON.stringify(args)});
    `;
}

const both = ["SALES01", "HR01"];
const renamed = { alias: "exadata/renamed" };

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
        stack.edit("index.ts", estate(both));
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
        expect(await changed(estate(both, renamed))).to.deep.equal(["Alias"]);
        expect(await changed(estate(both, { ...renamed, keyRefreshTriggers: { policy: "2" } }))).to.deep.equal([
            "Alias",
            "AwsKeyRefresh",
        ]);
        const carriedOut = await stack.up();
        expect(carriedOut.code, said(carriedOut)).to.equal(0);
        expect((await stack.up("--expect-no-changes")).code).to.equal(0);
    });

    it("a key entry under another name, and a cluster that is taken out, are refused in the words of the guard", async () => {
        const last = { ...renamed, keyRefreshTriggers: { policy: "2" } };
        for (const protect of [true, false]) {
            stack.edit("index.ts", estate(both, { ...last, protect }));
            const lifted = await stack.up();
            expect(lifted.code, said(lifted)).to.equal(0);
            for (const change of [{ keyName: "other" }, { withoutCluster: true }]) {
                stack.edit("index.ts", estate(both, { ...last, protect, ...change }));
                const since = sandbox.world.audit.last;
                const run = await upWithPreview(stack);
                expectRefusal(sandbox, since, run, "SALES01 of VM cluster sales", "take-a-cluster-off-aws-kms.md");
                expect(run.began, "whether the update began").to.equal(false);
            }
        }
    });
});
