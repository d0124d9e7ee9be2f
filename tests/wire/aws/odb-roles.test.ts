import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";
import { availableCluster, cluster, role } from "./odb-resources";

type IamRole = { iamRoleArn: string; status: string; statusReason?: string; awsIntegration: string };

describe("role associations over boto3", () => {
    let harness: Harness;
    let id: string;
    let resourceArn: string;
    let iamRoleArn: string;

    before(async () => {
        harness = await startHarness();
        id = await availableCluster(harness);
        resourceArn = harness.world.clusters.get(id)!.cloudVmClusterArn;
        iamRoleArn = await role(harness, "OracleDatabaseKMS");
    });
    after(() => harness.stop());
    afterEach(() => {
        harness.world.jobs.setScale(0);
        harness.world.clusters.get(id)!.roles = [];
        delete harness.exadata.refusal;
    });

    const parameters = (change: object = {}) => ({ iamRoleArn, awsIntegration: "KmsTde", resourceArn, ...change });
    const associate = (change?: object) =>
        harness.boto.call("odb", "associate_iam_role_to_resource", parameters(change));
    const refused = (change?: object) =>
        harness.boto.refusal("odb", "associate_iam_role_to_resource", parameters(change));
    const roles = async () => (await cluster(harness, id)).iamRoles as IamRole[];

    it("is ASSOCIATING at once and CONNECTED later, and the way back is DISASSOCIATING, then nothing", async () => {
        harness.world.jobs.setScale(0.001);
        await associate();
        expect(await roles()).to.deep.equal([{ iamRoleArn, awsIntegration: "KmsTde", status: "ASSOCIATING" }]);
        await eventually(async () => ((await roles())[0]?.status === "CONNECTED" ? true : undefined));
        await harness.boto.call("odb", "disassociate_iam_role_from_resource", parameters());
        expect((await roles())[0]?.status).to.equal("DISASSOCIATING");
        await eventually(async () => ((await roles()).length === 0 ? true : undefined));
    });

    it("conflicts with a role that is there: the same one or a second", async () => {
        await associate();
        expect((await refused()).code).to.equal("ConflictException");
        const second = await refused({ iamRoleArn: await role(harness, "second") });
        expect(second.code).to.equal("ConflictException");
        expect(second.message).to.contain(iamRoleArn);
    });

    it("refuses a role that IAM does not know, and one of another account", async () => {
        for (const arn of [
            "arn:aws:iam::111122223333:role/nobody",
            "arn:aws:iam::999999999999:role/OracleDatabaseKMS",
        ]) {
            const error = await refused({ iamRoleArn: arn });
            expect(error.members.fieldList, arn).to.have.nested.property("[0].name", "iamRoleArn");
        }
    });

    it("refuses a cluster that is unknown or not AVAILABLE", async () => {
        const unknown = await refused({ resourceArn: resourceArn.replace(id, "vmc_unknown") });
        expect(unknown.code).to.equal("ResourceNotFoundException");
        harness.world.clusters.get(id)!.status = "UPDATING";
        const busy = await refused();
        harness.world.clusters.get(id)!.status = "AVAILABLE";
        expect(busy.code).to.equal("ConflictException");
    });

    it("wants an identity domain in the account", async () => {
        const { identityDomain } = harness.world.onboarding;
        delete harness.world.onboarding.identityDomain;
        const error = await refused();
        harness.world.onboarding.identityDomain = identityDomain;
        expect(error.code).to.equal("ValidationException");
        expect(error.message).to.contain("identity domain");
    });

    it("shows FAILED with the service's reason when a fault says so", async () => {
        harness.world.faults.set({ operation: "AssociateIamRoleToResource", failWorkRequest: "Agent install failed." });
        await associate();
        const failed = await eventually(async () => {
            const [first] = await roles();
            return first?.status === "FAILED" ? first : undefined;
        });
        expect(failed.statusReason).to.equal("Agent install failed.");
    });

    it("says in the provider's words that no role is associated", async () => {
        const error = await harness.boto.refusal("odb", "disassociate_iam_role_from_resource", parameters());
        expect(error.code).to.equal("ValidationException");
        expect(error.message).to.contain("doesn't have any role associated");
    });

    it("keeps a role through which keys are registered, and a cluster that has a role", async () => {
        await associate();
        const connector = {
            id: "ocid1.oracledbawsconnector.oc1.iad.x",
            resourceId: harness.world.clusters.get(id)!.ocid,
        };
        const key = { id: "ocid1.oracledbawskey.oc1.iad.x", oracleDbConnectorId: connector.id, displayName: "tde-key" };
        harness.world.connectors.set("x", { value: connector, etag: "1" } as never);
        harness.world.awsKeys.set("x", { value: { ...key, lifecycleState: "ACTIVE" }, etag: "1" } as never);
        const error = await harness.boto.refusal("odb", "disassociate_iam_role_from_resource", parameters());
        harness.world.awsKeys.clear();
        expect(error.code).to.equal("ConflictException");
        expect(error.message).to.contain("tde-key");
        const held = await harness.boto.refusal("odb", "delete_cloud_vm_cluster", { cloudVmClusterId: id });
        expect(held.code).to.equal("ConflictException");
        expect(held.message).to.contain(iamRoleArn);
    });

    it("hands on what the Exadata side refuses as a conflict", async () => {
        harness.exadata.refusal = "The cluster already has a connector.";
        const error = await refused();
        expect(error).to.include({ code: "ConflictException", message: "The cluster already has a connector." });
    });
});
