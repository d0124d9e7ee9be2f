import { expect } from "chai";
import { issuerOf } from "../../../sandbox/core/settings";
import {
    changeConnectorCompartment,
    createConnector,
    deleteConnector,
    getConnector,
    listConnectors,
    refreshConnector,
    updateConnector,
} from "../../../sdk/functions/connectors";
import {
    changeKeyCompartment,
    createKey,
    deleteKey,
    getKey,
    listKeys,
    refreshKey,
    updateKey,
} from "../../../sdk/functions/registered-keys";
import { type Lab, openLab } from "./lab";

/** A second compartment of the tenancy, to move things into. */
const elsewhere = "ocid1.compartment.oc1..aaaaelsewhere";

describe("every verb of identity connectors and registered keys, as functions", function () {
    this.timeout(60_000);
    let lab: Lab;
    let connectorId: string;
    let registeredKeyId: string;

    before(async () => {
        lab = await openLab();
        const { compartments } = lab.sandbox.world;
        const { etag, value } = compartments.get(lab.compartmentId)!;
        compartments.set(elsewhere, { etag, value: { ...value, id: elsewhere, name: "elsewhere" } });
        await lab.associate();
        while ([...lab.sandbox.world.connectors.values()][0]?.value.lifecycleState !== "ACTIVE") await pause();
        connectorId = [...lab.sandbox.world.connectors.keys()][0]!;
    });
    after(() => lab.close());

    it("list and read the connector of a cluster with its nodes", async () => {
        const { compartmentId, clusterOcid: vmClusterOcid } = lab;
        const listed = await listConnectors({ compartmentId, vmClusterOcid });
        expect(listed.map(({ id }) => id)).to.deep.equal([connectorId]);
        expect(await listConnectors({ compartmentId, displayName: "another" })).to.deep.equal([]);
        const [role] = (await getConnector(connectorId)).serviceRoleDetails;
        expect(role!.awsNodes!.map(({ status }) => status)).to.deep.equal(["CONNECTED", "CONNECTED"]);
    });

    it("rename, move and refresh a connector, each to its end", async () => {
        expect(await updateConnector(connectorId, { displayName: "renamed" })).to.include({
            displayName: "renamed",
            lifecycleState: "ACTIVE",
        });
        expect((await changeConnectorCompartment(connectorId, elsewhere)).compartmentId).to.equal(elsewhere);
        expect(await listConnectors({ compartmentId: lab.compartmentId })).to.deep.equal([]);
        expect((await refreshConnector(connectorId)).lifecycleState).to.equal("ACTIVE");
        await changeConnectorCompartment(connectorId, lab.compartmentId);
        expect(lab.calls("RefreshOracleDbAwsIdentityConnector")).to.equal(1);
        expect(lab.calls("ChangeOracleDbAwsIdentityConnectorCompartment")).to.equal(2);
    });

    it("say why a change of a connector failed", async () => {
        const operation = "UpdateOracleDbAwsIdentityConnector";
        lab.sandbox.world.faults.set({ operation, failWorkRequest: "The node agent did not answer" });
        expect(await failure(updateConnector(connectorId, { displayName: "x" }))).to.contain("did not answer");
    });

    it("register, list and read a key", async () => {
        const registered = await lab.registerKey(connectorId);
        const { awsKeyArn, displayName } = await getKey(registered);
        await deleteKey(registered);
        expect((await getKey(registered)).lifecycleState).to.equal("DELETED");
        const { compartmentId } = lab;
        const made = await createKey({
            compartmentId,
            oracleDbConnectorId: connectorId,
            displayName: "tde",
            awsKeyArn,
        });
        expect(made).to.include({ lifecycleState: "ACTIVE", awsKeyArn, displayName });
        registeredKeyId = made.id;
        const listed = await listKeys({ compartmentId, connectorId, lifecycleState: "ACTIVE" });
        expect(listed.map(({ id }) => id)).to.deep.equal([registeredKeyId]);
    });

    it("rename, move and refresh a key, each to its end", async () => {
        expect((await updateKey(registeredKeyId, { displayName: "renamed" })).displayName).to.equal("renamed");
        expect((await changeKeyCompartment(registeredKeyId, elsewhere)).compartmentId).to.equal(elsewhere);
        await lab.setKeyEnabled(false);
        const { key, workRequestId } = await refreshKey(registeredKeyId);
        expect(key.isAwsKeyEnabled).to.equal(false);
        expect(workRequestId).to.be.a("string");
        await lab.setKeyEnabled(true);
        expect((await refreshKey(registeredKeyId)).key.isAwsKeyEnabled).to.equal(true);
    });

    it("refuse to delete a connector while a key is registered through it, in the service's words", async () => {
        expect(await failure(deleteConnector(connectorId))).to.contain("Keys are registered through this");
    });

    it("deregister the key, delete the connector, and make another one", async () => {
        await deleteKey(registeredKeyId);
        await deleteConnector(connectorId);
        await deleteConnector(connectorId);
        await deleteKey("ocid1.oracledbawskey.oc1.iad.aaaagone");
        const { awsRegion, domainUrl } = lab.sandbox.world.settings;
        const made = await createConnector({
            displayName: "again",
            compartmentId: lab.compartmentId,
            resourceId: lab.clusterOcid,
            oidcScope: "DBMC/aws",
            issuerUrl: issuerOf(domainUrl),
            awsLocation: awsRegion,
            serviceRoleDetails: [
                {
                    roleArn: lab.roleArn,
                    servicePrivateEndpoint: `https://kms.${awsRegion}.amazonaws.com`,
                    serviceType: "KMS",
                },
            ] as never,
        });
        expect(made).to.include({ lifecycleState: "ACTIVE", displayName: "again" });
        expect(made.id).not.to.equal(connectorId);
    });
});

async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
