import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";
import { availableCluster, availableInfrastructure, availableNetwork, cluster, clusterInput } from "./odb-resources";

describe("VM clusters over boto3", () => {
    let harness: Harness;
    let id: string;

    before(async () => {
        harness = await startHarness();
        id = await availableCluster(harness);
    });
    after(() => harness.stop());
    afterEach(() => {
        harness.world.jobs.setScale(0);
        delete harness.exadata.refusal;
    });

    it("has an OCID and a console address that names region and compartment once it is AVAILABLE", async () => {
        const body = await cluster(harness, id);
        expect(body.ocid).to.match(/^ocid1\.cloudvmcluster\.oc1\.iad\./);
        expect(body.ociUrl).to.contain(`/cloudVmClusters/${body.ocid}`).and.to.contain("region=us-ashburn-1");
        expect(body.hostname).to.match(/^fin-[a-z2-7]{5}$/);
        expect(body.giVersion).to.match(/^23\./);
        expect(body).to.include({
            listenerPort: 1521,
            nodeCount: 2,
            clusterName: "fincl",
            licenseModel: "LICENSE_INCLUDED",
        });
        expect(body.iamRoles).to.deep.equal([]);
        expect(body.dbServers).to.have.length(2);
    });

    it("shows no OCID while it is PROVISIONING", async () => {
        const current = harness.world.clusters.get(id)!;
        const input = clusterInput(current.cloudExadataInfrastructureId, current.odbNetworkId);
        harness.world.jobs.setScale(0.0001);
        const made = await harness.boto.call("odb", "create_cloud_vm_cluster", { ...input, displayName: "second" });
        const second = made.cloudVmClusterId as string;
        expect(await cluster(harness, second))
            .to.include({ status: "PROVISIONING" })
            .and.not.to.have.property("ocid");
        const early = await harness.boto.refusal("odb", "delete_cloud_vm_cluster", { cloudVmClusterId: second });
        expect(early.code).to.equal("ConflictException");
        await eventually(async () => ((await cluster(harness, second)).ocid ? true : undefined));
    });

    it("lists nodes with their servers and addresses", async () => {
        const { dbNodes } = await harness.boto.call("odb", "list_db_nodes", { cloudVmClusterId: id });
        const nodes = dbNodes as { dbNodeId: string; dbServerId: string; hostname: string }[];
        expect(nodes).to.have.length(2);
        expect(new Set(nodes.map((node) => node.dbServerId)).size).to.equal(2);
        const { dbNode } = await harness.boto.call("odb", "get_db_node", {
            cloudVmClusterId: id,
            dbNodeId: nodes[1]!.dbNodeId,
        });
        expect(dbNode).to.include({ privateIpAddress: "10.33.1.5", hostname: nodes[1]!.hostname });
        const both = await harness.boto.refusal("odb", "list_db_nodes", {
            cloudVmClusterId: id,
            exadbVmClusterId: "exadb_000001",
        });
        expect(both.code).to.equal("ValidationException");
        const unknown = await harness.boto.refusal("odb", "get_db_node", {
            cloudVmClusterId: id,
            dbNodeId: "dbn_unknown",
        });
        expect(unknown.code).to.equal("ResourceNotFoundException");
    });

    it("is listed by its infrastructure", async () => {
        const empty = await availableInfrastructure(harness);
        const none = await harness.boto.call("odb", "list_cloud_vm_clusters", { cloudExadataInfrastructureId: empty });
        expect(none.cloudVmClusters).to.deep.equal([]);
        const { cloudExadataInfrastructureId } = harness.world.clusters.get(id)!;
        const some = await harness.boto.call("odb", "list_cloud_vm_clusters", { cloudExadataInfrastructureId });
        expect(
            (some.cloudVmClusters as { cloudVmClusterId: string }[]).map((item) => item.cloudVmClusterId),
        ).to.include(id);
    });

    it("takes an update through UPDATING", async () => {
        const updated = await harness.boto.call("odb", "update_cloud_vm_cluster", {
            cloudVmClusterId: id,
            cpuCoreCount: 24,
            licenseModel: "BRING_YOUR_OWN_LICENSE",
        });
        expect(updated.status).to.equal("UPDATING");
        const body = await eventually(async () => {
            const current = await cluster(harness, id);
            return current.status === "AVAILABLE" ? current : undefined;
        });
        expect(body).to.include({ cpuCoreCount: 24, licenseModel: "BRING_YOUR_OWN_LICENSE" });
    });

    it("refuses what it would stand on when that is unknown, not ready or not its own", async () => {
        const { cloudExadataInfrastructureId, odbNetworkId } = harness.world.clusters.get(id)!;
        const input = clusterInput(cloudExadataInfrastructureId, odbNetworkId);
        const refusal = async (change: object) =>
            harness.boto.refusal("odb", "create_cloud_vm_cluster", { ...input, ...change });
        expect((await refusal({ odbNetworkId: "odbnet_unknown" })).code).to.equal("ResourceNotFoundException");
        expect((await refusal({ cloudExadataInfrastructureId: "exa_unknown" })).code).to.equal(
            "ResourceNotFoundException",
        );
        expect((await refusal({ dbServers: ["dbs_unknown"] })).code).to.equal("ValidationException");
        expect((await refusal({ giVersion: "12.1.0.0" })).code).to.equal("ValidationException");
        expect((await refusal({ hostname: "much-too-long-a-name" })).members.fieldList).to.have.nested.property(
            "[0].name",
            "hostname",
        );
        harness.world.jobs.setScale(1);
        const made = await harness.boto.call("odb", "create_odb_network", {
            displayName: "slow",
            availabilityZoneId: "use1-az4",
            clientSubnetCidr: "10.9.0.0/24",
        });
        const slow = await refusal({ odbNetworkId: made.odbNetworkId });
        expect(slow.code).to.equal("ConflictException");
        expect(slow.members).to.include({ resourceType: "odb-network" });
    });

    it("does not repeat the SSH key in a refusal", async () => {
        const error = await harness.boto.refusal("odb", "create_cloud_vm_cluster", {
            ...clusterInput("exa_unknown", "odbnet_unknown"),
            sshPublicKeys: [{ secret: "AAAAB3" }],
        });
        expect(error.code).to.equal("ValidationException");
        expect(JSON.stringify(error)).not.to.contain("AAAAB3");
    });

    it("takes id or ARN for what it stands on, but only an id for itself", async () => {
        const infrastructure = await availableInfrastructure(harness);
        const network = await availableNetwork(harness);
        const arn = (kind: string, name: string) => `arn:aws:odb:us-east-1:111122223333:${kind}/${name}`;
        const input = clusterInput(arn("cloud-exadata-infrastructure", infrastructure), arn("odb-network", network));
        const made = await harness.boto.call("odb", "create_cloud_vm_cluster", input);
        const body = await cluster(harness, made.cloudVmClusterId as string);
        expect(body).to.include({ cloudExadataInfrastructureId: infrastructure, odbNetworkId: network });
        const error = await harness.boto.refusal("odb", "get_cloud_vm_cluster", {
            cloudVmClusterId: body.cloudVmClusterArn,
        });
        expect(error.code).to.equal("ValidationException");
    });

    it("is TERMINATING, then unknown, and its twin is taken away", async () => {
        const doomed = await availableCluster(harness);
        expect(harness.exadata.attached.has(doomed)).to.equal(true);
        harness.world.jobs.setScale(0.0002);
        await harness.boto.call("odb", "delete_cloud_vm_cluster", { cloudVmClusterId: doomed });
        expect((await cluster(harness, doomed)).status).to.equal("TERMINATING");
        await eventually(() => (harness.world.clusters.has(doomed) ? undefined : true));
        const error = await harness.boto.refusal("odb", "get_cloud_vm_cluster", { cloudVmClusterId: doomed });
        expect(error.code).to.equal("ResourceNotFoundException");
        expect(harness.exadata.attached.has(doomed)).to.equal(false);
    });

    it("goes before its network, and after its role; the audit log holds each attempt", async () => {
        const doomed = await availableCluster(harness);
        const { boto, world } = harness;
        const { odbNetworkId } = world.clusters.get(doomed)!;
        const iamRoleArn = `arn:aws:iam::111122223333:role/of-${doomed}`;
        world.clusters.get(doomed)!.roles.push({ iamRoleArn, awsIntegration: "KmsTde", status: "CONNECTED" });
        const since = world.audit.last;
        const ofNetwork = { odbNetworkId, deleteAssociatedResources: false };
        const kept = await boto.refusal("odb", "delete_odb_network", ofNetwork);
        expect(kept.message).to.contain(`in use by the VM cluster ${doomed}`);
        const held = await boto.refusal("odb", "delete_cloud_vm_cluster", { cloudVmClusterId: doomed });
        expect(held.message).to.contain(iamRoleArn);
        world.clusters.get(doomed)!.roles = [];
        await boto.call("odb", "delete_cloud_vm_cluster", { cloudVmClusterId: doomed });
        await eventually(() => (world.clusters.has(doomed) ? undefined : true));
        await boto.call("odb", "delete_odb_network", ofNetwork);
        const attempts = world.audit.entries(since).filter(({ mutating }) => mutating);
        expect(attempts.map(({ operation, status, resource }) => [operation, status, resource])).to.deep.equal([
            ["DeleteOdbNetwork", kept.status, odbNetworkId],
            ["DeleteCloudVmCluster", held.status, doomed],
            ["DeleteCloudVmCluster", 200, doomed],
            ["DeleteOdbNetwork", 200, odbNetworkId],
        ]);
    });

    it("ends FAILED without a twin when a fault says so", async () => {
        const { cloudExadataInfrastructureId, odbNetworkId } = harness.world.clusters.get(id)!;
        harness.world.faults.set({ operation: "CreateCloudVmCluster", failWorkRequest: "Not enough cores." });
        const input = clusterInput(cloudExadataInfrastructureId, odbNetworkId);
        const made = await harness.boto.call("odb", "create_cloud_vm_cluster", input);
        const body = await eventually(async () => {
            const current = await cluster(harness, made.cloudVmClusterId as string);
            return current.status === "FAILED" ? current : undefined;
        });
        expect(body.statusReason).to.equal("Not enough cores.");
        expect(body).not.to.have.property("ocid");
    });

    it("ends FAILED with the reason when OCI cannot take it", async () => {
        const { cloudExadataInfrastructureId, odbNetworkId } = harness.world.clusters.get(id)!;
        harness.exadata.refusal = "The compartment's limit is reached.";
        const input = clusterInput(cloudExadataInfrastructureId, odbNetworkId);
        const made = await harness.boto.call("odb", "create_cloud_vm_cluster", input);
        const body = await eventually(async () => {
            const current = await cluster(harness, made.cloudVmClusterId as string);
            return current.status === "FAILED" ? current : undefined;
        });
        expect(body.statusReason).to.equal("The compartment's limit is reached.");
    });
});
