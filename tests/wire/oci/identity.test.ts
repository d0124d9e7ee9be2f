import { expect } from "chai";
import { Harness } from "./support/harness";
import { expectError, refused } from "./support/refusals";

describe("OCI identity", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const statement = () =>
        `Allow any-user to read oracle-db-aws-keys in compartment id ${harness.compartmentId} ` +
        "where all { request.principal.type = 'cloudvmcluster' }";
    const details = () => ({
        compartmentId: harness.compartmentId,
        name: "odb-aws-tde",
        description: "VM clusters may read registered AWS keys",
        statements: [statement()],
    });
    const create = async () => (await harness.identity().createPolicy({ createPolicyDetails: details() })).policy;

    it("creates, reads, lists, changes and deletes policies at once", async () => {
        const { id } = await create();
        const read = await harness.identity().getPolicy({ policyId: id });
        expect(read.policy).to.deep.include({ ...details(), lifecycleState: "ACTIVE", freeformTags: {} });
        const updated = await harness.identity().updatePolicy({
            policyId: id,
            updatePolicyDetails: { description: "changed" },
            ifMatch: read.etag,
        });
        expect(updated.policy).to.deep.include({ description: "changed", statements: [statement()] });
        expect(updated.etag).to.not.equal(read.etag);
        const { items } = await harness
            .identity()
            .listPolicies({ compartmentId: harness.compartmentId, name: "odb-aws-tde" });
        expect(items.map((policy) => policy.id)).to.deep.equal([id]);
        await harness.identity().deletePolicy({ policyId: id });
        await refused(harness.identity().getPolicy({ policyId: id }), 404, "NotAuthorizedOrNotFound");
    });

    it("has policies of one compartment under different names", async () => {
        await create();
        await refused(create(), 409, "Conflict");
        const elsewhere = { ...details(), compartmentId: harness.world.settings.tenancyId };
        await harness.identity().createPolicy({ createPolicyDetails: elsewhere });
    });

    it("keeps a policy that somebody else has changed", async () => {
        const { id } = await create();
        await refused(harness.identity().deletePolicy({ policyId: id, ifMatch: "old" }), 412, "NoEtagMatch");
        await harness.identity().getPolicy({ policyId: id });
    });

    const wrong: [name: string, change: object, code: string][] = [
        ["no statement", { statements: [] }, "InvalidParameter"],
        ["what is no statement", { statements: ["Let everybody in"] }, "InvalidParameter"],
        ["no description", { description: undefined }, "MissingParameter"],
        ["a name with blanks", { name: "a b" }, "InvalidParameter"],
        ["an unknown compartment", { compartmentId: "ocid1.x" }, "RelatedResourceNotAuthorizedOrNotFound"],
        ["an unknown field", { statement: "x" }, "InvalidParameter"],
    ];
    for (const [name, change, code] of wrong) {
        it(`refuses a policy with ${name}`, async () => {
            const body = { ...details(), ...change };
            expectError(await harness.send({ method: "POST", target: "/20160918/policies", body }), 400, code);
        });
    }

    it("answers with and without a trailing slash", async () => {
        const { id } = await create();
        for (const target of [
            `/20160918/policies/${id}/`,
            `/20160918/policies/?compartmentId=${harness.compartmentId}`,
        ]) {
            expect((await harness.send({ target })).status, target).to.equal(200);
        }
    });

    it("shows the identity domain of the link, with the port in its URL", async () => {
        const { items } = await harness.identity().listDomains({ compartmentId: harness.world.settings.tenancyId });
        expect(items.map(({ url }) => url)).to.deep.equal([harness.world.settings.domainUrl]);
        const { domain } = await harness.identity().getDomain({ domainId: items[0]!.id });
        expect(domain).to.deep.include({ type: "SECONDARY", lifecycleState: "ACTIVE", homeRegion: "us-ashburn-1" });
        const none = await harness
            .identity()
            .listDomains({ compartmentId: harness.world.settings.tenancyId, displayName: "other" });
        expect(none.items).to.deep.equal([]);
    });

    it("shows the linked compartment below the tenancy", async () => {
        const { compartment } = await harness.identity().getCompartment({ compartmentId: harness.compartmentId });
        expect(compartment.compartmentId).to.equal(harness.world.settings.tenancyId);
        const { items } = await harness
            .identity()
            .listCompartments({ compartmentId: harness.world.settings.tenancyId });
        expect(items.map(({ id }) => id)).to.deep.equal([harness.compartmentId]);
        await refused(harness.identity().getCompartment({ compartmentId: "ocid1.x" }), 404, "NotAuthorizedOrNotFound");
    });
});
