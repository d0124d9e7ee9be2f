import { expect } from "chai";
import type { IdentityClient } from "oci-identity";
import { Harness } from "./support/harness";
import { refused } from "./support/refusals";

const frankfurt = { region: "eu-frankfurt-1", key: "fra" };

describe("OCI compartments and regions", () => {
    let harness: Harness;
    afterEach(() => harness.stop());

    const make = async (name: string, compartmentId: string, client = harness.identity()): Promise<string> => {
        const createCompartmentDetails = { compartmentId, name, description: `For ${name}` };
        return (await client.createCompartment({ createCompartmentDetails })).compartment.id;
    };
    const rootId = () => harness.world.settings.tenancyId;

    it("makes, changes, moves and deletes compartments", async () => {
        harness = await Harness.start();
        const identity = harness.identity();
        const a = await make("a", rootId());
        const b = await make("b", a);
        await refused(make("A", rootId()), 409, "CompartmentAlreadyExists");
        await refused(make("c", "ocid1.compartment.oc1..none"), 400, "RelatedResourceNotAuthorizedOrNotFound");
        await identity.updateCompartment({ compartmentId: b, updateCompartmentDetails: { name: "bb" } });
        const move = (compartmentId: string, targetCompartmentId: string) =>
            identity.moveCompartment({ compartmentId, moveCompartmentDetails: { targetCompartmentId } });
        await refused(move(a, b), 409, "Conflict");
        await refused(identity.deleteCompartment({ compartmentId: a }), 409, "Conflict");
        await move(b, rootId());
        const { items } = await identity.listCompartments({ compartmentId: rootId(), lifecycleState: "ACTIVE" });
        expect(items.map(({ name }) => name)).to.include.members(["a", "bb"]);
        await identity.deleteCompartment({ compartmentId: a });
        await refused(make("c", a), 400, "RelatedResourceNotAuthorizedOrNotFound");
        await refused(identity.deleteCompartment({ compartmentId: harness.compartmentId }), 409, "Conflict");
        await refused(identity.deleteCompartment({ compartmentId: rootId() }), 404, "NotAuthorizedOrNotFound");
    });

    it("tells the tenancy and its one region", async () => {
        harness = await Harness.start();
        const { tenancy } = await harness.identity().getTenancy({ tenancyId: rootId() });
        expect(tenancy).to.include({ id: rootId(), name: "sandboxtenancy", homeRegionKey: "IAD" });
        const { items } = await harness.identity().listRegionSubscriptions({ tenancyId: rootId() });
        expect(items).to.deep.equal([
            { regionKey: "IAD", regionName: "us-ashburn-1", status: "READY", isHomeRegion: true },
        ]);
        await refused(
            harness.identity().getTenancy({ tenancyId: "ocid1.tenancy.oc1..x" }),
            404,
            "NotAuthorizedOrNotFound",
        );
    });

    it("takes changes of identity resources in the home region only, which holds no cluster", async () => {
        harness = await Harness.start({ ociHome: frankfurt });
        const { items } = await harness.identity().listRegionSubscriptions({ tenancyId: rootId() });
        expect(items.map(({ regionName, isHomeRegion }) => [regionName, isHomeRegion])).to.deep.equal([
            ["eu-frankfurt-1", true],
            ["us-ashburn-1", false],
        ]);
        const home = harness.identity();
        home.endpoint = harness.homeEndpoint;
        const policy = (client: IdentityClient, resourceType: string) =>
            client.createPolicy({
                createPolicyDetails: {
                    compartmentId: harness.compartmentId,
                    name: "keys",
                    description: "x",
                    statements: [`Allow any-user to read ${resourceType} in compartment id ${harness.compartmentId}`],
                },
            });
        // Statements are compiled wherever they arrive, before anybody asks for the region.
        await refused(policy(harness.identity(), "nonsense"), 400, "InvalidParameter");
        const words = /^Please go to your home region FRA to execute CREATE, UPDATE and DELETE operations\.$/;
        await refused(policy(harness.identity(), "oracle-db-aws-keys"), 403, "NotAllowed", words);
        await refused(make("a", rootId()), 403, "NotAllowed");
        const { id } = (await policy(home, "oracle-db-aws-keys")).policy;
        expect((await harness.identity().getPolicy({ policyId: id })).policy.name).to.equal("keys");
        const updatePolicyDetails = { description: "y" };
        await refused(harness.identity().updatePolicy({ policyId: id, updatePolicyDetails }), 403, "NotAllowed");
        await refused(harness.identity().deletePolicy({ policyId: id }), 403, "NotAllowed");
        await home.deletePolicy({ policyId: id });
        const a = await make("a", rootId(), home);
        await home.deleteCompartment({ compartmentId: a });
        await refused(home.deleteCompartment({ compartmentId: harness.compartmentId }), 409, "Conflict");
        const target = `/20160918/cloudVmClusters/${harness.clusterId}`;
        expect((await harness.send({ target })).status).to.equal(200);
        expect((await harness.send({ target }, harness.homeEndpoint)).status).to.equal(404);
    });
});
