import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { sandboxFor } from "../support/sandbox";

const program = `
import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";

new ExadataKeyManagement("lab", {
    keys: [{ name: "tde", alias: "exadata/lab" }],
    clusters: [
        {
            name: "sales",
            vmCluster: { existing: { id: "vmc_sales00001" }, enableNetworkAccess: true },
            databases: [{ name: "SALES01", key: "tde" }],
        },
    ],
});
`;

describe("what a refresh sees of the world, with the real engine", function () {
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

    const cluster = () => sandbox.world.clusters.get("vmc_sales00001")!;
    const connector = () => [...sandbox.world.connectors.values()][0]!;
    const awsKey = () => [...sandbox.world.awsKeys.values()][0]!;

    /** What people are told: kinds of resources by operation. */
    async function told(): Promise<{ run: Run; updated: string[]; deleted: string[] }> {
        const run = await stack.refresh();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        const of = (op: string) =>
            [...new Set(run.steps.filter((step) => step.op === op).map(({ type }) => type.split(":").at(-1)!))].sort();
        return { run, updated: of("update"), deleted: of("delete") };
    }

    it("nothing, as long as nobody touched anything", async () => {
        const { updated, deleted } = await told();
        expect({ updated, deleted }).to.deep.equal({ updated: [], deleted: [] });
    });

    it("connector disconnected, key disabled, store disabled, database on another key, access off, statement edited, association failed", async () => {
        const { world } = sandbox;
        connector().value.serviceRoleDetails[0]!.assumeRoleStatus = "DISCONNECTED";
        awsKey().value.isAwsKeyEnabled = false;
        delete cluster().twin!.value.tdeKeyStoreType;
        const database = world.databasesOn(cluster().ocid!)[0]!.oci.value;
        database.encryptionKeyLocationDetails = { providerType: "AWS", awsEncryptionKeyId: `${awsKey().value.id}x` };
        world.networks.get("odbnet_sales00001")!.kmsAccess = "DISABLED";
        [...world.policies.values()][0]!.value.statements = ["Allow group dba to read buckets in tenancy"];
        Object.assign(cluster().roles[0]!, { status: "FAILED", statusReason: "The agent stopped" });

        const { run, updated, deleted } = await told();
        expect(deleted).to.deep.equal([]);
        expect(updated, run.stdout).to.include.members([
            "IdentityConnectorGate",
            "AwsKeyRefresh",
            "ClusterKeyStoreRegistration",
            "DatabaseKey",
            "OdbNetworkAccess",
            "Policy",
        ]);
    });

    it("the next run goes no further than the failed association", async () => {
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.match(/association .*is FAILED/);
    });

    it("with that mended, it refuses to take a database on another key for its own", async () => {
        Object.assign(cluster().roles[0]!, { status: "CONNECTED", statusReason: undefined });
        const run = await stack.up("--refresh");
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.contain("cannot exchange it for");
    });

    it("connector gone and key deregistered", async () => {
        sandbox.world.connectors.clear();
        sandbox.world.awsKeys.clear();
        const { updated, deleted } = await told();
        expect(deleted).to.include.members(["DbmulticloudOracleDbAwsKey", "AwsKeyRefresh"]);
        expect(updated).to.include("IdentityConnectorGate");
    });
});
