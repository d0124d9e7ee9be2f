import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { refreshKey } from "../../../sdk/functions/registered-keys";
import type { Properties } from "../../../sdk/host/provider";
import { provider as allRotation } from "../../../sdk/resources/all-pluggable-database-key-rotation/operations";
import { provider as keyRefresh } from "../../../sdk/resources/aws-key-refresh/operations";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as statements } from "../../../sdk/resources/key-read-statements/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { databasesIn } from "../../../sdk/usage/databases";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "./lab";

interface Made {
    readonly id: string;
    readonly outs: Properties;
}

describe("what a service does not say", function () {
    this.timeout(60_000);
    let lab: Lab;
    let registeredKeyId: string;
    let stored: Made;
    let refreshed: Made;
    let held: Made;
    let moved: Made;
    let gated: Made;
    const region = "us-east-1";
    const notFound = { status: 404, code: "NotAuthorizedOrNotFound", message: "not found" };
    /** Answers are shared for some seconds; new settings end that. */
    const askAnew = () => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });

    before(async () => {
        lab = await openLab();
        await lab.associate();
        lab.allowReading();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        gated = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(gated.outs.connectorId);
        registeredKeyId = await lab.registerKey(connectorId);
        stored = await keyStore.create({ vmClusterOcid, connectorId });
        refreshed = await keyRefresh.create({ registeredKeyId });
        held = await statements.create({ compartmentIds: [compartmentId] });
        moved = await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
    });
    beforeEach(() => {
        lab.sandbox.world.faults.clear();
        askAnew();
    });
    after(() => lab.close());

    it("drops nothing from the state while AWS lists clusters and OCI shows none of them", async () => {
        const operations = [
            "GetCloudVmCluster",
            "GetOracleDbAwsKey",
            "GetOracleDbAwsIdentityConnector",
            "GetPluggableDatabase",
            "GetDatabase",
            "GetPolicy",
            "ListPolicies",
        ];
        for (const operation of operations) lab.sandbox.world.faults.set({ operation, error: notFound, times: 50 });
        const readings: [string, () => Promise<unknown>][] = [
            [`the key store of VM cluster ${lab.clusterOcid}`, () => keyStore.read(stored.id, stored.outs)],
            [`registered key ${registeredKeyId}`, () => keyRefresh.read(refreshed.id, refreshed.outs)],
            [`identity connector ${gated.outs.connectorId}`, () => gate.read(gated.id, gated.outs)],
            [`database ${lab.databaseOcid}`, () => databaseKey.read(moved.id, moved.outs)],
            [`database ${lab.databaseOcid}`, () => allRotation.read("", { databaseId: lab.databaseOcid })],
            ["pluggable database pdb", () => pluggableRotation.read("", { pluggableDatabaseId: "pdb" })],
            ["the statements that let VM clusters", () => statements.read(held.id, held.outs)],
        ];
        for (const [what, read] of readings) {
            const said = await failure(read());
            expect(said).to.contain(`OCI says 404 of ${what}`).and.to.contain("but AWS lists VM cluster ");
            expect(said).to.contain("the caller's OCI permissions are missing; nothing was dropped");
        }
    });

    it("is gone where OCI shows the cluster, or where AWS lists none any more", async () => {
        const { faults, clusters } = lab.sandbox.world;
        faults.set({ operation: "GetOracleDbAwsKey", error: notFound, times: 50 });
        expect(await keyRefresh.read(refreshed.id, refreshed.outs)).to.deep.equal({ id: "" });
        const all = [...clusters];
        clusters.clear();
        askAnew();
        faults.set({ operation: "GetCloudVmCluster", error: notFound, times: 50 });
        const readings = [
            await keyRefresh.read(refreshed.id, refreshed.outs),
            await keyStore.read(stored.id, stored.outs),
        ];
        for (const [id, cluster] of all) clusters.set(id, cluster);
        expect(readings).to.deep.equal([{ id: "" }, { id: "" }]);
    });

    it("asks a database by itself when the list leaves out where its key is, and only then", async () => {
        lab.forget();
        const before = await databasesIn(region);
        expect(before.map(({ registeredKeyId }) => registeredKeyId)).to.deep.equal([registeredKeyId]);
        const asked = lab.calls("GetDatabase");
        const { fetch } = globalThis;
        globalThis.fetch = async (...args) => {
            const answer = await fetch(...args);
            if (!/\/databases\?/.test(String(args[0]))) return answer;
            const silent = (await answer.text()).replaceAll("encryptionKeyLocationDetails", "somethingElse");
            return new Response(silent, { status: answer.status, headers: answer.headers });
        };
        try {
            askAnew();
            expect(await databasesIn(region)).to.deep.equal(before);
        } finally {
            globalThis.fetch = fetch;
        }
        expect(lab.calls("GetDatabase") - asked).to.equal(asked + before.length);
    });

    it("refuses a cluster without a place in OCI, unless it is still being made", async () => {
        const cluster = lab.sandbox.world.clusters.get("vmc_sales00001")!;
        const { ociUrl } = cluster;
        delete cluster.ociUrl;
        expect(await failure(databasesIn(region))).to.equal(
            "VM cluster vmc_sales00001 has no twin in OCI yet: status AVAILABLE; run again when it has one",
        );
        askAnew();
        cluster.status = "PROVISIONING";
        expect(await databasesIn(region)).to.deep.equal([]);
        askAnew();
        Object.assign(cluster, { status: "AVAILABLE", ociUrl: "https://cloud.oracle.com/" });
        expect(await failure(databasesIn(region))).to.match(/^VM cluster vmc_sales00001: The OCI URL .* lacks region/);
        Object.assign(cluster, { ociUrl });
    });

    it("waits for who works on a registered key already, and names the key when its refresh fails", async () => {
        const operation = "RefreshOracleDbAwsKey";
        const error = { status: 409, code: "IncorrectState", message: "The key is UPDATING" };
        lab.sandbox.world.faults.set({ operation, error, times: 2 });
        lab.forget();
        expect((await refreshKey(registeredKeyId)).key.lifecycleState).to.equal("ACTIVE");
        expect(lab.calls(operation)).to.equal(3);
        lab.sandbox.world.faults.set({ operation, failWorkRequest: "The key cannot be described" });
        expect(await failure(refreshKey(registeredKeyId))).to.match(
            new RegExp(`^the refresh of registered key ${registeredKeyId} failed: The key cannot be described`),
        );
    });
});
