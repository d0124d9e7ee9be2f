import { expect } from "chai";
import { share } from "../../../sandbox/control/shares";
import { defaultSettings } from "../../../sandbox/core/settings";
import { odbCaller } from "../../support/signed-odb";
import { type Harness, startHarness } from "./harness";
import { availableInfrastructure, availableNetwork, cluster, clusterInput } from "./odb-resources";

const owner = defaultSettings.otherAccount;

/** A network and an infrastructure of another account, shared by RAM. */
describe("What another account shares", () => {
    let harness: Harness;
    let network: string;
    let infrastructure: string;
    const id = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

    before(async () => {
        harness = await startHarness();
        network = share(harness.world, await availableNetwork(harness))!;
        infrastructure = share(harness.world, await availableInfrastructure(harness))!;
    });
    after(() => harness.stop());

    it("has the ARN of its owner", () => {
        expect(network).to.match(/^arn:aws:odb:us-east-1:444455556666:odb-network\/odbnet_/);
        expect(infrastructure).to.match(/^arn:aws:odb:us-east-1:444455556666:cloud-exadata-infrastructure\/exa_/);
        expect(share(harness.world, "odbnet_unknown")).to.equal(undefined);
    });

    it("is listed, and found by that ARN alone", async () => {
        const { boto } = harness;
        const listed = (await boto.call("odb", "list_odb_networks", {})).odbNetworks as { odbNetworkArn: string }[];
        expect(listed.map(({ odbNetworkArn }) => odbNetworkArn)).to.deep.equal([network]);
        const found = await boto.call("odb", "get_odb_network", { odbNetworkId: network });
        expect(found.odbNetwork).to.include({ odbNetworkId: id(network), odbNetworkArn: network });
        const calls: [string, string, string][] = [
            ["get_odb_network", "odbNetworkId", network],
            ["get_cloud_exadata_infrastructure", "cloudExadataInfrastructureId", infrastructure],
        ];
        for (const [operation, member, arn] of calls) {
            const error = await boto.refusal("odb", operation, { [member]: id(arn) });
            expect(error.code, operation).to.equal("ResourceNotFoundException");
        }
    });

    it("carries clusters, which name it by id and by ARN", async () => {
        const { boto } = harness;
        const byId = await boto.refusal(
            "odb",
            "create_cloud_vm_cluster",
            clusterInput(id(infrastructure), id(network)),
        );
        expect(byId.code).to.equal("ResourceNotFoundException");
        const made = await boto.call("odb", "create_cloud_vm_cluster", clusterInput(infrastructure, network));
        expect(await cluster(harness, String(made.cloudVmClusterId))).to.include({
            odbNetworkId: id(network),
            odbNetworkArn: network,
            cloudExadataInfrastructureId: id(infrastructure),
            cloudExadataInfrastructureArn: infrastructure,
        });
    });

    it("cannot be changed, deleted or tagged by others", async () => {
        const changes: [string, Record<string, unknown>][] = [
            ["update_odb_network", { odbNetworkId: network, kmsAccess: "DISABLED" }],
            ["delete_odb_network", { odbNetworkId: network, deleteAssociatedResources: false }],
            ["delete_cloud_exadata_infrastructure", { cloudExadataInfrastructureId: infrastructure }],
        ];
        for (const [operation, input] of changes) {
            const error = await harness.boto.refusal("odb", operation, input);
            expect(error.code, operation).to.equal("AccessDeniedException");
        }
        const tagged = { resourceArn: network, tags: { a: "b" } };
        expect((await harness.boto.refusal("odb", "tag_resource", tagged)).code).to.equal("ResourceNotFoundException");
    });

    it("is its owner's own", async () => {
        const odb = odbCaller(harness.endpoint, "us-east-1", owner);
        const { members } = await odb("GetOdbNetwork", { odbNetworkId: id(network) });
        expect(members.odbNetwork).to.include({ odbNetworkArn: network });
    });
});
