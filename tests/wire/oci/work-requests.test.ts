import { expect } from "chai";
import { Harness } from "./support/harness";
import { refused } from "./support/refusals";

describe("OCI work requests", () => {
    let harness: Harness;
    afterEach(() => harness.stop());

    it("of dbmulticloud are listed by resource and status, in an object", async () => {
        harness = await Harness.start();
        const connectorId = await harness.connector();
        const keyId = await harness.registeredKey(connectorId);
        const client = harness.multicloudWorkRequests();
        const list = async (filter: object) => {
            const answer = await client.listWorkRequests({ compartmentId: harness.compartmentId, ...filter });
            return answer.workRequestSummaryCollection.items.map(({ operationType }) => operationType);
        };
        expect(await list({})).to.have.members(["CREATE_AWS_KEY", "CREATE_AWS_CONNECTOR"]);
        expect(await list({ resourceId: keyId })).to.deep.equal(["CREATE_AWS_KEY"]);
        expect(await list({ resourceId: keyId, status: "FAILED" })).to.deep.equal([]);
        expect(await list({ workRequestId: harness.lastWorkRequest(connectorId).id })).to.deep.equal([
            "CREATE_AWS_CONNECTOR",
        ]);
    });

    it("of dbmulticloud have logs, tell when to ask again, and may be canceled after they have ended", async () => {
        harness = await Harness.start();
        const workRequestId = harness.lastWorkRequest(await harness.connector()).id;
        const client = harness.multicloudWorkRequests();
        const { retryAfter, etag } = await client.getWorkRequest({ workRequestId });
        expect(retryAfter).to.equal(1);
        expect(etag).to.be.a("string");
        const { workRequestLogEntryCollection } = await client.listWorkRequestLogs({ workRequestId });
        expect(workRequestLogEntryCollection.items.map(({ message }) => message)).to.include("Ended: SUCCEEDED");
        await client.cancelWorkRequest({ workRequestId });
        expect((await client.getWorkRequest({ workRequestId })).workRequest.status).to.equal("SUCCEEDED");
    });

    it("run as IN_PROGRESS without an end until they end", async () => {
        harness = await Harness.start();
        harness.world.jobs.setScale(0.001);
        const answer = await harness.send({
            method: "POST",
            target: "/20240501/oracleDbAwsIdentityConnector",
            body: harness.connectorDetails(),
        });
        const workRequestId = answer.headers["opc-work-request-id"]!;
        const client = harness.multicloudWorkRequests();
        const running = (await client.getWorkRequest({ workRequestId })).workRequest;
        expect(running.status).to.equal("IN_PROGRESS");
        expect(running).to.not.have.property("timeFinished");
        await refused(client.cancelWorkRequest({ workRequestId }), 409, "Conflict");
        await harness.settled();
        const ended = (await client.getWorkRequest({ workRequestId })).workRequest;
        expect(ended).to.deep.include({ status: "SUCCEEDED", percentComplete: 100 });
        expect(ended).to.have.property("timeFinished");
    });

    it("of the Database service stay unnamed in its answers, and are found by their resource", async () => {
        harness = await Harness.start();
        await harness.databaseOnAws();
        const answer = await harness.done({
            method: "POST",
            target: `/20160918/databases/${harness.databaseId}/actions/rotateKey`,
        });
        expect(answer.headers).to.not.have.property("opc-work-request-id");
        const { items } = await harness
            .workRequests()
            .listWorkRequests({ compartmentId: harness.compartmentId, resourceId: harness.databaseId });
        expect(items.map(({ operationType }) => operationType)).to.deep.equal([
            "Rotate Encryption Key",
            "Change Encryption Key Location",
        ]);
    });

    it("of the Database service are named in its answers where the settings ask for it", async () => {
        harness = await Harness.start({ databaseWorkRequests: true });
        await harness.databaseOnAws();
        const { opcWorkRequestId } = await harness.database().rotateVaultKey({ databaseId: harness.databaseId });
        await harness.settled();
        const { workRequest } = await harness.workRequests().getWorkRequest({ workRequestId: opcWorkRequestId });
        expect(workRequest).to.deep.include({ status: "SUCCEEDED", operationType: "Rotate Encryption Key" });
        const { items } = await harness.workRequests().listWorkRequestLogs({ workRequestId: opcWorkRequestId });
        expect(items.map(({ message }) => message)).to.include("Rotate Encryption Key of SALES01");
    });

    it("of one API are unknown to the other", async () => {
        harness = await Harness.start();
        const workRequestId = harness.lastWorkRequest(await harness.connector()).id;
        await refused(harness.workRequests().getWorkRequest({ workRequestId }), 404, "NotAuthorizedOrNotFound");
    });

    it("end as failed even when something breaks that nobody planned for", async () => {
        harness = await Harness.start();
        harness.exadata.connect = async () => {
            throw new TypeError("connect ECONNREFUSED, host not found");
        };
        const id = await harness.connector();
        const { status, errors } = harness.lastWorkRequest(id);
        expect(status).to.equal("FAILED");
        expect(errors[0]!.message).to.equal("connect ECONNREFUSED, host unknown");
        expect(harness.world.connectors.get(id)!.value.lifecycleState).to.equal("FAILED");
    });
});
