import { expect } from "chai";
import { etag, ocid } from "../../sandbox/core/ids";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { expectRefusal, parts, said } from "../support/safety";
import { calls, mutations, sandboxFor } from "../support/sandbox";

/** The key store of a cluster that the other stack has switched on. */
const guest = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const [vmClusterOcid, connectorId] = [config.require("cluster"), config.require("connector")];
new exa.ClusterKeyStore("sales", { vmClusterOcid, connectorId, protect: false });
`;
const rotate = "RotatePluggableDatabaseEncryptionKey";

describe("key stores that exist and rotations of named PDBs, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let other: EngineStack;
    let labPdb: string;

    before(async () => {
        sandbox = await sandboxFor();
        labPdb = await addPluggable("LABPDB");
        const config = { "program:protect": false, "program:without": ["database"] };
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config });
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const { connector } = (await stack.outputs()) as Record<string, string>;
        other = await stackIn(sandbox, {
            program: { "index.ts": guest },
            config: { "program:cluster": cluster().ocid, "program:connector": connector },
        });
    });

    after(async () => {
        other?.remove();
        stack?.remove();
        await sandbox?.stop();
    });

    const cluster = () => sandbox.world.clusters.get("vmc_sales00001")!;
    const store = () => cluster().twin!.value;
    const database = () => sandbox.world.databasesOn(cluster().ocid!)[0]!;

    async function addPluggable(pdbName: string): Promise<string> {
        const { settings, pluggableDatabases } = sandbox.world;
        const [like] = pluggableDatabases.values();
        const id = ocid(settings, "pluggabledatabase");
        pluggableDatabases.set(id, { etag: etag(), value: { ...like!.value, id, pdbName } });
        await sandbox.exadata.createKeys(database());
        return id;
    }

    it("another key store, and another connector than the cluster's, are refused", async () => {
        const since = sandbox.world.audit.last;
        const connector = [...sandbox.world.connectors.keys()][0]!;
        other.setConfig("program:connector", `${connector}x`);
        expectRefusal(
            sandbox,
            since,
            await other.up(),
            `has the identity connector ${connector}`,
            "give the connector",
        );
        other.setConfig("program:connector", connector);
        const { tdeKeyStoreType } = store();
        Object.assign(store(), { tdeKeyStoreType: "OCI" });
        expectRefusal(
            sandbox,
            since,
            await other.up(),
            "has the key store OCI: move its databases off that key store, then disable it",
        );
        Object.assign(store(), { tdeKeyStoreType });
    });

    it("a store that is on is taken as it is, and stays on when the program goes", async () => {
        const since = sandbox.world.audit.last;
        const run = await other.up();
        expect(run.code, said(run)).to.equal(0);
        const again = await other.up("--expect-no-changes", "--skip-preview=false");
        expect(again.code, said(again)).to.equal(0);
        const adopted = (await other.export()).find(({ type }) => type.endsWith(":ClusterKeyStoreRegistration"));
        expect(adopted!.outputs).to.include({ keyStoreType: "AWS", wasAlreadyEnabled: true });
        const gone = await other.destroy();
        expect(gone.code, said(gone)).to.equal(0);
        expect(store().tdeKeyStoreType).to.equal("AWS");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("a database on another provider's key is refused, and nothing is changed", async () => {
        stack.setConfig("program:without", []);
        const { value } = database().oci;
        value.encryptionKeyLocationDetails = { providerType: "AZURE", azureEncryptionKeyId: "key" } as never;
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        delete value.encryptionKeyLocationDetails;
        expectRefusal(sandbox, since, run, "the key of database SALES01 is in Azure Key Vault", "Oracle Wallet");
    });

    it("one named PDB that fails hides no other, by name or OCID, and is rotated alone the next time", async () => {
        const named = (audit: string) => {
            const rotation = { rotationTriggers: { audit } };
            return { database: { pluggableDatabases: { HRPDB: rotation, CRMPDB: rotation, [labPdb]: rotation } } };
        };
        stack.setConfig("program:changes", named("1"));
        const first = await stack.up();
        expect(first.code, said(first)).to.equal(0);
        expect(calls(sandbox, rotate, 0)).to.equal(0);

        stack.setConfig("program:changes", named("2"));
        sandbox.world.faults.set({ operation: rotate, failWorkRequest: "The PDB is mounted" });
        const failed = await stack.up();
        expect(failed.code).not.to.equal(0);
        expect(said(failed)).to.contain("The PDB is mounted");
        expect(calls(sandbox, rotate, 0)).to.equal(3);
        const rotations = async () =>
            (await stack.export())
                .filter(({ type }) => type.endsWith(":PluggableDatabaseKeyRotation"))
                .map(({ outputs }) => `${outputs!.generation} ${outputs!.lastOutcome ?? "-"}`)
                .sort();
        expect(await rotations()).to.deep.equal(["0 -", "1 SUCCEEDED", "1 SUCCEEDED"]);

        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(calls(sandbox, rotate, 0)).to.equal(4);
        expect(await rotations()).to.deep.equal(["1 SUCCEEDED", "1 SUCCEEDED", "1 SUCCEEDED"]);
        const again = await stack.up("--expect-no-changes", "--skip-preview=false");
        expect(again.code, said(again)).to.equal(0);
    });
});
