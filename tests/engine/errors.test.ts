import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { mutations, sandboxFor } from "../support/sandbox";

const estate = (key: string, vmCluster: string) => `
import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";

new ExadataKeyManagement("lab", {
    keys: [${key}],
    clusters: [{ name: "sales", vmCluster: ${vmCluster}, databases: [{ name: "SALES01", key: "tde" }] }],
});
`;
const existing = '{ existing: { id: "vmc_sales00001" } }';

describe("errors as people read them, with the real engine", function () {
    this.timeout(120_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, {
            program: { "index.ts": estate('{ name: "tde", alias: "exadata/lab" }', existing) },
        });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    const errors = async () => {
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).not.to.match(/^\s+at .*:\d+/m);
        return run.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
    };

    it("what a service answers is told at preview, in one line with the remedy", async () => {
        const since = sandbox.world.audit.last;
        const network = sandbox.world.networks.get("odbnet_sales00001")!;
        network.kmsAccess = "DISABLED";
        const [message, ...more] = await errors();
        network.kmsAccess = "ENABLED";
        expect(more).to.deep.equal([]);
        expect(message)
            .to.contain("odbnet_sales00001 does not reach AWS KMS")
            .and.to.contain("Remedy")
            .and.not.to.contain("serializing");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("faults of arguments come all at once, on the component", async () => {
        stack.edit("index.ts", estate('{ name: "tdee", alias: "aws/tde" }', "{}"));
        const [message, ...more] = await errors();
        expect(more).to.deep.equal([]);
        expect(message).to.contain("ExadataKeyManagement lab: 3 faults").and.to.contain("clusters[0].databases[0].key");
    });
});
