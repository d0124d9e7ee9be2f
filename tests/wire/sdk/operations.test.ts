import { expect } from "chai";
import { ocid } from "../../../sandbox/core/ids";
import type { WorkRequest } from "../../../sandbox/core/records";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { Properties } from "../../../sdk/host/provider";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as onboarding } from "../../../sdk/resources/onboarding-status/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { type Lab, openLab } from "./lab";

for (const databaseWorkRequests of [false, true]) {
    const mode = databaseWorkRequests ? "with work requests of the Database service" : "by lifecycle states alone";
    describe(`operations against both clouds, ${mode}`, function () {
        this.timeout(60_000);
        let lab: Lab;
        let connectorId: string;
        let registeredKeyId: string;
        let gated: Properties;
        let stored: { id: string; outs: Properties };
        let moved: { id: string; outs: Properties };

        before(async () => {
            lab = await openLab({ databaseWorkRequests });
        });
        after(() => lab.close());
        const database = () => lab.sandbox.world.databasesOn(lab.clusterOcid)[0]!;
        /** Inputs of a database that is given by its OCID, with its triggers. */
        const onKey = (rotationTriggers?: Record<string, string>) => ({
            ...{ vmClusterOcid: lab.clusterOcid, databaseId: lab.databaseOcid, registeredKeyId },
            ...(rotationTriggers ? { rotationTriggers } : {}),
        });
        const rootVersions = () => database().root.versions.length;
        const gateInputs = () => ({
            vmClusterArn: lab.vmClusterArn,
            vmClusterOcid: lab.clusterOcid,
            compartmentId: lab.compartmentId,
            roleArn: lab.roleArn,
        });

        it("tell the identity domain and its issuer without port", async () => {
            const { outs } = await onboarding.create({});
            expect(outs).to.include({
                status: "ACTIVE",
                identityDomainStatus: "AVAILABLE",
                compartmentId: lab.compartmentId,
            });
            expect(outs.issuerUrl).to.match(/^https:\/\/idcs-[0-9a-f]+\.identity\.oraclecloud\.com$/);
            expect(outs.identityDomainUrl).to.equal(`${String(outs.issuerUrl)}:443`);
        });

        it("find the connector of the cluster, with every node connected", async () => {
            await lab.associate();
            gated = (await gate.create(gateInputs())).outs;
            expect(gated).to.include({ lifecycleState: "ACTIVE", assumeRoleStatus: "CONNECTED" });
            expect((gated.nodes as { status: string }[]).map(({ status }) => status)).to.deep.equal([
                "CONNECTED",
                "CONNECTED",
            ]);
            connectorId = String(gated.connectorId);
        });

        it("refresh the connector once for a changed trigger, and not without one", async () => {
            lab.forget();
            const news = { ...gateInputs(), refreshTriggers: { trust: "2" } };
            expect((await gate.diff(connectorId, gated, news)).changes).to.equal(true);
            const { outs } = await gate.update(connectorId, gated, news);
            expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(1);
            expect(outs.lastRefreshWorkRequestId).to.be.a("string");
            expect(await gate.diff(connectorId, outs, news)).to.deep.equal({ changes: false, replaces: [] });
        });

        it("say why a refresh failed", async () => {
            const faulty = { operation: "RefreshOracleDbAwsIdentityConnector", failWorkRequest: "No node answered" };
            lab.sandbox.world.faults.set(faulty);
            const news = { ...gateInputs(), refreshTriggers: { trust: "3" } };
            expect(await failure(gate.update(connectorId, gated, news))).to.match(
                /^the refresh of identity connector .+ failed: No node answered \(work request ocid1/,
            );
        });

        it("say why the key store was not enabled", async () => {
            lab.sandbox.world.faults.set({
                operation: "RegisterCloudVmClusterPkcs",
                failWorkRequest: "The library could not be installed.",
            });
            const inputs = { vmClusterOcid: lab.clusterOcid, connectorId };
            expect(await failure(keyStore.create(inputs))).to.match(
                /^AWS KMS was not enabled as key store of VM cluster ocid1\S+: The library could not be installed \(/,
            );
        });

        it("enable the key store of the cluster, and take it as it is when it is enabled", async () => {
            const inputs = { vmClusterOcid: lab.clusterOcid, connectorId };
            stored = await keyStore.create(inputs);
            expect(stored.outs).to.include({ keyStoreType: "AWS", wasAlreadyEnabled: false });
            lab.forget();
            expect((await keyStore.create(inputs)).outs).to.include({ wasAlreadyEnabled: true });
            expect(lab.calls("RegisterCloudVmClusterPkcs")).to.equal(0);
        });

        it("say why a database stays in the wallet when the work request fails", async () => {
            registeredKeyId = await lab.registerKey(connectorId);
            const inputs = { vmClusterOcid: lab.clusterOcid, databaseName: "sales01", registeredKeyId };
            const message = await failure(databaseKey.create(inputs));
            expect(message).to.match(
                /^the key of database SALES01 was not moved to AWS KMS and is still in the Oracle/,
            );
            expect(message).to.match(
                /\nRepair this first: oci-policy is broken: .*; add to a policy: .*oracle-db-aws-keys/i,
            );
            expect(database().root.versions.at(-1)!.keystore).to.equal("WALLET");
        });

        it("move the database to AWS KMS once the policy is there", async () => {
            lab.allowReading();
            const inputs = { vmClusterOcid: lab.clusterOcid, databaseName: "sales01", registeredKeyId };
            moved = await databaseKey.create(inputs);
            expect(moved.outs).to.include({ databaseId: lab.databaseOcid, generation: 0 });
            expect(moved.outs).to.include({ databaseName: "sales01", previousKeyLocation: "Oracle Wallet" });
            expect(moved.outs.workRequestId, "work request").to.be.a("string");
            expect(database().root.versions.at(-1)!.keystore).to.equal("AWS");
        });

        it("take a database that uses the key already, without touching it", async () => {
            lab.forget();
            const { outs } = await databaseKey.create(onKey({ quarter: "0" }));
            expect(outs).to.include({ previousKeyLocation: "AWS KMS" }).and.not.to.have.property("changedAt");
            expect(lab.calls("ChangeEncryptionKeyLocation") + lab.calls("RotateVaultKey")).to.equal(0);
            expect(lab.calls("GetDatabase"), "readings").to.equal(1);
        });

        it("read back what the program gave, and nothing else, as inputs", async () => {
            const byName = { vmClusterOcid: lab.clusterOcid, databaseName: "sales01", registeredKeyId };
            const { props, inputs } = await databaseKey.read(moved.id, moved.outs);
            expect(props).to.deep.equal(moved.outs);
            expect(inputs).to.deep.equal({ ...byName, databaseId: lab.databaseOcid });
            expect((await databaseKey.diff(moved.id, props!, byName)).changes).to.equal(false);
        });

        it("refuse another key for a database on AWS KMS", async () => {
            const other = `${registeredKeyId}x`;
            const inputs = { vmClusterOcid: lab.clusterOcid, databaseName: "SALES01", registeredKeyId: other };
            expect(await failure(databaseKey.create(inputs))).to.contain("cannot exchange one AWS key for another");
        });

        it("name the databases that there are when one is not found, at preview already", async () => {
            const inputs = { vmClusterOcid: lab.clusterOcid, databaseName: "SALES02", registeredKeyId };
            lab.forget();
            const checked = await Promise.all([inputs, inputs].map((news) => databaseKey.check({}, news)));
            expect(lab.calls("ListDbHomes"), "the cluster is asked once").to.be.at.most(1);
            for (const { failures } of checked) {
                expect(failures.map(({ reason }) => reason).join()).to.contain(
                    'has no database SALES02; one of: "SALES01"',
                );
            }
            expect(await failure(databaseKey.create(inputs))).to.contain('has no database SALES02; one of: "SALES01"');
        });

        it("move a database that fell back into the wallet again, and keep its history", async () => {
            const { value } = database().oci;
            const { encryptionKeyLocationDetails } = value;
            delete value.encryptionKeyLocationDetails;
            const { props, inputs } = await databaseKey.read(moved.id, moved.outs);
            expect(inputs).to.include({ keyLocation: "Oracle Wallet", registeredKeyId });
            expect((await databaseKey.diff(moved.id, props!, inputs!)).changes).to.equal(true);
            lab.forget();
            const { outs } = await databaseKey.update(moved.id, { ...props, generation: 3 }, inputs!);
            expect(lab.calls("ChangeEncryptionKeyLocation")).to.equal(1);
            expect(lab.calls("RotateVaultKey")).to.equal(0);
            expect(outs).to.include({ generation: 3 }).and.not.to.have.property("changedOutside");
            expect(value.encryptionKeyLocationDetails).to.deep.equal(encryptionKeyLocationDetails);
        });

        it("rotate the root of the container exactly once for a change of triggers", async () => {
            const { id, outs } = await databaseKey.create(onKey());
            const before = rootVersions();
            expect(outs.generation).to.equal(0);
            const news = onKey({ quarter: "1" });
            lab.forget();
            const rotated = (await databaseKey.update(id, outs, news)).outs;
            expect(rootVersions()).to.equal(before + 1);
            expect(rotated).to.include({ generation: 1, lastOutcome: "SUCCEEDED", previousKeyLocation: "AWS KMS" });
            expect(rotated.lastWorkRequestId).to.be.a("string");
            expect((await databaseKey.diff(id, rotated, news)).changes).to.equal(false);

            // A run that was cut off before its state was kept repeats the same change.
            await databaseKey.update(id, outs, news);
            expect(rootVersions()).to.equal(before + 1);

            await databaseKey.update(id, rotated, onKey({ quarter: "2" }));
            expect(rootVersions()).to.equal(before + 2);
        });

        it("rotate for a trigger that is added, and not for one that goes", async () => {
            const { id, outs } = await databaseKey.create(onKey({ quarter: "1" }));
            const before = rootVersions();
            const two = (await databaseKey.update(id, outs, onKey({ quarter: "1", audit: "1" }))).outs;
            expect(rootVersions()).to.equal(before + 1);
            const one = (await databaseKey.update(id, two, onKey({ audit: "1" }))).outs;
            const none = (await databaseKey.update(id, one, onKey())).outs;
            expect(rootVersions()).to.equal(before + 1);
            expect(none).to.include({ generation: 1, lastOutcome: "SUCCEEDED" });
            expect(none).not.to.have.property("rotationTriggers");
        });

        it("rotate when the answer was lost, once", async () => {
            const { id, outs } = await databaseKey.create(onKey());
            const before = rootVersions();
            lab.sandbox.world.faults.set({ operation: "RotateVaultKey", reset: "after" });
            await databaseKey.update(id, outs, onKey({ lost: "answer" }));
            expect(rootVersions()).to.equal(before + 1);
        });

        it("say why a rotation failed, and make it on the next run", async () => {
            const { id, outs } = await databaseKey.create(onKey());
            const before = rootVersions();
            const news = onKey({ fails: "first" });
            lab.sandbox.world.faults.set({ operation: "RotateVaultKey", failWorkRequest: "KMS said no" });
            const message = await failure(databaseKey.update(id, outs, news));
            expect(message).to.match(/^the key of database SALES01 was not rotated: .*KMS said no/);
            expect(rootVersions()).to.equal(before);
            await databaseKey.update(id, outs, news);
            expect(rootVersions()).to.equal(before + 1);
        });

        /** A work request on the database, as another administrator's doing leaves it. */
        function elsewhere(operationType: string, status: WorkRequest["status"]): WorkRequest {
            const { id: identifier, compartmentId } = database().oci.value;
            const made: WorkRequest = {
                api: "iaas",
                id: ocid(lab.sandbox.world.settings, "coreservicesworkrequest"),
                etag: "1",
                operationType,
                status,
                compartmentId,
                resources: [{ entityType: "database", actionType: "IN_PROGRESS", identifier }],
                percentComplete: 0,
                timeAccepted: new Date().toISOString(),
                errors: [],
                logs: [],
            };
            lab.sandbox.world.workRequests.set(made.id, made);
            return made;
        }

        it("rotate once although something else failed before a run that was cut off is repeated", async () => {
            const { id, outs } = await databaseKey.create(onKey());
            const before = rootVersions();
            const news = onKey({ cut: "off" });
            await databaseKey.update(id, outs, news);
            elsewhere("Update Database", "FAILED");
            elsewhere("Rotate Pluggable Database Encryption Key", "FAILED");
            await databaseKey.update(id, outs, news);
            expect(rootVersions()).to.equal(before + 1);
        });

        it("follow a rotation that is under way instead of asking for another", async () => {
            const { id, outs } = await databaseKey.create(onKey());
            const running = elsewhere("Rotate Encryption Key", "IN_PROGRESS");
            lab.forget();
            const updating = databaseKey.update(id, outs, onKey({ runs: "already" }));
            setTimeout(() => Object.assign(running, { status: "SUCCEEDED" }), 300);
            expect((await updating).outs).to.include({ generation: 1, lastWorkRequestId: running.id });
            expect(lab.calls("RotateVaultKey")).to.equal(0);
        });

        it("rotate one PDB by its name and leave the others", async () => {
            const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: "hrpdb" };
            const { id, outs } = await pluggableRotation.create(inputs);
            const rings = () => [...database().pluggable.values()].map(({ versions }) => versions.length);
            const before = rings();
            const news = { ...inputs, rotationTriggers: { quarter: "1" } };
            const rotated = (await pluggableRotation.update(id, outs, news)).outs;
            expect(rotated).to.include({ generation: 1, lastOutcome: "SUCCEEDED" });
            expect(rings().reduce((a, b) => a + b)).to.equal(before.reduce((a, b) => a + b) + 1);
            const ring = database().pluggable.get(String(rotated.pluggableDatabaseId))!;
            expect(ring.container).to.equal("HRPDB");
            expect(ring.versions.length).to.be.greaterThan(before[0]!);
        });

        it("wait while the service says that the state does not allow the call yet", async () => {
            const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: "CRMPDB" };
            const { id, outs } = await pluggableRotation.create(inputs);
            lab.sandbox.world.faults.set({
                operation: "RotatePluggableDatabaseEncryptionKey",
                times: 2,
                error: { status: 409, code: "IncorrectState", message: "busy" },
            });
            const rotated = await pluggableRotation.update(id, outs, { ...inputs, rotationTriggers: { a: "1" } });
            expect(rotated.outs.generation).to.equal(1);
        });

        it("refuse to disable the store while a database uses it, and name it", async () => {
            lab.forget();
            expect(await failure(keyStore.delete(stored.id, stored.outs))).to.match(
                /database SALES01 would become .*take-a-cluster-off-aws-kms\.md.*pulumi state delete --force --target-dependents/,
            );
            expect(lab.calls("UnregisterCloudVmClusterPkcs")).to.equal(0);
        });

        it("leave a store on that was on before", async () => {
            const adopted = await keyStore.create({ vmClusterOcid: lab.clusterOcid, connectorId });
            expect(adopted.outs.wasAlreadyEnabled).to.equal(true);
            lab.forget();
            await keyStore.delete(adopted.id, adopted.outs);
            expect(lab.calls("UnregisterCloudVmClusterPkcs")).to.equal(0);
            expect(lab.sandbox.world.clusterByOcid(lab.clusterOcid)!.twin!.value.tdeKeyStoreType).to.equal("AWS");
        });

        it("take a cluster for gone only when neither cloud shows it", async () => {
            const error = { status: 404, code: "NotAuthorizedOrNotFound", message: "not found" };
            const { faults, clusters } = lab.sandbox.world;
            for (const operation of ["ListDbHomes", "GetCloudVmCluster"]) {
                faults.set({ operation, error, times: 50 });
                expect(await failure(keyStore.delete(stored.id, stored.outs)), operation).to.contain("404");
                faults.clear();
            }
            const [id, cluster] = [...clusters].find(([, { ocid }]) => ocid === lab.clusterOcid)!;
            clusters.delete(id);
            // Answers are shared for some seconds; new settings end that.
            const settings = () => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
            settings();
            await keyStore.delete(stored.id, stored.outs);
            clusters.set(id, cluster);
            settings();
            expect(lab.calls("UnregisterCloudVmClusterPkcs")).to.equal(0);
        });

        it("see on refresh that the store was disabled, and enable it again", async () => {
            const twin = lab.sandbox.world.clusterByOcid(lab.clusterOcid)!.twin!;
            delete twin.value.tdeKeyStoreType;
            const { props, inputs } = await keyStore.read(stored.id, stored.outs);
            expect(props!.keyStoreType).to.equal("NONE");
            expect((await keyStore.diff(stored.id, props!, inputs!)).changes).to.equal(true);
            await keyStore.update(stored.id, props!, inputs!);
            expect(twin.value.tdeKeyStoreType).to.equal("AWS");
        });

        it("drop from the state what is gone", async () => {
            const gone = (kind: string) => `ocid1.${kind}.oc1.iad.aaaagone`;
            const readings = await Promise.all([
                keyStore.read("", { ...stored.outs, vmClusterOcid: gone("cloudvmcluster") }),
                databaseKey.read(moved.id, { ...moved.outs, databaseId: gone("database") }),
                pluggableRotation.read("", { pluggableDatabaseId: gone("pluggabledatabase") }),
            ]);
            expect(readings).to.deep.equal(readings.map(() => ({ id: "" })));
        });
    });
}

