import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";
import {
    availableInfrastructure,
    availableNetwork,
    clusterInput,
    infrastructure,
    infrastructureInput,
} from "./odb-resources";

describe("Exadata infrastructure over boto3", () => {
    let harness: Harness;

    before(async () => {
        harness = await startHarness();
    });
    after(() => harness.stop());
    afterEach(() => harness.world.jobs.setScale(0));

    it("becomes AVAILABLE with an OCID, a console address and its database servers", async () => {
        const id = await availableInfrastructure(harness);
        const body = await infrastructure(harness, id);
        expect(body).to.include({ shape: "Exadata.X11M", computeCount: 2, storageCount: 3, computeModel: "ECPU" });
        expect(body.ocid).to.match(/^ocid1\.cloudexadatainfrastructure\.oc1\.iad\./);
        expect(body.ociUrl).to.contain("region=us-ashburn-1").and.to.contain("compartmentId=ocid1.compartment");
        expect(body.maintenanceWindow).to.deep.equal(infrastructureInput.maintenanceWindow);
        const parameters = { cloudExadataInfrastructureId: id };
        const { dbServers } = await harness.boto.call("odb", "list_db_servers", parameters);
        expect(dbServers).to.have.length(2);
        const [{ dbServerId }] = dbServers as [{ dbServerId: string }];
        const { dbServer } = await harness.boto.call("odb", "get_db_server", { ...parameters, dbServerId });
        expect(dbServer).to.include({ dbServerId, status: "AVAILABLE", exadataInfrastructureId: id });
        const unknown = await harness.boto.refusal("odb", "get_db_server", {
            ...parameters,
            dbServerId: "dbs_unknown",
        });
        expect(unknown.code).to.equal("ResourceNotFoundException");
    });

    it("has no database servers before it is AVAILABLE", async () => {
        harness.world.jobs.setScale(0.0002);
        const made = await harness.boto.call("odb", "create_cloud_exadata_infrastructure", infrastructureInput);
        expect(made.status).to.equal("PROVISIONING");
        const id = made.cloudExadataInfrastructureId as string;
        const { dbServers } = await harness.boto.call("odb", "list_db_servers", { cloudExadataInfrastructureId: id });
        expect(dbServers).to.deep.equal([]);
        const early = await harness.boto.refusal("odb", "delete_cloud_exadata_infrastructure", {
            cloudExadataInfrastructureId: id,
        });
        expect(early.code).to.equal("ConflictException");
        await eventually(async () => ((await infrastructure(harness, id)).status === "AVAILABLE" ? true : undefined));
    });

    it("grows by an update and never shrinks", async () => {
        const id = await availableInfrastructure(harness);
        const updated = await harness.boto.call("odb", "update_cloud_exadata_infrastructure", {
            cloudExadataInfrastructureId: id,
            displayName: "grown",
            computeCount: 3,
        });
        expect(updated.status).to.equal("UPDATING");
        const body = await eventually(async () => {
            const current = await infrastructure(harness, id);
            return current.status === "AVAILABLE" ? current : undefined;
        });
        expect(body).to.include({ displayName: "grown", computeCount: 3 });
        const { dbServers } = await harness.boto.call("odb", "list_db_servers", { cloudExadataInfrastructureId: id });
        expect(dbServers).to.have.length(3);
        const error = await harness.boto.refusal("odb", "update_cloud_exadata_infrastructure", {
            cloudExadataInfrastructureId: id,
            computeCount: 2,
        });
        expect(error.code).to.equal("ValidationException");
    });

    it("refuses too few servers and shapes that are not offered", async () => {
        for (const change of [{ computeCount: 1 }, { storageCount: 2 }, { shape: "Exadata.X1" }]) {
            const input = { ...infrastructureInput, ...change };
            const error = await harness.boto.refusal("odb", "create_cloud_exadata_infrastructure", input);
            expect(error.members.fieldList).to.have.nested.property("[0].name", Object.keys(change)[0]);
        }
    });

    it("cannot be deleted while a VM cluster runs on it, and is gone afterwards", async () => {
        const id = await availableInfrastructure(harness);
        const input = clusterInput(id, await availableNetwork(harness));
        const { cloudVmClusterId } = await harness.boto.call("odb", "create_cloud_vm_cluster", input);
        const reference = { cloudExadataInfrastructureId: id };
        const used = await harness.boto.refusal("odb", "delete_cloud_exadata_infrastructure", reference);
        expect(used.code).to.equal("ConflictException");
        expect(used.message).to.contain(cloudVmClusterId);
        const network = await harness.boto.refusal("odb", "delete_odb_network", {
            odbNetworkId: input.odbNetworkId,
            deleteAssociatedResources: false,
        });
        expect(network.message).to.contain(cloudVmClusterId);
        await harness.boto.call("odb", "delete_cloud_vm_cluster", { cloudVmClusterId });
        await eventually(() => (harness.world.clusters.size === 0 ? true : undefined));
        await harness.boto.call("odb", "delete_cloud_exadata_infrastructure", reference);
        await eventually(() => (harness.world.infrastructures.has(id) ? undefined : true));
        const gone = await harness.boto.refusal("odb", "get_cloud_exadata_infrastructure", reference);
        expect(gone.code).to.equal("ResourceNotFoundException");
    });

    it("lists infrastructure, shapes and Grid Infrastructure versions", async () => {
        const id = await availableInfrastructure(harness);
        const { cloudExadataInfrastructures } = await harness.boto.call("odb", "list_cloud_exadata_infrastructures");
        expect(cloudExadataInfrastructures).to.satisfy((items: { cloudExadataInfrastructureId: string }[]) =>
            items.some((item) => item.cloudExadataInfrastructureId === id),
        );
        const { dbSystemShapes } = await harness.boto.call("odb", "list_db_system_shapes", {
            availabilityZoneId: "use1-az4",
        });
        expect((dbSystemShapes as { name: string }[]).map((shape) => shape.name)).to.include("Exadata.X11M");
        const { giVersions } = await harness.boto.call("odb", "list_gi_versions", { shape: "Exadata.X11M" });
        expect(giVersions).to.deep.equal([{ version: "19.0.0.0" }, { version: "23.0.0.0" }]);
    });
});
