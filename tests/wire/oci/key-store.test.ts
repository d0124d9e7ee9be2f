import { expect } from "chai";
import { models } from "oci-database";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

const { Aws, Oci, Azure } = models.RegisterCloudVmClusterPkcsDetails.TdeKeyStoreType;

describe("OCI key store of a VM cluster", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const register = (tdeKeyStoreType = Aws) =>
        harness.database().registerCloudVmClusterPkcs({
            cloudVmClusterId: harness.clusterId,
            registerCloudVmClusterPkcsDetails: { tdeKeyStoreType },
        });
    const unregister = (type: string = Aws) =>
        harness.database().unregisterCloudVmClusterPkcs({
            cloudVmClusterId: harness.clusterId,
            unregisterCloudVmClusterPkcsDetails: {
                tdeKeyStoreType: type as models.UnregisterCloudVmClusterPkcsDetails.TdeKeyStoreType,
            },
        });
    const cluster = async () =>
        (await harness.database().getCloudVmCluster({ cloudVmClusterId: harness.clusterId })).cloudVmCluster;

    it("is absent until it is registered, and gone after it was unregistered", async () => {
        await harness.connector();
        expect(await cluster()).to.not.have.property("tdeKeyStoreType");
        await register();
        await harness.settled();
        expect(await cluster()).to.deep.include({ tdeKeyStoreType: "AWS", lifecycleState: "AVAILABLE" });
        expect(harness.lastWorkRequest(harness.clusterId).resources[0]).to.deep.include({
            entityType: "cloudVmCluster",
            actionType: "UPDATED",
        });
        await unregister();
        await harness.settled();
        expect(await cluster()).to.not.have.property("tdeKeyStoreType");
    });

    it("shows the cluster UPDATING while it is installed, and takes no second change then", async () => {
        await harness.connector();
        harness.world.jobs.setScale(1);
        await register();
        expect((await cluster()).lifecycleState).to.equal("UPDATING");
        await refused(register(), 409, "IncorrectState");
        await refused(unregister(), 409, "IncorrectState");
    });

    it("is registered once", async () => {
        await harness.keyManagement();
        await refused(register(), 409, "Conflict", /already/);
    });

    it("is not exchanged for another store", async () => {
        await register(Oci);
        await harness.settled();
        await harness.connector();
        await refused(register(Aws), 409, "Conflict", /OCI/);
        await refused(unregister(Aws), 409, "Conflict", /OCI/);
    });

    it("needs an identity connector to the same cloud", async () => {
        await refused(register(), 400, "InvalidParameter", /no identity connector/);
        await harness.connector();
        await refused(register(Azure), 400, "InvalidParameter", /no identity connector/);
    });

    it("needs every node to be connected", async () => {
        harness.exadata.nodes = ["CONNECTED", "DISCONNECTED"];
        await harness.connector();
        await refused(register(), 409, "IncorrectState", /PARTIALLY_CONNECTED/);
    });

    it("stays while a database uses AWS KMS, and the refusal names it", async () => {
        await harness.databaseOnAws();
        await refused(unregister(), 409, "Conflict", /SALES01/);
        await harness.database().deleteDatabase({ databaseId: harness.databaseId });
        await harness.settled();
        await unregister();
        await harness.settled();
        expect(await cluster()).to.not.have.property("tdeKeyStoreType");
    });

    it("leaves the cluster as it was, with the reason, when the work request fails", async () => {
        await harness.connector();
        harness.world.faults.set({ operation: "RegisterCloudVmClusterPkcs", failWorkRequest: "Node 1 is unreachable" });
        await register();
        await harness.settled();
        const { lifecycleState, lifecycleDetails, tdeKeyStoreType } = await cluster();
        expect({ lifecycleState, lifecycleDetails, tdeKeyStoreType }).to.deep.equal({
            lifecycleState: "AVAILABLE",
            lifecycleDetails: "Node 1 is unreachable",
            tdeKeyStoreType: undefined,
        });
    });

    it("takes the four published types only", async () => {
        await refused(register("NONE" as typeof Aws), 400, "InvalidParameter");
        const target = `/20160918/cloudVmClusters/${harness.clusterId}/actions/registerPkcs`;
        expectError(
            await harness.send({ method: "POST", target, body: {} }),
            400,
            "MissingParameter",
            /tdeKeyStoreType/,
        );
    });
});

describe("OCI VM clusters and Exadata infrastructure", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    it("are listed as a bare array and read one by one", async () => {
        const { items } = await harness.database().listCloudVmClusters({ compartmentId: harness.compartmentId });
        expect(items.map(({ displayName }) => displayName)).to.deep.equal(["sales"]);
        const raw = await harness.send({ target: `/20160918/cloudVmClusters?compartmentId=${harness.compartmentId}` });
        expect(raw.body).to.be.an("array");
        const cloudExadataInfrastructureId = items[0]!.cloudExadataInfrastructureId;
        const { cloudExadataInfrastructure } = await harness
            .database()
            .getCloudExadataInfrastructure({ cloudExadataInfrastructureId });
        expect(cloudExadataInfrastructure).to.deep.include({ displayName: "sales-infra", lifecycleState: "AVAILABLE" });
    });

    it("are updated like the native provider does it", async () => {
        const { cloudVmCluster } = await harness.database().updateCloudVmCluster({
            cloudVmClusterId: harness.clusterId,
            updateCloudVmClusterDetails: {
                sshPublicKeys: ["ssh-rsa AAAA other"],
                dataCollectionOptions: { isDiagnosticsEventsEnabled: true },
                freeformTags: { team: "sales" },
            },
        });
        expect(cloudVmCluster.lifecycleState).to.equal("UPDATING");
        await harness.settled();
        const read = await harness.database().getCloudVmCluster({ cloudVmClusterId: harness.clusterId });
        expect(read.cloudVmCluster).to.deep.include({
            lifecycleState: "AVAILABLE",
            sshPublicKeys: ["ssh-rsa AAAA other"],
            freeformTags: { team: "sales" },
            displayName: "sales",
        });
    });

    it("cannot be told their key store by an update", async () => {
        const answer = await harness.send({
            method: "PUT",
            target: `/20160918/cloudVmClusters/${harness.clusterId}`,
            body: { tdeKeyStoreType: "AWS" },
        });
        expect(answer.status).to.equal(400);
    });

    it("cannot be deleted from OCI: they belong to AWS", async () => {
        const answer = await harness.send({
            method: "DELETE",
            target: `/20160918/cloudVmClusters/${harness.clusterId}`,
        });
        expect(answer.status).to.equal(405);
        expect(answer.body.code).to.equal("MethodNotAllowed");
    });
});