describe("a role that the stack is to take in AWS", function () {
    this.timeout(60_000);
    let lab: Lab;

    before(async () => {
        lab = await openLab();
    });
    after(() => lab.close());

    it("is taken before ODB is called", async () => {
        await lab.associate();
        const { pulumiConfig, world } = lab.sandbox;
        const role = { roleArn: lab.roleArn, sessionName: "deployment" };
        const config = { ...pulumiConfig, "aws:assumeRoles": JSON.stringify([role]) };
        useConfig({ get: (key) => config[key as keyof typeof config] });
        await onboarding.create({});
        const call = world.audit.entries().find(({ operation }) => operation === "GetOciOnboardingStatus");
        const taken = world.audit.entries().find(({ operation }) => operation === "AssumeRole");
        expect(taken?.status).to.equal(200);
        expect(call!.principal).not.to.equal(taken!.principal);
    });
});

describe("onboarding without an identity domain", function () {
    this.timeout(60_000);
    let lab: Lab;

    before(async () => {
        lab = await openLab();
        delete lab.sandbox.world.onboarding.identityDomain;
    });
    after(() => lab.close());

    it("tells how to get one, and changes nothing unasked", async () => {
        expect(await failure(onboarding.create({}))).to.contain("set `configure: true`");
        expect(lab.calls("InitializeService")).to.equal(0);
    });

    it("has it configured on request, once for all who ask", async () => {
        const [one, other] = await Promise.all([
            onboarding.create({ configure: true }),
            onboarding.create({ configure: true }),
        ]);
        expect(one.outs.identityDomainStatus).to.equal("AVAILABLE");
        expect(other.outs.identityDomainId).to.equal(one.outs.identityDomainId);
        expect(lab.calls("InitializeService")).to.equal(1);
    });

    it("that FAILED says why and what to do, and is configured anew on request alone", async () => {
        lab.forget();
        lab.sandbox.world.onboarding.identityDomain = { status: "FAILED", statusReason: "No capacity" };
        expect(await failure(onboarding.create({})))
            .to.contain("is FAILED (No capacity)")
            .and.to.contain("set `configure: true`");
        expect(lab.calls("InitializeService")).to.equal(0);
        lab.sandbox.world.faults.set({ operation: "InitializeService", failWorkRequest: "Still no capacity" });
        expect(await failure(onboarding.create({ configure: true })))
            .to.contain("is FAILED (Still no capacity)")
            .and.to.contain("then run again");
        const { outs } = await onboarding.create({ configure: true });
        expect(outs.identityDomainStatus).to.equal("AVAILABLE");
        expect(lab.calls("InitializeService")).to.equal(2);
    });

    it("that is being deleted is neither awaited nor configured over", async () => {
        lab.forget();
        lab.sandbox.world.onboarding.identityDomain = { status: "TERMINATING" };
        expect(await failure(onboarding.create({ configure: true }))).to.contain("is TERMINATING");
        lab.sandbox.world.onboarding.identityDomain = { status: "PROVISIONING" };
        setTimeout(() => {
            lab.sandbox.world.onboarding.identityDomain = { status: "TERMINATED" };
        }, 200);
        expect(await failure(onboarding.create({}))).to.contain("is TERMINATED");
        expect(lab.calls("InitializeService")).to.equal(0);
    });
});

async function failure(work: Promise<unknown>): Promise<string> {
    try {
        await work;
    } catch (error) {
        expect(error).to.be.instanceOf(Error);
        expect((error as Error).stack, "stack").to.equal("");
        return (error as Error).message;
    }
    throw new Error("expected a failure");
}
