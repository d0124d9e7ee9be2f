import { expect } from "chai";
import { models } from "oci-dbmulticloud";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

const path = "/20240501/multiCloudResourceDiscovery";

describe("OCI discovery of AWS keys", () => {
    let harness: Harness;
    let connectorId: string;
    beforeEach(async () => {
        harness = await Harness.start();
        connectorId = await harness.connector();
    });
    afterEach(() => harness.stop());

    const details = () => ({
        compartmentId: harness.compartmentId,
        displayName: "aws-keys",
        oracleDbConnectorId: connectorId,
        resourceType: models.MultiCloudResourceDiscovery.ResourceType.AwsKeys as string,
    });
    const create = async (change: object = {}) => {
        const { multiCloudResourceDiscovery } = await harness.discoveries().createMultiCloudResourceDiscovery({
            createMultiCloudResourceDiscoveryDetails: { ...details(), ...change },
        });
        return multiCloudResourceDiscovery;
    };
    const get = async (multiCloudResourceDiscoveryId: string) =>
        (await harness.discoveries().getMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId }))
            .multiCloudResourceDiscovery;

    it("lists the keys that the role may describe", async () => {
        const arn = harness.exadata.addKey("one");
        harness.exadata.addKey("two", { aliases: [] });
        const { id, lifecycleState } = await create();
        expect(lifecycleState).to.equal("IN_PROGRESS");
        await harness.settled();
        const discovery = await get(id);
        expect(discovery.lifecycleState).to.equal("SUCCEEDED");
        expect(discovery.resources!.map(({ name }) => name)).to.deep.equal(["alias/one", "two"]);
        expect(discovery.resources![0]).to.deep.include({ id: arn, location: "us-east-1" });
        expect(discovery.resources![0]!.properties).to.deep.include({ awsKeyArn: arn, keyState: "Enabled" });
        expect(harness.lastWorkRequest(id).operationType).to.equal("CREATE_MULTICLOUD_DISCOVERY");
    });

    it("lists one key only when filtered by ARN, and none when the filter misses", async () => {
        harness.exadata.addKey("one");
        const arn = harness.exadata.addKey("two");
        const hit = await create({ resourcesFilter: { awsKeyArn: arn } });
        const miss = await create({ resourcesFilter: { awsKeyArn: `${arn}x` } });
        await harness.settled();
        expect((await get(hit.id)).resources!.map(({ id }) => id)).to.deep.equal([arn]);
        expect(await get(miss.id)).to.deep.include({ lifecycleState: "SUCCEEDED", resources: [] });
    });

    it("fails, with the reason, when no node is connected", async () => {
        harness.exadata.nodes = ["DISCONNECTED", "DISCONNECTED"];
        const target = `/20240501/oracleDbAwsIdentityConnector/${connectorId}/actions/refresh`;
        await harness.done({ method: "POST", target });
        const { id } = await create();
        await harness.settled();
        expect(await get(id)).to.deep.include({
            lifecycleState: "FAILED",
            lifecycleStateDetails: "No node is CONNECTED.",
        });
        expect(harness.lastWorkRequest(id).status).to.equal("FAILED");
    });

    it("can be canceled while it runs", async () => {
        harness.world.jobs.setScale(0.02);
        const { id } = await create();
        const workRequestId = harness.lastWorkRequest(id).id;
        await harness.multicloudWorkRequests().cancelWorkRequest({ workRequestId });
        expect(harness.lastWorkRequest(id).status).to.equal("CANCELING");
        await harness.settled();
        expect(harness.lastWorkRequest(id).status).to.equal("CANCELED");
        expect((await get(id)).lifecycleState).to.equal("CANCELED");
    });

    it("is found by connector, under the name that the API has for all clouds", async () => {
        const { id } = await create();
        const list = async (filter: object) => {
            const { multiCloudResourceDiscoverySummaryCollection } = await harness
                .discoveries()
                .listMultiCloudResourceDiscoveries({ compartmentId: harness.compartmentId, ...filter });
            return multiCloudResourceDiscoverySummaryCollection.items.map((item) => item.id);
        };
        expect(await list({ oracleDbAzureConnectorId: connectorId, resourceType: "AWS_KEYS" })).to.deep.equal([id]);
        expect(await list({ oracleDbAzureConnectorId: "ocid1.x" })).to.deep.equal([]);
        expect(await list({ resourceType: "VAULTS" })).to.deep.equal([]);
        expect(await list({ multiCloudResourceDiscoveryId: id })).to.deep.equal([id]);
    });

    it("is renamed and moved without running again", async () => {
        const { id } = await create();
        await harness.settled();
        harness.exadata.addKey("later");
        await harness.discoveries().updateMultiCloudResourceDiscovery({
            multiCloudResourceDiscoveryId: id,
            updateMultiCloudResourceDiscoveryDetails: { displayName: "renamed" },
        });
        await harness.settled();
        await harness.discoveries().changeMultiCloudResourceDiscoveryCompartment({
            multiCloudResourceDiscoveryId: id,
            changeMultiCloudResourceDiscoveryCompartmentDetails: {
                compartmentId: harness.world.settings.tenancyId,
            } as models.ChangeMultiCloudResourceDiscoveryCompartmentDetails,
        });
        await harness.settled();
        expect(await get(id)).to.deep.include({
            displayName: "renamed",
            compartmentId: harness.world.settings.tenancyId,
            lifecycleState: "SUCCEEDED",
            resources: [],
        });
    });

    it("is gone after it was deleted: there is no DELETED state", async () => {
        const { id } = await create();
        await harness.settled();
        await harness.discoveries().deleteMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId: id });
        await harness.settled();
        await refused(get(id), 404, "NotAuthorizedOrNotFound");
        expect(harness.lastWorkRequest(id).resources[0]!.actionType).to.equal("DELETED");
    });

    const wrong: [name: string, change: object, code: string][] = [
        ["another cloud's resources", { resourceType: "VAULTS" }, "InvalidParameter"],
        ["an unknown kind", { resourceType: "KEYS" }, "InvalidParameter"],
        ["an unknown filter", { resourcesFilter: { keyVault: "x" } }, "InvalidParameter"],
        ["an unknown connector", { oracleDbConnectorId: "ocid1.x" }, "RelatedResourceNotAuthorizedOrNotFound"],
        ["no kind", { resourceType: undefined }, "MissingParameter"],
    ];
    for (const [name, change, code] of wrong) {
        it(`is refused with ${name}`, async () => {
            const body = { ...details(), ...change };
            expectError(await harness.send({ method: "POST", target: path, body }), 400, code);
        });
    }
});
