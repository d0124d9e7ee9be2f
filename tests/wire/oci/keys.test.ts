import { expect } from "chai";
import { models } from "oci-dbmulticloud";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

const path = "/20240501/oracleDbAwsKey";

describe("OCI registered AWS keys", () => {
    let harness: Harness;
    let connectorId: string;
    beforeEach(async () => {
        harness = await Harness.start();
        connectorId = await harness.connector();
    });
    afterEach(() => harness.stop());

    const details = (awsKeyArn = harness.exadata.addKey("tde")) => ({
        compartmentId: harness.compartmentId,
        oracleDbConnectorId: connectorId,
        displayName: "tde",
        awsKeyArn,
    });
    const create = (createOracleDbAwsKeyDetails = details()) =>
        harness.aws().createOracleDbAwsKey({ createOracleDbAwsKeyDetails });
    const get = async (oracleDbAwsKeyId: string) =>
        (await harness.aws().getOracleDbAwsKey({ oracleDbAwsKeyId })).oracleDbAwsKey;

    it("become ACTIVE with what KMS says about them", async () => {
        const created = await create();
        expect(created.oracleDbAwsKey.lifecycleState).to.equal("CREATING");
        await harness.settled();
        const key = await get(created.oracleDbAwsKey.id);
        expect(key).to.deep.include({
            lifecycleState: "ACTIVE",
            isAwsKeyEnabled: true,
            awsAccountId: "111122223333",
            location: "us-east-1",
            type: "AWS_KMS",
            oracleDbConnectorId: connectorId,
            replicationMetadata: { replicationDetails: [] },
            systemTags: {},
        });
        expect(key.properties).to.deep.include({ keyState: "Enabled", aliases: "alias/tde", multiRegion: "false" });
        expect(harness.world.workRequests.get(created.opcWorkRequestId)).to.deep.include({
            operationType: "CREATE_AWS_KEY",
            status: "SUCCEEDED",
        });
    });

    it("fail, with the reason, when the role may not describe them", async () => {
        const arn = "arn:aws:kms:us-east-1:111122223333:key/absent";
        const { oracleDbAwsKey, opcWorkRequestId } = await create(details(arn));
        await harness.settled();
        const key = await get(oracleDbAwsKey.id);
        expect(key.lifecycleState).to.equal("FAILED");
        expect(key.lifecycleStateDetails).to.contain("absent");
        const { workRequest } = await harness
            .multicloudWorkRequests()
            .getWorkRequest({ workRequestId: opcWorkRequestId });
        expect(workRequest.status).to.equal("FAILED");
        expect(workRequest.timeFinished).to.not.equal(undefined);
        const { workRequestErrorCollection } = await harness
            .multicloudWorkRequests()
            .listWorkRequestErrors({ workRequestId: opcWorkRequestId });
        const [error] = workRequestErrorCollection.items;
        expect(error!.code).to.equal("AwsKeyNotAccessible");
        expect(error!.message).to.not.match(/not found|does not exist| not present in /i);
    });

    it("are registered once for a connector, a failed attempt aside", async () => {
        const arn = "arn:aws:kms:us-east-1:111122223333:key/late";
        await create(details(arn));
        await harness.settled();
        harness.exadata.addKey("late");
        await create(details(arn));
        await refused(create(details(arn)), 409, "Conflict");
        await harness.settled();
        await refused(create(details(arn)), 409, "Conflict");
    });

    it("need an ACTIVE connector", async () => {
        harness.world.connectors.get(connectorId)!.value.lifecycleState = "UPDATING";
        await refused(create(), 409, "IncorrectState");
    });

    it("are listed by connector, OCID, name and state", async () => {
        const id = await harness.registeredKey(connectorId, "one");
        await harness.registeredKey(connectorId, "two");
        const list = async (filter: object) => {
            const request = { compartmentId: harness.compartmentId, ...filter };
            const { oracleDbAwsKeySummaryCollection } = await harness.aws().listOracleDbAwsKeys(request);
            return oracleDbAwsKeySummaryCollection.items.map(({ displayName }) => displayName);
        };
        expect(await list({ oracleDbAwsConnectorId: connectorId, sortBy: "displayName" })).to.deep.equal([
            "one",
            "two",
        ]);
        expect(await list({ oracleDbAwsKeyId: id })).to.deep.equal(["one"]);
        expect(await list({ displayName: "two" })).to.deep.equal(["two"]);
        expect(await list({ oracleDbAwsConnectorId: "ocid1.x" })).to.deep.equal([]);
        expect(await list({ lifecycleState: "DELETED" })).to.deep.equal([]);
    });

    it("are renamed, tagged and moved", async () => {
        const id = await harness.registeredKey(connectorId);
        await harness.aws().updateOracleDbAwsKey({
            oracleDbAwsKeyId: id,
            updateOracleDbAwsKeyDetails: { displayName: "renamed", definedTags: { Operations: { CostCenter: "42" } } },
        });
        await harness.settled();
        await harness.aws().changeOracleDbAwsKeyCompartment({
            oracleDbAwsKeyId: id,
            changeOracleDbAwsKeyCompartmentDetails: { compartmentId: harness.world.settings.tenancyId },
        });
        await harness.settled();
        expect(await get(id)).to.deep.include({
            displayName: "renamed",
            definedTags: { Operations: { CostCenter: "42" } },
            compartmentId: harness.world.settings.tenancyId,
            lifecycleState: "ACTIVE",
        });
    });

    it("show after a refresh what has changed in KMS", async () => {
        const id = await harness.registeredKey(connectorId, "tde");
        harness.exadata.addKey("tde", { enabled: false, keyState: "Disabled" });
        const { opcWorkRequestId } = await harness.aws().refreshOracleDbAwsKey({
            oracleDbAwsKeyId: id,
            refreshOracleDbAwsKeyDetails: { oracleDbAwsConnectorId: connectorId },
        });
        await harness.settled();
        const key = await get(id);
        expect(key.isAwsKeyEnabled).to.equal(false);
        expect(key.properties!.keyState).to.equal("Disabled");
        expect(harness.world.workRequests.get(opcWorkRequestId)!.operationType).to.equal("REFRESH_AWS_KEY");
    });

    it("can be refreshed without a body, as the SDK sends an empty object", async () => {
        const id = await harness.registeredKey(connectorId);
        await harness.aws().refreshOracleDbAwsKey({ oracleDbAwsKeyId: id, refreshOracleDbAwsKeyDetails: {} });
        await harness.settled();
        expect((await get(id)).lifecycleState).to.equal("ACTIVE");
    });

    it("stay ACTIVE, with the reason, when a refresh fails", async () => {
        const id = await harness.registeredKey(connectorId);
        harness.exadata.keys.clear();
        await harness.done({ method: "POST", target: `${path}/${id}/actions/refresh` });
        const key = await get(id);
        expect(key.lifecycleState).to.equal("ACTIVE");
        expect(key.lifecycleStateDetails).to.contain("tde-key");
        expect(harness.lastWorkRequest(id).status).to.equal("FAILED");
    });

    it("are not refreshed through an unknown connector", async () => {
        const target = `${path}/${await harness.registeredKey(connectorId)}/actions/refresh`;
        const answer = await harness.send({ method: "POST", target, body: { oracleDbAwsConnectorId: "ocid1.x" } });
        expectError(answer, 400, "RelatedResourceNotAuthorizedOrNotFound");
    });

    it("are replicated into another region, and taken back", async () => {
        const id = await harness.registeredKey(connectorId);
        const replicate = async (action: models.ReplicationActions, targetRegion = "us-phoenix-1") => {
            await harness.aws().replicateOracleDbAwsKey({
                oracleDbAwsKeyId: id,
                replicateOracleDbAwsKeyDetails: { action, targetRegion },
            });
            await harness.settled();
            return (await get(id)).replicationMetadata!.replicationDetails!.map(
                (replica) => `${replica.targetRegion} ${replica.replicationState}`,
            );
        };
        expect(await replicate(models.ReplicationActions.Create)).to.deep.equal(["us-phoenix-1 ACTIVE"]);
        await refused(replicate(models.ReplicationActions.Create), 409, "Conflict");
        expect(await replicate(models.ReplicationActions.Delete)).to.deep.equal(["us-phoenix-1 DELETED"]);
        await refused(replicate(models.ReplicationActions.Delete), 400, "InvalidParameter");
        await refused(replicate(models.ReplicationActions.Create, "us-ashburn-1"), 400, "InvalidParameter");
    });

    it("are deregistered", async () => {
        const id = await harness.registeredKey(connectorId);
        await harness.aws().deleteOracleDbAwsKey({ oracleDbAwsKeyId: id });
        await harness.settled();
        expect((await get(id)).lifecycleState).to.equal("DELETED");
        expect(harness.lastWorkRequest(id).resources[0]!.actionType).to.equal("DELETED");
        await refused(
            harness.aws().refreshOracleDbAwsKey({ oracleDbAwsKeyId: id, refreshOracleDbAwsKeyDetails: {} }),
            404,
            "NotAuthorizedOrNotFound",
        );
    });

    const wrong: [name: string, change: object, code: string][] = [
        ["an unknown connector", { oracleDbConnectorId: "ocid1.x" }, "RelatedResourceNotAuthorizedOrNotFound"],
        ["no ARN", { awsKeyArn: undefined }, "MissingParameter"],
        ["no name", { displayName: undefined }, "MissingParameter"],
        ["an ARN of 2049 characters", { awsKeyArn: "a".repeat(2049) }, "InvalidParameter"],
        ["a property that is no text", { properties: { one: 1 } }, "InvalidParameter"],
        [
            "21 properties",
            { properties: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`p${i}`, "x"])) },
            "InvalidParameter",
        ],
        ["a tag that is no text", { freeformTags: { a: 1 } }, "InvalidParameter"],
        ["an unknown field", { keyArn: "x" }, "InvalidParameter"],
    ];
    for (const [name, change, code] of wrong) {
        it(`are refused with ${name}`, async () => {
            const body = { ...details(), ...change };
            expectError(await harness.send({ method: "POST", target: path, body }), 400, code);
        });
    }
});

describe("OCI registered AWS keys in use", () => {
    it("cannot be deregistered, and the refusal names the databases", async () => {
        const harness = await Harness.start();
        try {
            const oracleDbAwsKeyId = await harness.databaseOnAws();
            await refused(harness.aws().deleteOracleDbAwsKey({ oracleDbAwsKeyId }), 409, "Conflict", /SALES01/);
        } finally {
            await harness.stop();
        }
    });
});
