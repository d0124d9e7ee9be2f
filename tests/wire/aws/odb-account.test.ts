import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";
import { availableNetwork, network, networkInput } from "./odb-resources";

type Domain = { status: string; ociIdentityDomainUrl?: string; statusReason?: string };

describe("onboarding and tags over boto3", () => {
    let harness: Harness;

    before(async () => {
        harness = await startHarness();
    });
    after(() => harness.stop());
    afterEach(() => {
        harness.world.jobs.setScale(0);
        harness.world.onboarding = { status: "ACTIVE", identityDomain: { status: "AVAILABLE" } };
    });

    const status = () => harness.boto.call("odb", "get_oci_onboarding_status");

    it("names the linked tenancy and compartment and the identity domain", async () => {
        const answer = await status();
        expect(answer.status).to.equal("ACTIVE");
        expect(answer.linkedOciTenancyId).to.match(/^ocid1\.tenancy\./);
        expect(answer.linkedOciCompartmentId).to.match(/^ocid1\.compartment\./);
        const domain = answer.ociIdentityDomain as Domain;
        expect(domain.status).to.equal("AVAILABLE");
        expect(domain.ociIdentityDomainUrl).to.equal(harness.world.settings.domainUrl);
    });

    it("configures the identity domain of an account that has none", async () => {
        delete harness.world.onboarding.identityDomain;
        expect(await status()).not.to.have.property("ociIdentityDomain");
        harness.world.jobs.setScale(0.001);
        await harness.boto.call("odb", "initialize_service", { ociIdentityDomain: true });
        expect((await status()).ociIdentityDomain).to.deep.equal({ status: "PROVISIONING" });
        const domain = await eventually(async () => {
            const current = (await status()).ociIdentityDomain as Domain;
            return current.status === "AVAILABLE" ? current : undefined;
        });
        expect(domain.ociIdentityDomainUrl).to.match(/^https:/);
    });

    it("says why the identity domain failed, and lets one try again", async () => {
        delete harness.world.onboarding.identityDomain;
        harness.world.faults.set({ operation: "InitializeService", failWorkRequest: "Quota of domains reached." });
        await harness.boto.call("odb", "initialize_service", { ociIdentityDomain: true });
        await eventually(async () => {
            const domain = (await status()).ociIdentityDomain as Domain;
            return domain.statusReason === "Quota of domains reached." ? true : undefined;
        });
        await harness.boto.call("odb", "initialize_service", { ociIdentityDomain: true });
        await eventually(async () => {
            return ((await status()).ociIdentityDomain as Domain).status === "AVAILABLE" ? true : undefined;
        });
    });

    it("tells an account that is not linked what to open, and configures no domain for it", async () => {
        harness.world.onboarding = { status: "NOT_STARTED" };
        await harness.boto.call("odb", "initialize_service");
        const answer = await status();
        expect(answer.status).to.equal("PENDING_CUSTOMER_ACTION");
        expect(answer.newTenancyActivationLink).to.match(/^https:/);
        expect(answer).not.to.have.property("linkedOciTenancyId");
        const error = await harness.boto.refusal("odb", "initialize_service", { ociIdentityDomain: true });
        expect(error.code).to.equal("ValidationException");
    });

    it("takes a marketplace registration token", async () => {
        await harness.boto.call("odb", "accept_marketplace_registration", { marketplaceRegistrationToken: "token" });
        const error = await harness.boto.refusal("odb", "accept_marketplace_registration");
        expect(error.members.fieldList).to.have.nested.property("[0].name", "marketplaceRegistrationToken");
    });

    it("adds, replaces and removes tags, and forgets them with the resource", async () => {
        const id = await availableNetwork(harness, { ...networkInput, tags: { team: "finance", stage: "test" } });
        const resourceArn = (await network(harness, id)).odbNetworkArn as string;
        const tags = async () => (await harness.boto.call("odb", "list_tags_for_resource", { resourceArn })).tags;
        await harness.boto.call("odb", "tag_resource", { resourceArn, tags: { stage: "live", owner: "dba" } });
        expect(await tags()).to.deep.equal({ team: "finance", stage: "live", owner: "dba" });
        await harness.boto.call("odb", "untag_resource", { resourceArn, tagKeys: ["team", "absent"] });
        expect(await tags()).to.deep.equal({ stage: "live", owner: "dba" });
        const reserved = await harness.boto.refusal("odb", "tag_resource", { resourceArn, tags: { "aws:x": "y" } });
        expect(reserved.code).to.equal("ValidationException");
        const unknown = await harness.boto.refusal("odb", "list_tags_for_resource", { resourceArn: `${resourceArn}x` });
        expect(unknown.code).to.equal("ResourceNotFoundException");
        await harness.boto.call("odb", "delete_odb_network", { odbNetworkId: id, deleteAssociatedResources: false });
        await eventually(() => (harness.world.odbTags.has(resourceArn) ? undefined : true));
    });
});
