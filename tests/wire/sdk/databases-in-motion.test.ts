import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { Properties } from "../../../sdk/host/provider";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { type Lab, openLab } from "./lab";

const ocid = (kind: string) => `ocid1.${kind}.oc1.iad.aaaaelsewhere`;
const otherCluster = ocid("cloudvmcluster");

describe("databases that are not what or where they were", function () {
    this.timeout(60_000);
    let lab: Lab;
    let registeredKeyId: string;

    before(async () => {
        lab = await openLab();
        await lab.associate();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(outs.connectorId);
        registeredKeyId = await lab.registerKey(connectorId);
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
    });
    after(() => lab.close());

    const value = () => lab.sandbox.world.databases.get(lab.databaseOcid)!.oci.value;
    const byName = (more: Properties = {}) => ({
        vmClusterOcid: lab.clusterOcid,
        databaseName: "SALES01",
        registeredKeyId,
        ...more,
    });
    const byId = (more: Properties = {}) => ({
        vmClusterOcid: lab.clusterOcid,
        databaseId: lab.databaseOcid,
        registeredKeyId,
        ...more,
    });
    const keyCalls = () =>
        ["ChangeEncryptionKeyLocation", "RotateVaultKey", "RotatePluggableDatabaseEncryptionKey"]
            .map((operation) => lab.calls(operation))
            .reduce((sum, count) => sum + count, 0);
    const failure = (work: Promise<unknown>) =>
        work.then(
            () => "nothing failed",
            (error: Error) => error.message,
        );
    /** What a check of a resource says. */
    const checked = async (olds: Properties, news: Properties) => {
        const { failures, inputs } = await databaseKey.check(olds, news);
        return { inputs, said: failures.map(({ reason }) => reason).join("\n") };
    };

    /** Answers are shared for some seconds; a change of settings ends that. */
    const forget = () => {
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        lab.forget();
    };

    /** Runs with members of the database as the service may show them, and takes them back. */
    async function shown(members: Properties, work: () => Promise<void>): Promise<void> {
        const before = { ...value() };
        Object.assign(value(), members);
        forget();
        try {
            await work();
        } finally {
            for (const name of Object.keys(members)) delete (value() as unknown as Properties)[name];
            Object.assign(value(), before);
        }
    }

    const managers: readonly [title: string, members: Properties, called: string][] = [
        ["Oracle Key Vault by its key store", { keyStoreId: ocid("keystore") }, "Oracle Key Vault"],
        ["Oracle Key Vault by its wallet", { keyStoreWalletName: "sales" }, "Oracle Key Vault"],
        ["OCI Vault by its vault alone", { vaultId: ocid("vault") }, "OCI Vault"],
        ["OCI Vault by its key", { kmsKeyId: ocid("key") }, "OCI Vault"],
        ["OCI Vault by the version of its key", { kmsKeyVersionId: ocid("keyversion") }, "OCI Vault"],
        ["Azure Key Vault", { encryptionKeyLocationDetails: { providerType: "AZURE" } }, "Azure Key Vault"],
        [
            "an external key manager",
            { encryptionKeyLocationDetails: { providerType: "EXTERNAL" } },
            "an external key manager",
        ],
    ];

    for (const [title, members, called] of managers) {
        it(`is refused by name and by OCID, at preview and before any call: ${title}`, () =>
            shown(members, async () => {
                for (const inputs of [byName(), byId()]) {
                    const reason = `the key of database SALES01 is in ${called}: only a database whose key is in the Oracle Wallet`;
                    expect((await checked({}, inputs)).said).to.contain(reason);
                    expect(await failure(databaseKey.create(inputs))).to.contain(reason);
                }
                expect(keyCalls()).to.equal(0);
            }));
    }

    const group = (role: string, others: Properties[] = []) => ({
        dataGuardGroup: {
            members: [{ dbSystemId: ocid("cloudvmcluster"), databaseId: lab.databaseOcid, role }, ...others],
        },
    });
    const primary = () => ({ dbSystemId: otherCluster, databaseId: ocid("database"), role: "PRIMARY" });

    for (const role of ["STANDBY", "SNAPSHOT_STANDBY", "DISABLED_STANDBY"]) {
        it(`the ${role} of a Data Guard group is neither moved nor rotated, and the primary is named`, () =>
            shown(group(role, [primary()]), async () => {
                const reason = `database SALES01 is the ${role} of a Data Guard group`;
                for (const inputs of [byName(), byId()]) {
                    expect((await checked({}, inputs)).said).to.contain(reason);
                    expect(await failure(databaseKey.create(inputs)))
                        .to.contain(reason)
                        .and.to.contain(ocid("database"));
                }
                expect(keyCalls()).to.equal(0);
            }));
    }

    it("a standby whose group leaves it out is told by the primary that the group has", () =>
        shown({ dataGuardGroup: { members: [primary()] } }, async () => {
            expect(await failure(databaseKey.create(byId()))).to.contain("is the STANDBY of a Data Guard group");
        }));

    describe("once it is on the key", () => {
        let made: { id: string; outs: Properties };

        before(async () => {
            lab.forget();
            await shown(group("PRIMARY", [{ ...primary(), role: "STANDBY" }]), async () => {
                made = await databaseKey.create(byName());
                expect(lab.calls("ChangeEncryptionKeyLocation")).to.equal(1);
            });
            value().encryptionKeyLocationDetails = {
                providerType: "AWS",
                awsEncryptionKeyId: registeredKeyId,
            } as never;
        });

        it("and a standby after a switchover, it goes on, and nothing of it is rotated", () =>
            shown(group("STANDBY", [primary()]), async () => {
                const again = byName({ rotationTriggers: { quarter: "1" } });
                expect((await databaseKey.create(byId())).outs).to.include({ previousKeyLocation: "AWS KMS" });
                expect((await databaseKey.read(made.id, made.outs)).props).to.deep.equal(made.outs);
                const reason = "takes its keys from the primary; change the key of the primary";
                expect(await failure(databaseKey.update(made.id, made.outs, again))).to.contain(reason);
                const [pluggable] = [...lab.sandbox.world.pluggableDatabases.values()];
                const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: pluggable!.value.pdbName };
                const { id, outs } = await pluggableRotation.create(inputs);
                const rotation = pluggableRotation.update(id, outs, { ...inputs, rotationTriggers: { quarter: "1" } });
                expect(await failure(rotation)).to.contain(reason);
                expect(keyCalls()).to.equal(0);
            }));

        it("a database that was renamed is told by a refresh and by a rotation, and the program may follow", () =>
            shown({ dbName: "CRM01" }, async () => {
                const again = byName({ rotationTriggers: { quarter: "1" } });
                expect(await failure(databaseKey.update(made.id, made.outs, again))).to.contain(
                    `the database ${lab.databaseOcid} is now called CRM01, not SALES01`,
                );
                const { props, inputs } = await databaseKey.read(made.id, made.outs);
                expect(props).to.include({ databaseName: "CRM01" });
                expect((await databaseKey.diff(made.id, props!, byName())).changes).to.equal(true);
                expect((await checked(inputs!, byName())).said).to.contain("it is called CRM01");

                const followed = byName({ databaseName: "CRM01" });
                for (const olds of [made.outs, props!]) {
                    expect((await checked(olds, followed)).said).to.equal("");
                    expect(await databaseKey.diff(made.id, olds, followed)).to.deep.equal({
                        changes: true,
                        replaces: [],
                    });
                    const { outs } = await databaseKey.update(made.id, olds, followed);
                    expect(outs).to.include({ databaseName: "CRM01", databaseId: lab.databaseOcid, generation: 0 });
                    expect((await databaseKey.diff(made.id, outs, followed)).changes).to.equal(false);
                }
                expect((await checked(made.outs, byName({ databaseName: "HR01" }))).said).to.contain(
                    "a different database",
                );
                expect(keyCalls()).to.equal(0);
            }));

        it("a database of another cluster is told in the first run, by a refresh and by a rotation", () =>
            shown({ vmClusterId: otherCluster }, async () => {
                const reason = `database SALES01 (${lab.databaseOcid}) is in VM cluster ${otherCluster}, not in ${lab.clusterOcid}`;
                expect((await checked({}, byId())).said).to.contain(reason);
                expect(await failure(databaseKey.create(byId()))).to.contain(reason);
                const again = byName({ rotationTriggers: { quarter: "1" } });
                expect(await failure(databaseKey.update(made.id, made.outs, again))).to.contain(reason);
                const { props, inputs } = await databaseKey.read(made.id, made.outs);
                expect(props).to.include({ vmClusterOcid: otherCluster });
                expect((await checked(inputs!, byName())).said).to.contain(`it runs in ${otherCluster}`);
                const followed = byName({ vmClusterOcid: otherCluster });
                expect((await checked(made.outs, followed)).said).to.equal("");
                const { outs } = await databaseKey.update(made.id, made.outs, followed);
                expect(outs).to.include({ vmClusterOcid: otherCluster, generation: 0 });
                expect(keyCalls()).to.equal(0);
            }));

        it("a database in another home is the same one", () =>
            shown({ dbHomeId: ocid("dbhome") }, async () => {
                expect((await databaseKey.read(made.id, made.outs)).props).to.deep.equal(made.outs);
                expect((await databaseKey.diff(made.id, made.outs, byName())).changes).to.equal(false);
            }));

        it("a clone that has the name by now is not the database: the state keeps to the OCID", async () => {
            const { id: _, ...rest } = value();
            const clone = { ...lab.sandbox.world.databases.get(lab.databaseOcid)! };
            clone.oci = { etag: "clone", value: { ...rest, id: ocid("database"), dbName: "SALES01" } };
            await shown({ dbName: "OLD01" }, async () => {
                lab.sandbox.world.databases.set(ocid("database"), clone);
                const again = byName({ rotationTriggers: { quarter: "1" } });
                expect(await failure(databaseKey.update(made.id, made.outs, again))).to.contain("is now called OLD01");
                expect(keyCalls()).to.equal(0);
            });
            lab.sandbox.world.databases.delete(ocid("database"));
        });

        it("a database that was restored to the wallet is told by a refresh, and moved once", () =>
            shown({}, async () => {
                delete value().encryptionKeyLocationDetails;
                const { props } = await databaseKey.read(made.id, made.outs);
                expect(props).to.include({ keyLocation: "Oracle Wallet" });
                const { outs } = await databaseKey.update(made.id, props!, byName());
                expect((await databaseKey.diff(made.id, outs, byName())).changes).to.equal(false);
                await databaseKey.update(made.id, props!, byName());
                expect(lab.calls("ChangeEncryptionKeyLocation")).to.equal(1);
                expect(lab.calls("RotateVaultKey")).to.equal(0);
            }));

        it("a PDB that was unplugged and cloned under its name is told and not rotated", async () => {
            const all = lab.sandbox.world.pluggableDatabases;
            const [first] = [...all.values()];
            const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: first!.value.pdbName };
            const { id, outs } = await pluggableRotation.create(inputs);
            const before = [...all];
            const clone = { etag: "2", value: { ...first!.value, id: ocid("pluggabledatabase") } };
            all.delete(first!.value.id);
            all.set(clone.value.id, clone);
            forget();
            const rotation = pluggableRotation.update(id, outs, { ...inputs, rotationTriggers: { quarter: "1" } });
            expect(await failure(rotation))
                .to.contain("is another one now")
                .and.to.contain("Nothing was rotated");
            expect(keyCalls()).to.equal(0);
            all.clear();
            for (const [key, one] of before) all.set(key, one);
            first!.value.containerDatabaseId = ocid("database");
            expect((await pluggableRotation.read(id, outs)).id).to.equal("");
            first!.value.containerDatabaseId = lab.databaseOcid;
        });
    });
});
