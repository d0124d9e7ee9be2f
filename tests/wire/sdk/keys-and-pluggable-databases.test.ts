import { expect } from "chai";
import type { Properties } from "../../../sdk/host/provider";
import { provider as allRotation } from "../../../sdk/resources/all-pluggable-database-key-rotation/operations";
import { provider as keyRefresh } from "../../../sdk/resources/aws-key-refresh/operations";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { type Lab, openLab } from "./lab";

describe("a registered key and the PDBs on it", function () {
    this.timeout(60_000);
    let lab: Lab;
    let registeredKeyId: string;
    const databaseOf = () => lab.sandbox.world.databasesOn(lab.clusterOcid)[0]!;
    const versions = () =>
        Object.fromEntries([...databaseOf().pluggable.values()].map((ring) => [ring.container, ring.versions.length]));

    before(async () => {
        lab = await openLab();
        await lab.associate();
        lab.allowReading();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const connectorId = String(
            (await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn })).outs.connectorId,
        );
        registeredKeyId = await lab.registerKey(connectorId);
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
    });
    after(() => lab.close());

    it("is refreshed once for a change of triggers, and not at creation", async () => {
        lab.forget();
        const { id, outs } = await keyRefresh.create({ registeredKeyId, refreshTriggers: { policy: "1" } });
        expect(lab.calls("RefreshOracleDbAwsKey")).to.equal(0);
        const news = { registeredKeyId, refreshTriggers: { policy: "2" } };
        const refreshed = (await keyRefresh.update(id, outs, news)).outs;
        expect(lab.calls("RefreshOracleDbAwsKey")).to.equal(1);
        expect(refreshed.lastRefreshWorkRequestId).to.be.a("string");
        expect((await keyRefresh.diff(id, refreshed, news)).changes).to.equal(false);
    });

    it("that is disabled in AWS is drift, and an error until it is enabled", async () => {
        const { id, outs } = await keyRefresh.create({ registeredKeyId });
        lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.isAwsKeyEnabled = false;
        await lab.setKeyEnabled(false);
        const { props, inputs } = await keyRefresh.read(id, outs);
        expect(props!.enabled).to.equal(false);
        expect((await keyRefresh.diff(id, props!, inputs!)).changes).to.equal(true);
        expect(await failure(keyRefresh.update(id, props!, inputs!)))
            .to.contain("disabled in AWS")
            .and.to.contain("enable the key");
        await lab.setKeyEnabled(true);
        expect((await keyRefresh.update(id, props!, inputs!)).outs.enabled).to.equal(true);
    });

    it("all PDBs are rotated once for a change, and none at creation", async () => {
        const before = versions();
        const inputs = { databaseId: lab.databaseOcid };
        const { id, outs } = await allRotation.create(inputs);
        expect(versions()).to.deep.equal(before);
        const news = { ...inputs, rotationTriggers: { audit: "1" } };
        const rotated = (await allRotation.update(id, outs, news)).outs;
        expect(versions()).to.deep.equal({ HRPDB: before.HRPDB! + 1, CRMPDB: before.CRMPDB! + 1 });
        const results = rotated.results as { name: string; lastOutcome: string; lastRotatedAt: string }[];
        expect(results.map(({ name, lastOutcome }) => `${name} ${lastOutcome}`).sort()).to.deep.equal([
            "CRMPDB SUCCEEDED",
            "HRPDB SUCCEEDED",
        ]);
        expect((await allRotation.diff(id, rotated, news)).changes).to.equal(false);
    });

    it("one PDB that fails does not hide the other's result, and is rotated alone the next time", async () => {
        const inputs = { databaseId: lab.databaseOcid };
        const { id, outs } = await allRotation.create(inputs);
        const before = versions();
        const operation = "RotatePluggableDatabaseEncryptionKey";
        lab.sandbox.world.faults.set({ operation, failWorkRequest: "The PDB is mounted" });
        const news = { ...inputs, rotationTriggers: { audit: "2" } };
        const olds = { ...outs, __provider: "host" };
        const error = await allRotation.update(id, olds, news).then(
            () => undefined,
            (thrown: Error & { id: string; reasons: string[]; properties: Properties }) => thrown,
        );
        expect(error!.message).to.contain("The PDB is mounted");
        expect(error!.id).to.equal(id);
        expect(error!.properties).to.include({ __provider: "host", databaseId: lab.databaseOcid });
        const outcomes = (error!.properties.results as { lastOutcome: string }[]).map(({ lastOutcome }) => lastOutcome);
        expect(outcomes.sort()).to.deep.equal(["FAILED", "SUCCEEDED"]);
        expect((await allRotation.diff(id, error!.properties, news)).changes).to.equal(true);

        const second = (await allRotation.update(id, error!.properties, news)).outs;
        expect(versions()).to.deep.equal({ HRPDB: before.HRPDB! + 1, CRMPDB: before.CRMPDB! + 1 });
        expect((second.results as object[]).some((result) => "reason" in result)).to.equal(false);
    });

    it("a change of triggers that is taken back rotates nothing, and nobody twice when it comes again", async () => {
        const inputs = { databaseId: lab.databaseOcid, rotationTriggers: { audit: "1" } };
        const { id, outs } = await allRotation.create(inputs);
        const before = versions();
        const operation = "RotatePluggableDatabaseEncryptionKey";
        lab.sandbox.world.faults.set({ operation, failWorkRequest: "The PDB is mounted" });
        const news = { ...inputs, rotationTriggers: { audit: "2" } };
        const halfway = await allRotation.update(id, outs, news).then(
            () => ({}),
            (thrown: Error & { properties: Properties }) => thrown.properties,
        );
        const once = versions();
        expect(once.HRPDB! + once.CRMPDB!).to.equal(before.HRPDB! + before.CRMPDB! + 1);
        const back = (await allRotation.update(id, halfway, inputs)).outs;
        expect(versions(), "taken back").to.deep.equal(once);
        expect((await allRotation.diff(id, back, inputs)).changes).to.equal(false);
        const again = (await allRotation.update(id, back, news)).outs;
        expect(versions(), "again").to.deep.equal({ HRPDB: before.HRPDB! + 1, CRMPDB: before.CRMPDB! + 1 });
        await allRotation.update(id, again, inputs);
        expect(versions(), "the next change").to.deep.equal({ HRPDB: before.HRPDB! + 2, CRMPDB: before.CRMPDB! + 2 });
    });

    it("a trigger that goes rotates no PDB, and one that is added rotates each once", async () => {
        const inputs = { databaseId: lab.databaseOcid };
        const { id, outs } = await allRotation.create({ ...inputs, rotationTriggers: { audit: "1", quarter: "1" } });
        const before = versions();
        const one = (await allRotation.update(id, outs, { ...inputs, rotationTriggers: { quarter: "2" } })).outs;
        const once = { HRPDB: before.HRPDB! + 1, CRMPDB: before.CRMPDB! + 1 };
        expect(versions()).to.deep.equal(once);
        const none = (await allRotation.update(id, one, inputs)).outs;
        expect(versions(), "none left").to.deep.equal(once);
        expect((none.results as object[]).some((result) => "rotationTriggers" in result)).to.equal(false);
        await allRotation.update(id, none, { ...inputs, rotationTriggers: { quarter: "2" } });
        expect(versions(), "added").to.deep.equal({ HRPDB: before.HRPDB! + 2, CRMPDB: before.CRMPDB! + 2 });
    });

    it("one PDB by name is not rotated for a trigger that goes", async () => {
        const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: "HRPDB" };
        const { id, outs } = await pluggableRotation.create({ ...inputs, rotationTriggers: { audit: "1" } });
        const before = versions();
        const none = (await pluggableRotation.update(id, outs, inputs)).outs;
        expect(versions()).to.deep.equal(before);
        expect(none).to.include({ generation: 0 }).and.not.to.have.property("rotationTriggers");
    });

    it("a database that is on the key already is success, and one of another provider is refused", async () => {
        lab.forget();
        const inputs = { vmClusterOcid: lab.clusterOcid, databaseName: "SALES01", registeredKeyId };
        const { outs } = await databaseKey.create(inputs);
        expect(outs.previousKeyLocation).to.equal("AWS KMS");
        const { value } = databaseOf().oci;
        const location = value.encryptionKeyLocationDetails;
        value.encryptionKeyLocationDetails = { providerType: "AZURE", azureEncryptionKeyId: "key" } as never;
        const elsewhere = (where: string) =>
            `the key of database SALES01 is in ${where}: only a database whose key is in the Oracle Wallet can be moved to AWS KMS`;
        expect(await failure(databaseKey.create(inputs))).to.contain(elsewhere("Azure Key Vault"));
        delete value.encryptionKeyLocationDetails;
        value.vaultId = "ocid1.vault.oc1.iad.aaaa";
        expect(await failure(databaseKey.create(inputs))).to.contain(elsewhere("OCI Vault"));
        value.keyStoreId = "ocid1.keystore.oc1.iad.aaaa";
        expect(await failure(databaseKey.create(inputs))).to.contain(elsewhere("Oracle Key Vault"));
        delete value.vaultId;
        delete value.keyStoreId;
        value.encryptionKeyLocationDetails = location as never;
        expect(lab.calls("ChangeEncryptionKeyLocation")).to.equal(0);
    });
});

async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}
