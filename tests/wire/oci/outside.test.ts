import { expect } from "chai";
import { type ControlEndpoint, startControl } from "../../../sandbox/control";
import type { ObservableExadata } from "../../../sandbox/exadata";
import { Harness } from "./support/harness";
import { refused } from "./support/refusals";

/** What operators and other people do, by the control endpoint, and what OCI then shows and refuses. */
describe("OCI after changes from outside", () => {
    let harness: Harness;
    let control: ControlEndpoint;

    beforeEach(async () => {
        harness = await Harness.start();
        const settings = { environment: {}, pulumiConfig: {} };
        const exadata = harness.exadata as unknown as ObservableExadata;
        control = await startControl({ world: harness.world, exadata, settings });
    });
    afterEach(async () => {
        await control.stop();
        await harness.stop();
    });

    async function post(path: string, body: object, status = 200) {
        const answer = await fetch(control.endpoint + path, { method: "POST", body: JSON.stringify(body) });
        const text = await answer.text();
        expect(answer.status, text).to.equal(status);
        return JSON.parse(text) as Record<string, unknown>;
    }
    const database = async (databaseId = harness.databaseId) =>
        (await harness.database().getDatabase({ databaseId })).database;
    const move = (awsEncryptionKeyId: string) =>
        harness.database().changeEncryptionKeyLocation({
            databaseId: harness.databaseId,
            encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId } as never,
        });

    it("shows maintenance of clusters in both clouds, and refuses changes meanwhile", async () => {
        const { clusterId } = harness;
        const before = await harness.database().getCloudVmCluster({ cloudVmClusterId: clusterId });
        await post("/states", { id: clusterId, state: "MAINTENANCE_IN_PROGRESS", reason: "Quarterly patching" });
        const { cloudVmCluster, etag } = await harness.database().getCloudVmCluster({ cloudVmClusterId: clusterId });
        expect(cloudVmCluster).to.include({
            lifecycleState: "MAINTENANCE_IN_PROGRESS",
            lifecycleDetails: "Quarterly patching",
        });
        expect(etag).not.to.equal(before.etag);
        expect(harness.world.clusterByOcid(clusterId)!.status).to.equal("MAINTENANCE_IN_PROGRESS");
        const details = { cpuCoreCount: 32 };
        const update = () =>
            harness
                .database()
                .updateCloudVmCluster({ cloudVmClusterId: clusterId, updateCloudVmClusterDetails: details });
        await refused(update(), 409, "IncorrectState");
        await post("/states", { id: "vmc_sales00001", state: "AVAILABLE" });
        await update();
        await harness.settled();
        const scaled = harness.world.clusterByOcid(clusterId)!;
        expect([scaled.status, scaled.inputs.cpuCoreCount, scaled.twin!.value.cpuCoreCount]).to.deep.equal([
            "AVAILABLE",
            32,
            32,
        ]);
    });

    it("shows states of infrastructures, homes, databases and PDBs", async () => {
        const infrastructureId = harness.world.infrastructures.get("exa_sales00001")!.ocid!;
        await post("/states", { id: "exa_sales00001", state: "MAINTENANCE_IN_PROGRESS" });
        const shown = await harness
            .database()
            .getCloudExadataInfrastructure({ cloudExadataInfrastructureId: infrastructureId });
        expect(shown.cloudExadataInfrastructure.lifecycleState).to.equal("MAINTENANCE_IN_PROGRESS");
        await post("/states", { id: harness.homeId, state: "UPDATING" });
        const { dbHome } = await harness.database().getDbHome({ dbHomeId: harness.homeId });
        expect(dbHome.lifecycleState).to.equal("UPDATING");
        await post("/states", { id: harness.pluggable("HRPDB"), state: "BACKUP_IN_PROGRESS" });
        const key = await harness.keyManagement();
        for (const state of ["BACKUP_IN_PROGRESS", "UPGRADING", "UPDATING", "CONVERTING"]) {
            await post("/states", { id: harness.databaseId, state });
            expect((await database()).lifecycleState).to.equal(state);
            await refused(move(key), 409, "IncorrectState");
        }
        const wrong = await post("/states", { id: harness.databaseId, state: "MAINTENANCE_IN_PROGRESS" }, 400);
        expect(wrong.message).to.contain("BACKUP_IN_PROGRESS");
        await post("/states", { id: "ocid1.database.oc1.iad.none", state: "AVAILABLE" }, 404);
    });

    it("keeps databases of other key managers away from AWS KMS", async () => {
        const key = await harness.keyManagement();
        const managers: [object, RegExp][] = [
            [{ keyStoreId: "ocid1.keystore.oc1.iad.okv" }, /Oracle Key Vault/],
            [{ vaultId: "ocid1.vault.oc1.iad.v" }, /OCI Vault/],
            [{ kmsKeyId: "ocid1.key.oc1.iad.k", vaultId: "ocid1.vault.oc1.iad.v" }, /OCI Vault/],
        ];
        for (const [manager, words] of managers) {
            await post("/databases/SALES01/key-manager", manager);
            expect(await database()).to.include(manager);
            await refused(move(key), 400, "InvalidParameter", words);
            await refused(
                harness.database().rotateVaultKey({ databaseId: harness.databaseId }),
                409,
                "Conflict",
                words,
            );
        }
        await post("/databases/SALES01/key-manager", {});
        await move(key);
    });

    it("shows a key that somebody moved the database to", async () => {
        const first = await harness.databaseOnAws();
        const connector = harness.world.awsKeys.get(first)!.value.oracleDbConnectorId;
        const second = await harness.registeredKey(connector, "other-key");
        const { etag } = await harness.database().getDatabase({ databaseId: harness.databaseId });
        await refused(move(second), 400, "InvalidParameter");
        await post("/databases/SALES01/key", { registeredKeyId: second });
        const after = await harness.database().getDatabase({ databaseId: harness.databaseId });
        expect(after.etag).not.to.equal(etag);
        expect(harness.world.databases.get(harness.databaseId)!.root.versions.at(-1)!.keyArn).to.contain("other-key");
        await post("/databases/SALES01/key", { registeredKeyId: "ocid1.oracledbawskey.oc1.iad.none" }, 404);
    });

    it("changes the keys of a Data Guard pair at its primary only", async () => {
        const key = await harness.databaseOnAws();
        const made = await harness.done({
            method: "POST",
            target: "/20160918/databases",
            body: {
                source: "NONE",
                dbHomeId: harness.homeId,
                database: {
                    dbName: "SALES02",
                    adminPassword: "Sandbox_42-Only",
                    encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId: key },
                },
            },
        });
        const standby = made.body.id;
        await post("/databases/SALES02/data-guard", { primary: "SALES01" });
        const roles = async (id: string) =>
            (await database(id)).dataGuardGroup!.members!.map((member) => [member.databaseId, member.role]);
        const expected = [
            [harness.databaseId, "PRIMARY"],
            [standby, "STANDBY"],
        ];
        expect(await roles(harness.databaseId)).to.deep.equal(expected);
        expect(await roles(standby)).to.deep.equal(expected);
        await refused(harness.database().rotateVaultKey({ databaseId: standby }), 409, "Conflict", /STANDBY/);
        await harness.database().rotateVaultKey({ databaseId: harness.databaseId });
        await harness.settled();
        const versions = (id: string) => harness.world.databases.get(id)!.root.versions.map((version) => version.id);
        expect(versions(standby)).to.deep.equal(versions(harness.databaseId));
        await post(`/databases/${harness.databaseId}/data-guard`, { primary: standby });
        await refused(harness.database().rotateVaultKey({ databaseId: harness.databaseId }), 409, "Conflict");
        await post("/databases/SALES01/data-guard", { primary: "SALES01" }, 400);
    });
});
