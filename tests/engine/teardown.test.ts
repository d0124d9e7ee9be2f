import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { mutations, sandboxFor } from "../support/sandbox";

/** One existing cluster with a key and no database on it yet, nothing protected. */
const program = `
import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";

new ExadataKeyManagement("lab", {
    keys: [{ name: "tde", alias: "exadata/lab" }],
    clusters: [{ name: "sales", vmCluster: { existing: { id: "vmc_sales00001" } }, keys: ["tde"] }],
    protect: false,
});
`;

describe("taking an estate without databases down, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program } });
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("goes in the services' order: key store, registration, association, key and role", async () => {
        const since = sandbox.world.audit.last;
        const run = await stack.destroy();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        const order = mutations(sandbox, since).map(({ operation }) => operation);
        const ordered = (first: string, second: string) => {
            expect(order).to.include(first).and.to.include(second);
            expect(order.indexOf(first), `${first} before ${second}: ${order.join(", ")}`).to.be.lessThan(
                order.indexOf(second),
            );
        };
        ordered("UnregisterCloudVmClusterPkcs", "DisassociateIamRoleFromResource");
        ordered("DeleteOracleDbAwsKey", "DisassociateIamRoleFromResource");
        ordered("DeleteOracleDbAwsKey", "ScheduleKeyDeletion");
        ordered("DisassociateIamRoleFromResource", "DeleteRole");
        ordered("DeleteRole", "DeleteOpenIDConnectProvider");
        expect(sandbox.world.connectors.size, "connectors left").to.equal(0);
        expect(sandbox.world.clusters.has("vmc_sales00001"), "the cluster that existed before stays").to.equal(true);
    });
});
