import { expect } from "chai";
import { models } from "oci-dbmulticloud";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

const path = "/20240501/oracleDbAwsIdentityConnector";

describe("OCI identity connectors", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const details = () => harness.connectorDetails() as models.CreateOracleDbAwsIdentityConnectorDetails;
    const get = (oracleDbAwsIdentityConnectorId: string) =>
        harness.aws().getOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId });
    const create = () =>
        harness.aws().createOracleDbAwsIdentityConnector({ createOracleDbAwsIdentityConnectorDetails: details() });

    it("are created, become ACTIVE with the nodes' status, and appear on the VM cluster", async () => {
        const created = await create();
        const connector = created.oracleDbAwsIdentityConnector;
        expect(connector.lifecycleState).to.equal("CREATING");
        expect(connector).to.deep.include({ freeformTags: {}, definedTags: {}, systemTags: {} });
        expect(created.location).to.equal(`${harness.endpoint}${path}/${connector.id}`);
        expect(created.etag).to.be.a("string");

        await harness.settled();
        const read = await get(connector.id);
        expect(read.etag).to.not.equal(created.etag);
        expect(read.oracleDbAwsIdentityConnector.lifecycleState).to.equal("ACTIVE");
        const role = read.oracleDbAwsIdentityConnector.serviceRoleDetails[0]!;
        expect(role.assumeRoleStatus).to.equal("CONNECTED");
        expect(role.awsNodes?.map(({ status }) => status)).to.deep.equal(["CONNECTED", "CONNECTED"]);
        const { cloudVmCluster } = await harness.database().getCloudVmCluster({ cloudVmClusterId: harness.clusterId });
        expect(cloudVmCluster.multiCloudIdentityConnectorConfigs).to.deep.equal([
            { id: connector.id, cloudProvider: "AWS" },
        ]);
        const { workRequest } = await harness
            .multicloudWorkRequests()
            .getWorkRequest({ workRequestId: created.opcWorkRequestId });
        expect(workRequest).to.deep.include({ operationType: "CREATE_AWS_CONNECTOR", status: "SUCCEEDED" });
        expect(workRequest.resources[0]!.entityType.toLowerCase()).to.contain("oracledbawsconnector");
        expect(workRequest.resources[0]!.actionType).to.equal("CREATED");
    });

    it("are ACTIVE although their nodes cannot assume the role, and say why", async () => {
        harness.exadata.nodes = ["CONNECTED", "DISCONNECTED"];
        const { oracleDbAwsIdentityConnector } = await get(await harness.connector());
        expect(oracleDbAwsIdentityConnector.lifecycleState).to.equal("ACTIVE");
        expect(oracleDbAwsIdentityConnector.serviceRoleDetails[0]!.assumeRoleStatus).to.equal("PARTIALLY_CONNECTED");
        expect(oracleDbAwsIdentityConnector.lifecycleStateDetails).to.match(/AssumeRoleWithWebIdentity/);
    });

    it("exist once for a VM cluster", async () => {
        await create();
        await refused(create(), 409, "Conflict");
    });

    it("are listed by VM cluster, name and state", async () => {
        const id = await harness.connector();
        const list = async (filter: object) => {
            const { oracleDbAwsIdentityConnectorSummaryCollection } = await harness
                .aws()
                .listOracleDbAwsIdentityConnectors({ compartmentId: harness.compartmentId, ...filter });
            return oracleDbAwsIdentityConnectorSummaryCollection.items.map((item) => item.id);
        };
        expect(await list({ resourceId: harness.clusterId })).to.deep.equal([id]);
        expect(await list({ resourceId: "ocid1.cloudvmcluster.oc1.iad.other" })).to.deep.equal([]);
        expect(await list({ displayName: "sales-connector", lifecycleState: "ACTIVE" })).to.deep.equal([id]);
        expect(await list({ displayName: "other" })).to.deep.equal([]);
        expect(await list({ lifecycleState: "FAILED" })).to.deep.equal([]);
    });

    it("try their nodes anew when refreshed", async () => {
        harness.exadata.nodes = ["DISCONNECTED", "DISCONNECTED"];
        const id = await harness.connector();
        harness.exadata.nodes = ["CONNECTED", "CONNECTED"];
        const { opcWorkRequestId } = await harness
            .aws()
            .refreshOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id });
        expect((await get(id)).oracleDbAwsIdentityConnector.lifecycleState).to.be.oneOf(["UPDATING", "ACTIVE"]);
        await harness.settled();
        const { oracleDbAwsIdentityConnector } = await get(id);
        expect(oracleDbAwsIdentityConnector.serviceRoleDetails[0]!.assumeRoleStatus).to.equal("CONNECTED");
        expect(oracleDbAwsIdentityConnector.lifecycleStateDetails).to.equal(undefined);
        expect(harness.world.workRequests.get(opcWorkRequestId)).to.deep.include({
            operationType: "REFRESH_AWS_CONNECTOR",
            status: "SUCCEEDED",
        });
    });

    it("cannot be refreshed while something is under way", async () => {
        harness.world.jobs.setScale(1);
        const { id } = (await create()).oracleDbAwsIdentityConnector;
        const refresh = harness.aws().refreshOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id });
        await refused(refresh, 409, "IncorrectState", /CREATING/);
    });

    it("are updated and moved", async () => {
        const id = await harness.connector();
        await harness.aws().updateOracleDbAwsIdentityConnector({
            oracleDbAwsIdentityConnectorId: id,
            updateOracleDbAwsIdentityConnectorDetails: { displayName: "renamed", freeformTags: { team: "sales" } },
        });
        await harness.settled();
        await harness.aws().changeOracleDbAwsIdentityConnectorCompartment({
            oracleDbAwsIdentityConnectorId: id,
            changeOracleDbAwsIdentityConnectorCompartmentDetails: { compartmentId: harness.world.settings.tenancyId },
        });
        await harness.settled();
        const { oracleDbAwsIdentityConnector } = await get(id);
        expect(oracleDbAwsIdentityConnector).to.deep.include({
            displayName: "renamed",
            freeformTags: { team: "sales" },
            compartmentId: harness.world.settings.tenancyId,
            lifecycleState: "ACTIVE",
            issuerUrl: details().issuerUrl,
        });
    });

    it("connect with their new role after an update", async () => {
        const id = await harness.connector();
        const roleArn = "arn:aws:iam::111122223333:role/Other";
        await harness.aws().updateOracleDbAwsIdentityConnector({
            oracleDbAwsIdentityConnectorId: id,
            updateOracleDbAwsIdentityConnectorDetails: {
                serviceRoleDetails: [
                    {
                        roleArn,
                        servicePrivateEndpoint: "https://kms.us-east-1.amazonaws.com",
                        serviceType: models.ServiceRoleDetail.ServiceType.Kms,
                    },
                ],
            },
        });
        await harness.settled();
        const role = (await get(id)).oracleDbAwsIdentityConnector.serviceRoleDetails[0]!;
        expect(role).to.deep.include({ roleArn, assumeRoleStatus: "CONNECTED" });
    });

    it("are deleted, and leave the VM cluster without a link", async () => {
        const id = await harness.connector();
        await harness.aws().deleteOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id });
        await harness.settled();
        expect((await get(id)).oracleDbAwsIdentityConnector.lifecycleState).to.equal("DELETED");
        const { cloudVmCluster } = await harness.database().getCloudVmCluster({ cloudVmClusterId: harness.clusterId });
        expect(cloudVmCluster.multiCloudIdentityConnectorConfigs).to.deep.equal([]);
        await refused(
            harness.aws().deleteOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id }),
            404,
            "NotAuthorizedOrNotFound",
        );
    });

    it("are kept while a key is registered through them", async () => {
        const id = await harness.connector();
        await harness.registeredKey(id, "tde-sales");
        const call = harness.aws().deleteOracleDbAwsIdentityConnector({ oracleDbAwsIdentityConnectorId: id });
        await refused(call, 409, "Conflict", /tde-sales/);
    });

    it("fail visibly when the work request fails", async () => {
        harness.world.faults.set({
            operation: "CreateOracleDbAwsIdentityConnector",
            failWorkRequest: "The installer found no free space",
        });
        const { body, headers } = await harness.done({ method: "POST", target: path, body: details() });
        const { oracleDbAwsIdentityConnector } = await get(body.id);
        expect(oracleDbAwsIdentityConnector).to.deep.include({
            lifecycleState: "FAILED",
            lifecycleStateDetails: "The installer found no free space",
        });
        const { workRequestErrorCollection } = await harness
            .multicloudWorkRequests()
            .listWorkRequestErrors({ workRequestId: headers["opc-work-request-id"]! });
        expect(workRequestErrorCollection.items.map(({ message }) => message)).to.deep.equal([
            "The installer found no free space",
        ]);
    });

    const wrong: [name: string, change: object, status: number, code: string][] = [
        ["an unknown VM cluster", { resourceId: "ocid1.x" }, 400, "RelatedResourceNotAuthorizedOrNotFound"],
        ["an unknown compartment", { compartmentId: "ocid1.x" }, 400, "RelatedResourceNotAuthorizedOrNotFound"],
        ["no issuer", { issuerUrl: undefined }, 400, "MissingParameter"],
        ["no role", { serviceRoleDetails: [] }, 400, "InvalidParameter"],
        [
            "a role of another service",
            { serviceRoleDetails: [{ roleArn: "a", servicePrivateEndpoint: "b", serviceType: "S3" }] },
            400,
            "InvalidParameter",
        ],
        [
            "a role without endpoint",
            { serviceRoleDetails: [{ roleArn: "a", serviceType: "KMS" }] },
            400,
            "MissingParameter",
        ],
        ["a scope of 256 characters", { oidcScope: "x".repeat(256) }, 400, "InvalidParameter"],
        ["an obsolete field", { awsRoleArn: "arn:aws:iam::1:role/x" }, 400, "InvalidParameter"],
        ["a number for a name", { displayName: 7 }, 400, "InvalidParameter"],
    ];
    for (const [name, change, status, code] of wrong) {
        it(`are refused with ${name}`, async () => {
            const body = { ...details(), ...change };
            expectError(await harness.send({ method: "POST", target: path, body }), status, code);
            expect(harness.world.connectors.size).to.equal(0);
        });
    }

    it("need an OCID that exists", async () => {
        await refused(get("ocid1.oracledbawsconnector.oc1.iad.none"), 404, "NotAuthorizedOrNotFound");
        const list = harness.aws().listOracleDbAwsIdentityConnectors({ compartmentId: "ocid1.compartment.oc1..none" });
        await refused(list, 404, "NotAuthorizedOrNotFound");
    });
});
