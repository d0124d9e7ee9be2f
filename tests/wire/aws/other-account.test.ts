import { CloudTrailClient, LookupEventsCommand } from "@aws-sdk/client-cloudtrail";
import { CreateRoleCommand, GetRoleCommand, IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
    CreateKeyCommand,
    DescribeKeyCommand,
    GetKeyPolicyCommand,
    KMSClient,
    ListKeysCommand,
} from "@aws-sdk/client-kms";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { defaultSettings } from "../../../sandbox/core/settings";
import { odbCaller } from "../../support/signed-odb";
import { type Harness, startHarness } from "./harness";
import { availableCluster, cluster, role } from "./odb-resources";

const { accountId: other, accessKeyId, secretAccessKey } = defaultSettings.otherAccount;
const first = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
const second = { accessKeyId, secretAccessKey };

describe("where nothing is", () => {
    let harness: Harness;
    let clusterId: string;
    let clusterArn: string;

    before(async () => {
        harness = await startHarness();
        clusterId = await availableCluster(harness);
        clusterArn = String((await cluster(harness, clusterId)).cloudVmClusterArn);
    });
    after(() => harness.stop());

    const places = [
        { title: "in another Region", region: "us-west-2", credentials: first },
        { title: "as another account", region: "us-east-1", credentials: second },
    ];
    for (const { title, region, credentials } of places) {
        it(`${title}, ODB lists nothing, finds nothing and makes nothing`, async () => {
            const odb = odbCaller(harness.endpoint, region, credentials);
            const lists = {
                ListCloudVmClusters: "cloudVmClusters",
                ListOdbNetworks: "odbNetworks",
                ListCloudExadataInfrastructures: "cloudExadataInfrastructures",
            };
            for (const [operation, name] of Object.entries(lists)) {
                expect(await odb(operation)).to.deep.equal({ httpStatus: 200, members: { [name]: [] } });
            }
            const { odbNetworkId, cloudExadataInfrastructureId } = harness.world.clusters.get(clusterId)!;
            const named: [string, object][] = [
                ["GetCloudVmCluster", { cloudVmClusterId: clusterId }],
                ["DeleteCloudVmCluster", { cloudVmClusterId: clusterId }],
                ["GetOdbNetwork", { odbNetworkId }],
                ["GetCloudExadataInfrastructure", { cloudExadataInfrastructureId }],
                ["ListTagsForResource", { resourceArn: clusterArn }],
            ];
            for (const [operation, input] of named) {
                const { members } = await odb(operation, input);
                expect(members.__type, operation).to.equal("com.amazonaws.odb#ResourceNotFoundException");
            }
            const initialize = await odb("InitializeService");
            expect(initialize.members.__type).to.equal("com.amazonaws.odb#AccessDeniedException");
        });
    }

    it("a cluster of another Region is there, and nowhere else", async () => {
        const { world, endpoint } = harness;
        const cloudVmClusterArn = clusterArn.replace("us-east-1", "us-west-2").replace(clusterId, "vmc_west000001");
        const west = { ...world.clusters.get(clusterId)!, cloudVmClusterId: "vmc_west000001", cloudVmClusterArn };
        world.clusters.set(west.cloudVmClusterId, west);
        const seen = [
            { region: "us-west-2", credentials: first, sees: ["vmc_west000001"] },
            { region: "us-east-1", credentials: first, sees: [clusterId] },
            { region: "us-west-2", credentials: second, sees: [] },
        ];
        for (const { region, credentials, sees } of seen) {
            const odb = odbCaller(endpoint, region, credentials);
            const { members } = await odb("ListCloudVmClusters");
            const ids = (members.cloudVmClusters as { cloudVmClusterId: string }[]).map((one) => one.cloudVmClusterId);
            expect(ids, region).to.deep.equal(sees);
            const got = await odb("GetCloudVmCluster", { cloudVmClusterId: "vmc_west000001" });
            expect(got.httpStatus, region).to.equal(sees.includes("vmc_west000001") ? 200 : 400);
        }
        world.clusters.delete(west.cloudVmClusterId);
    });

    it("a Region can be out of reach while the others answer", async () => {
        const { world, endpoint } = harness;
        const times = Number.POSITIVE_INFINITY;
        const mend = world.faults.set({ service: "odb", operation: "*", region: "us-west-2", times, reset: "before" });
        const [west, east] = ["us-west-2", "us-east-1"].map((region) => odbCaller(endpoint, region, first));
        const lost = await west!("ListCloudVmClusters").catch((error: Error) => error.message);
        expect(lost).to.equal("fetch failed");
        expect(await east!("ListCloudVmClusters")).to.include({ httpStatus: 200 });
        mend();
        expect(await west!("ListCloudVmClusters")).to.include({ httpStatus: 200 });
    });

    it("another account is its own caller, with IAM and KMS of its own, and changes nothing", async () => {
        const settings = { endpoint: harness.endpoint, region: "us-east-1", maxAttempts: 1 };
        const ours = new KMSClient({ ...settings, credentials: first });
        const made = await ours.send(new CreateKeyCommand({}));
        await role(harness, "first-account");
        const since = harness.world.audit.last;

        const foreign = { ...settings, credentials: second };
        const caller = await new STSClient(foreign).send(new GetCallerIdentityCommand({}));
        expect(caller).to.deep.include({ Account: other, Arn: `arn:aws:iam::${other}:user/sandbox` });
        const iam = new IAMClient(foreign);
        const kms = new KMSClient(foreign);
        expect((await iam.send(new ListRolesCommand({}))).Roles).to.deep.equal([]);
        expect((await kms.send(new ListKeysCommand({}))).Keys).to.deep.equal([]);
        const { Arn, KeyId } = made.KeyMetadata!;
        const refusals: [Promise<unknown>, string][] = [
            [iam.send(new GetRoleCommand({ RoleName: "first-account" })), "NoSuchEntityException"],
            [iam.send(new CreateRoleCommand({ RoleName: "x", AssumeRolePolicyDocument: "{}" })), "AccessDenied"],
            [kms.send(new DescribeKeyCommand({ KeyId: Arn })), "AccessDeniedException"],
            [kms.send(new GetKeyPolicyCommand({ KeyId: Arn })), "AccessDeniedException"],
            [kms.send(new DescribeKeyCommand({ KeyId })), "NotFoundException"],
            [kms.send(new CreateKeyCommand({})), "AccessDeniedException"],
        ];
        for (const [call, name] of refusals) {
            const error = await call.then(
                () => expect.fail("it succeeded") as never,
                (reason: Error) => reason,
            );
            expect(error.name).to.equal(name);
        }
        const entries = harness.world.audit.entries(since);
        expect(entries.length).to.equal(refusals.length + 3);
        for (const entry of entries) expect(entry).to.include({ principal: accessKeyId, accountId: other });
        const trail = new CloudTrailClient({ ...settings, credentials: first });
        const ourselves = await new STSClient({ ...settings, credentials: first }).send(
            new GetCallerIdentityCommand({}),
        );
        const { Events = [] } = await trail.send(new LookupEventsCommand({}));
        const recorded = Events.map((event) => JSON.parse(event.CloudTrailEvent!).userIdentity.arn as string);
        expect(recorded).to.include(ourselves.Arn);
        expect(Events.map((event) => event.AccessKeyId))
            .to.include("AKIASANDBOXSDK")
            .and.not.to.include(accessKeyId);
    });
});
