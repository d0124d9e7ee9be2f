import { expect } from "chai";
import type { models } from "oci-database";
import { Refusal } from "../../../sandbox/core/exadata";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

describe("OCI master keys of databases", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const move = (awsEncryptionKeyId: string) =>
        harness.database().changeEncryptionKeyLocation({
            databaseId: harness.databaseId,
            encryptionKeyLocationDetails: {
                providerType: "AWS",
                awsEncryptionKeyId,
            } as models.AwsEncryptionKeyDetails,
        });
    const rotate = () => harness.database().rotateVaultKey({ databaseId: harness.databaseId });
    const rotatePluggable = (pluggableDatabaseId: string) =>
        harness.database().rotatePluggableDatabaseEncryptionKey({ pluggableDatabaseId });
    const get = async () => (await harness.database().getDatabase({ databaseId: harness.databaseId })).database;
    const send = (action: string, body?: object) =>
        harness.send({ method: "POST", target: `/20160918/databases/${harness.databaseId}/actions/${action}`, body });

    describe("change of key location", () => {
        it("moves a database from Oracle Wallet to AWS KMS", async () => {
            const keyId = await harness.keyManagement();
            expect((await get()).encryptionKeyLocationDetails).to.equal(undefined);
            await move(keyId);
            await harness.settled();
            const database = await get();
            expect(database.lifecycleState).to.equal("AVAILABLE");
            expect(database.encryptionKeyLocationDetails).to.deep.equal({
                providerType: "AWS",
                awsEncryptionKeyId: keyId,
            });
            expect(harness.lastWorkRequest(harness.databaseId).resources[0]).to.deep.include({
                entityType: "database",
                actionType: "UPDATED",
            });
        });

        it("shows the database UPDATING at once, and takes nothing else until it is done", async () => {
            const keyId = await harness.keyManagement();
            harness.world.jobs.setScale(1);
            await move(keyId);
            expect((await get()).lifecycleState).to.equal("UPDATING");
            await refused(move(keyId), 409, "IncorrectState");
            await refused(rotate(), 409, "IncorrectState");
            await refused(harness.database().deleteDatabase({ databaseId: harness.databaseId }), 409, "IncorrectState");
        });

        it("leaves the database in the wallet, with the reason, when it fails", async () => {
            const keyId = await harness.keyManagement();
            harness.exadata.refusal = new Refusal("KeyNotUsable", "kms:Encrypt was denied.");
            await move(keyId);
            await harness.settled();
            const database = await get();
            expect(database).to.deep.include({
                lifecycleState: "AVAILABLE",
                lifecycleDetails: "kms:Encrypt was denied.",
            });
            expect(database.encryptionKeyLocationDetails).to.equal(undefined);
            const { id, timeFinished } = harness.lastWorkRequest(harness.databaseId);
            expect(timeFinished).to.be.a("string");
            const { items } = await harness.workRequests().listWorkRequestErrors({ workRequestId: id });
            expect(items.map(({ code, message }) => [code, message])).to.deep.equal([
                ["KeyNotUsable", "kms:Encrypt was denied."],
            ]);
        });

        it("is refused for the key in use and for another AWS key", async () => {
            const keyId = await harness.databaseOnAws();
            await refused(move(keyId), 409, "Conflict", /already/);
            const connectorId = [...harness.world.connectors.keys()][0]!;
            await refused(move(await harness.registeredKey(connectorId, "other")), 400, "InvalidParameter");
        });

        it("needs AWS key management on the cluster", async () => {
            await refused(move(await harness.registeredKey()), 400, "InvalidParameter", /key store/);
        });

        it("needs Oracle Database 19c or later", async () => {
            const keyId = await harness.keyManagement();
            harness.world.dbHomes.get(harness.homeId)!.value.dbVersion = "12.2.0.1";
            await refused(move(keyId), 400, "InvalidParameter", /19c/);
        });

        it("needs an ACTIVE key", async () => {
            const keyId = await harness.keyManagement();
            harness.world.awsKeys.get(keyId)!.value.lifecycleState = "UPDATING";
            await refused(move(keyId), 409, "IncorrectState");
        });

        it("needs a known key, and AWS as its provider", async () => {
            await harness.keyManagement();
            await refused(move("ocid1.oracledbawskey.none"), 400, "RelatedResourceNotAuthorizedOrNotFound");
            const change = (body: object) => send("changeEncryptionKeyLocation", body);
            expectError(await change({ providerType: "AWS" }), 400, "MissingParameter", /awsEncryptionKeyId/);
            expectError(await change({}), 400, "MissingParameter", /providerType/);
            expectError(await change({ providerType: "IBM" }), 400, "InvalidParameter", /providerType/);
            const azure = { providerType: "AZURE", azureEncryptionKeyId: "ocid1.x" };
            expectError(await change(azure), 400, "InvalidParameter", /AZURE/);
        });
    });

    describe("rotation", () => {
        it("of the container rotates once, and changes nothing that shows but the etag", async () => {
            await harness.databaseOnAws();
            const before = await harness.database().getDatabase({ databaseId: harness.databaseId });
            const answer = await rotate();
            expect(answer.database.lifecycleState).to.equal("UPDATING");
            expect(answer.etag).to.not.equal(before.etag);
            await harness.settled();
            expect(await get()).to.deep.equal(before.database);
            expect(harness.exadata.rotated).to.deep.equal([harness.databaseId]);
        });

        it("of a PDB rotates that one only", async () => {
            await harness.databaseOnAws();
            const pluggableDatabaseId = harness.pluggable("HRPDB");
            await rotatePluggable(pluggableDatabaseId);
            await harness.settled();
            expect(harness.exadata.rotated).to.deep.equal([pluggableDatabaseId]);
            const { pluggableDatabase } = await harness.database().getPluggableDatabase({ pluggableDatabaseId });
            expect(pluggableDatabase.lifecycleState).to.equal("AVAILABLE");
            expect(harness.lastWorkRequest(pluggableDatabaseId).resources[0]).to.deep.include({
                entityType: "pluggableDatabase",
                actionType: "UPDATED",
            });
        });

        it("fails without harm when the key cannot be used", async () => {
            await harness.databaseOnAws();
            harness.exadata.refusal = new Refusal("KeyNotUsable", "The key is disabled.");
            await rotate();
            await rotatePluggable(harness.pluggable("CRMPDB")).catch(() => {});
            await harness.settled();
            expect(await get()).to.deep.include({
                lifecycleState: "AVAILABLE",
                lifecycleDetails: "The key is disabled.",
            });
            expect(harness.lastWorkRequest(harness.databaseId).status).to.equal("FAILED");
            harness.exadata.refusal = undefined;
            await rotate();
            await harness.settled();
            expect(await get()).to.not.have.property("lifecycleDetails");
        });

        it("is refused in Oracle Wallet", async () => {
            await refused(rotate(), 409, "Conflict", /Oracle Wallet/);
            await refused(rotatePluggable(harness.pluggable("HRPDB")), 409, "Conflict", /Oracle Wallet/);
        });

        it("of one database and its PDBs goes one after the other", async () => {
            await harness.databaseOnAws();
            harness.world.jobs.setScale(1);
            await rotatePluggable(harness.pluggable("HRPDB"));
            await refused(rotatePluggable(harness.pluggable("HRPDB")), 409, "IncorrectState", /UPDATING/);
            await refused(rotate(), 409, "IncorrectState", /HRPDB/);
            await rotatePluggable(harness.pluggable("CRMPDB"));
        });

        it("of a PDB needs it to be open for writing", async () => {
            await harness.databaseOnAws();
            const pluggable = harness.world.pluggableDatabases.get(harness.pluggable("HRPDB"))!;
            pluggable.value.openMode = "MOUNTED";
            await refused(rotatePluggable(pluggable.value.id), 409, "IncorrectState", /MOUNTED/);
        });

        it("takes no body", async () => {
            await harness.databaseOnAws();
            expectError(await send("rotateKey", { kmsKeyId: "ocid1.key.x" }), 400, "InvalidParameter");
        });
    });

    describe("verbs of other key stores", () => {
        const verbs: [action: string, body: object][] = [
            ["migrateKey", { kmsKeyId: "ocid1.key.x" }],
            ["setKeyVersion", { provider: "OCI", kmsKeyVersionId: "ocid1.keyversion.x" }],
            ["changeKeyStoreType", { keyStoreId: "ocid1.keystore.x" }],
        ];
        for (const [action, body] of verbs) {
            it(`${action} is refused on AWS KMS, and finds no such key in the wallet`, async () => {
                expectError(await send(action, body), 400, "RelatedResourceNotAuthorizedOrNotFound");
                await harness.databaseOnAws();
                expectError(await send(action, body), 400, "InvalidParameter", /AWS KMS/);
                expectError(await send(action, {}), 400, "MissingParameter");
            });
        }
    });

    it("are read from databases and PDBs that exist", async () => {
        await refused(harness.database().getDatabase({ databaseId: "ocid1.x" }), 404, "NotAuthorizedOrNotFound");
        await refused(rotatePluggable("ocid1.x"), 404, "NotAuthorizedOrNotFound");
        const { items } = await harness.database().listPluggableDatabases({
            compartmentId: harness.compartmentId,
            pdbName: "HRPDB",
        });
        expect(items.map(({ containerDatabaseId }) => containerDatabaseId)).to.deep.equal([harness.databaseId]);
    });
});
