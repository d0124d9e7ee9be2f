import { expect } from "chai";
import type { models } from "oci-database";
import { Refusal } from "../../../sandbox/core/exadata";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

const secret = "Sandbox_42-Only";
const path = "/20160918/dbHomes";

describe("OCI database homes and databases", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const nested = (change: Partial<models.CreateDatabaseDetails> = {}) => ({
        dbName: "CDB01",
        pdbName: "PDB01",
        adminPassword: secret,
        ...change,
    });
    const homeDetails = (database?: object, change: object = {}) => ({
        source: "VM_CLUSTER_NEW",
        vmClusterId: harness.clusterId,
        dbVersion: "19.0.0.0",
        displayName: "home1",
        database,
        ...change,
    });
    const createHome = async (database?: object, change: object = {}) =>
        harness.database().createDbHome({
            createDbHomeWithDbSystemIdDetails: homeDetails(
                database,
                change,
            ) as models.CreateDbHomeWithVmClusterIdDetails,
        });
    const aws = (awsEncryptionKeyId: string) => ({
        encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId },
    });
    const databasesOf = async (dbHomeId: string) =>
        (await harness.database().listDatabases({ compartmentId: harness.compartmentId, dbHomeId })).items;
    const getHome = async (dbHomeId: string) => (await harness.database().getDbHome({ dbHomeId })).dbHome;

    it("are made together: home, CDB in Oracle Wallet, and the PDB", async () => {
        const { dbHome } = await createHome(nested());
        expect(dbHome.lifecycleState).to.equal("PROVISIONING");
        await harness.settled();
        expect(await getHome(dbHome.id)).to.deep.include({ lifecycleState: "AVAILABLE", dbVersion: "19.0.0.0" });
        const [database] = await databasesOf(dbHome.id);
        expect(database).to.deep.include({
            dbName: "CDB01",
            dbUniqueName: "CDB01_iad",
            lifecycleState: "AVAILABLE",
            isCdb: true,
            vmClusterId: harness.clusterId,
            characterSet: "AL32UTF8",
        });
        expect(database!.encryptionKeyLocationDetails).to.equal(undefined);
        const { items } = await harness.database().listPluggableDatabases({ databaseId: database!.id });
        expect(items.map(({ pdbName, openMode, lifecycleState }) => [pdbName, openMode, lifecycleState])).to.deep.equal(
            [["PDB01", "READ_WRITE", "AVAILABLE"]],
        );
        const [first, second] = harness.lastWorkRequest(dbHome.id).resources;
        expect(first).to.deep.include({ entityType: "database", actionType: "CREATED", identifier: database!.id });
        expect(second).to.deep.include({ entityType: "dbHome", actionType: "CREATED", identifier: dbHome.id });
    });

    it("are made on an AWS key", async () => {
        const keyId = await harness.keyManagement();
        const { dbHome } = await createHome(nested(aws(keyId)));
        await harness.settled();
        const [database] = await databasesOf(dbHome.id);
        expect(database!.lifecycleState).to.equal("AVAILABLE");
        expect(database!.encryptionKeyLocationDetails).to.deep.equal({
            providerType: "AWS",
            awsEncryptionKeyId: keyId,
        });
        expect(harness.world.databases.get(database!.id)!.root.versions.at(-1)!.keystore).to.equal("AWS");
    });

    it("never show or keep a password", async () => {
        const { dbHome } = await createHome(nested({ tdeWalletPassword: `${secret}W` }));
        await harness.settled();
        await harness.database().updateDatabase({
            databaseId: (await databasesOf(dbHome.id))[0]!.id,
            updateDatabaseDetails: { newAdminPassword: `${secret}N` },
        });
        await harness.settled();
        const { world } = harness;
        const everything = JSON.stringify([
            ...world.audit.entries(),
            ...world.dbHomes.values(),
            ...[...world.databases.values()].map(({ oci, root }) => [oci, root]),
            ...world.pluggableDatabases.values(),
            ...world.workRequests.values(),
        ]);
        expect(everything).to.contain("CDB01").and.not.to.contain(secret);
        const weak = await harness.send({
            method: "POST",
            target: path,
            body: homeDetails(nested({ adminPassword: "hunter2secret" })),
        });
        expectError(weak, 400, "InvalidParameter", /database\.adminPassword/);
        expect(JSON.stringify(weak.body)).to.not.contain("hunter2");
    });

    it("keep their backup settings, and forget the destinations' passwords", async () => {
        const backup = { autoBackupEnabled: true, recoveryWindowInDays: 7, autoBackupWindow: "SLOT_TWO" };
        const backupDestinationDetails = [{ type: "RECOVERY_APPLIANCE", vpcPassword: secret }];
        const body = homeDetails({ ...nested(), dbBackupConfig: { ...backup, backupDestinationDetails } });
        const answer = await harness.done({ method: "POST", target: path, body });
        const [database] = await databasesOf(answer.body.id);
        expect(JSON.parse(JSON.stringify(database!.dbBackupConfig))).to.deep.equal(backup);
    });

    it("are FAILED, home and PDB included, when the key cannot be used", async () => {
        const keyId = await harness.keyManagement();
        harness.exadata.refusal = new Refusal("KeyNotUsable", "The key is disabled.");
        const { dbHome } = await createHome(nested(aws(keyId)));
        await harness.settled();
        expect(await getHome(dbHome.id)).to.deep.include({
            lifecycleState: "FAILED",
            lifecycleDetails: "The key is disabled.",
        });
        const [database] = await databasesOf(dbHome.id);
        expect(database!.lifecycleState).to.equal("FAILED");
        expect(harness.lastWorkRequest(dbHome.id)).to.deep.include({ status: "FAILED" });
        await harness.database().deleteDatabase({ databaseId: database!.id });
        await harness.settled();
        await harness.database().deleteDbHome({ dbHomeId: dbHome.id });
        await harness.settled();
        expect((await getHome(dbHome.id)).lifecycleState).to.equal("TERMINATED");
    });

    it("are made one after the other: first a home, then a database in it", async () => {
        const { dbHome } = await createHome();
        await refused(
            harness.database().createDatabase({
                createNewDatabaseDetails: {
                    source: "NONE",
                    dbHomeId: "ocid1.x",
                    database: nested(),
                } as models.CreateNewDatabaseDetails,
            }),
            400,
            "RelatedResourceNotAuthorizedOrNotFound",
        );
        await harness.settled();
        expect(harness.lastWorkRequest(dbHome.id).resources).to.have.lengthOf(1);
        const body = { source: "NONE", dbHomeId: dbHome.id, database: nested() } as models.CreateNewDatabaseDetails;
        const { database } = await harness.database().createDatabase({ createNewDatabaseDetails: body });
        expect(database.lifecycleState).to.equal("PROVISIONING");
        await harness.settled();
        expect((await databasesOf(dbHome.id)).map(({ lifecycleState }) => lifecycleState)).to.deep.equal(["AVAILABLE"]);
        await refused(harness.database().createDatabase({ createNewDatabaseDetails: body }), 409, "Conflict", /CDB01/);
    });

    it("are only checked in a dry run", async () => {
        const { database } = await harness.database().createDatabase({
            createNewDatabaseDetails: {
                source: "NONE",
                dbHomeId: harness.homeId,
                database: nested(),
            } as models.CreateNewDatabaseDetails,
            opcDryRun: true,
        });
        expect(database.dbName).to.equal("CDB01");
        expect(harness.world.databases.size).to.equal(1);
    });

    it("are updated and deleted, PDBs with their database and homes when empty", async () => {
        await harness.database().updateDatabase({
            databaseId: harness.databaseId,
            updateDatabaseDetails: { freeformTags: { tier: "gold" } },
        });
        await harness.settled();
        await harness.database().updateDbHome({
            dbHomeId: harness.homeId,
            updateDbHomeDetails: { freeformTags: { tier: "silver" } },
        });
        await harness.settled();
        const [database] = await databasesOf(harness.homeId);
        expect(database).to.deep.include({ lifecycleState: "AVAILABLE", freeformTags: { tier: "gold" } });
        expect((await getHome(harness.homeId)).freeformTags).to.deep.equal({ tier: "silver" });

        await refused(harness.database().deleteDbHome({ dbHomeId: harness.homeId }), 409, "Conflict", /SALES01/);
        await harness.database().deleteDatabase({ databaseId: harness.databaseId });
        await harness.settled();
        const pluggable = await harness.database().listPluggableDatabases({ databaseId: harness.databaseId });
        expect(pluggable.items.map(({ lifecycleState }) => lifecycleState)).to.deep.equal(["TERMINATED", "TERMINATED"]);
        await harness.database().deleteDbHome({ dbHomeId: harness.homeId });
        await harness.settled();
        const homes = await harness.database().listDbHomes({
            compartmentId: harness.compartmentId,
            vmClusterId: harness.clusterId,
            lifecycleState: "TERMINATED" as models.DbHomeSummary.LifecycleState,
        });
        expect(homes.items.map(({ displayName }) => displayName)).to.deep.equal(["sales-home"]);
        const again = harness.database().deleteDatabase({ databaseId: harness.databaseId });
        await refused(again, 404, "NotAuthorizedOrNotFound");
    });

    it("are found on the safe walk from cluster to homes to databases, and by the cluster itself", async () => {
        const compartmentId = harness.compartmentId;
        const homes = await harness.database().listDbHomes({ compartmentId, vmClusterId: harness.clusterId });
        const names = (await databasesOf(homes.items[0]!.id)).map(({ dbName }) => dbName);
        expect(names).to.deep.equal(["SALES01"]);
        const direct = await harness.database().listDatabases({ compartmentId, systemId: harness.clusterId });
        expect(direct.items.map(({ dbName }) => dbName)).to.deep.equal(["SALES01"]);
        const none = await harness.database().listDatabases({ compartmentId, systemId: "ocid1.x" });
        expect(none.items).to.deep.equal([]);
    });

    it("show in a lean list no key location, which they show by themselves", async () => {
        const lean = await Harness.start({ leanDatabaseSummaries: true });
        try {
            const awsEncryptionKeyId = await lean.databaseOnAws();
            const client = lean.database();
            const query = { compartmentId: lean.compartmentId, systemId: lean.clusterId };
            const { items } = await client.listDatabases(query);
            expect(items.map(({ dbName }) => dbName)).to.deep.equal(["SALES01"]);
            expect(items[0]?.encryptionKeyLocationDetails).to.equal(undefined);
            const { database } = await client.getDatabase({ databaseId: lean.databaseId });
            expect(database.encryptionKeyLocationDetails).to.deep.equal({ providerType: "AWS", awsEncryptionKeyId });
        } finally {
            await lean.stop();
        }
    });

    it("need a ready VM cluster", async () => {
        await harness.connector();
        harness.world.jobs.setScale(1);
        const target = `/20160918/cloudVmClusters/${harness.clusterId}/actions/registerPkcs`;
        await harness.send({ method: "POST", target, body: { tdeKeyStoreType: "AWS" } });
        await refused(createHome(nested()), 409, "IncorrectState", /UPDATING/);
    });

    it("need AWS key management on the cluster for an AWS key", async () => {
        const keyId = await harness.registeredKey();
        await refused(createHome(nested(aws(keyId))), 400, "InvalidParameter", /key store/);
        expect(harness.world.dbHomes.size).to.equal(1);
    });

    it("need Oracle Database 19c for an AWS key", async () => {
        const keyId = await harness.keyManagement();
        await refused(createHome(nested(aws(keyId)), { dbVersion: "18.0.0.0" }), 400, "InvalidParameter", /19c/);
    });

    const wrong: [name: string, database: object, change: object, code: string][] = [
        ["no password", { adminPassword: undefined }, {}, "MissingParameter"],
        ["a password that is too short", { adminPassword: "Aa1_Aa1_" }, {}, "InvalidParameter"],
        ["a wallet password without digits", { tdeWalletPassword: "Sandbox_Only-x" }, {}, "InvalidParameter"],
        ["no database name", { dbName: undefined }, {}, "MissingParameter"],
        ["a database name of nine characters", { dbName: "CDB012345" }, {}, "InvalidParameter"],
        ["a PDB named like the database", { pdbName: "cdb01" }, {}, "InvalidParameter"],
        [
            "an AWS location without a key",
            { encryptionKeyLocationDetails: { providerType: "AWS" } },
            {},
            "MissingParameter",
        ],
        ["an unknown AWS key", aws("ocid1.oracledbawskey.none"), {}, "RelatedResourceNotAuthorizedOrNotFound"],
        ["an OCI Vault key", { kmsKeyId: "ocid1.key.none" }, {}, "RelatedResourceNotAuthorizedOrNotFound"],
        ["a field of no meaning", { password: "x" }, {}, "InvalidParameter"],
        ["an unknown cluster", {}, { vmClusterId: "ocid1.x" }, "RelatedResourceNotAuthorizedOrNotFound"],
        ["another source", {}, { source: "DB_BACKUP" }, "InvalidParameter"],
        ["no source", {}, { source: undefined }, "MissingParameter"],
    ];
    for (const [name, database, change, code] of wrong) {
        it(`are refused with ${name}`, async () => {
            const body = homeDetails({ ...nested(), ...database }, change);
            expectError(await harness.send({ method: "POST", target: path, body }), 400, code);
            expect(harness.world.databases.size).to.equal(1);
        });
    }
});
