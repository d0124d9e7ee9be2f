import { expect } from "chai";
import { Harness } from "./support/harness";
import { refused } from "./support/refusals";

const team = { Operations: { Team: "dba" } };

describe("OCI defined tags", () => {
    let harness: Harness;
    beforeEach(async () => {
        harness = await Harness.start();
    });
    afterEach(() => harness.stop());

    const policy = (definedTags?: object) =>
        harness.identity().createPolicy({
            createPolicyDetails: {
                compartmentId: harness.compartmentId,
                name: "tagged",
                description: "x",
                statements: [`Allow any-user to read oracle-db-aws-keys in compartment id ${harness.compartmentId}`],
                definedTags: definedTags as never,
            },
        });

    it("must have been defined", async () => {
        const unknown = "are not authorized or not found: ";
        const refuse = (tags: object, words: string) =>
            refused(policy(tags), 400, "InvalidParameter", new RegExp(`${unknown}${words} does not exists`));
        await refuse({ Nobody: { Knows: "x" } }, "TagNamespace Nobody");
        await refuse({ Operations: { Nothing: "x" } }, "Tag Operations.Nothing");
        const { policy: made } = await policy({ operations: { TEAM: "dba" } });
        const update = (definedTags: object) =>
            harness
                .identity()
                .updatePolicy({ policyId: made.id, updatePolicyDetails: { definedTags: definedTags as never } });
        await refused(update({ Nobody: { Knows: "x" } }), 400, "InvalidParameter");
        await update({});
    });

    it("are put on everything that is made, where tag defaults say so, and come back after a change", async () => {
        harness.world.tagging.oracleTags = true;
        const { policy: made } = await policy(team);
        const created = made.definedTags!["Oracle-Tags"]!;
        expect(Object.keys(created).sort()).to.deep.equal(["CreatedBy", "CreatedOn"]);
        expect(made.definedTags!.Operations).to.deep.equal(team.Operations);
        const updatePolicyDetails = { definedTags: team as never };
        const changed = await harness.identity().updatePolicy({ policyId: made.id, updatePolicyDetails });
        expect(changed.policy.definedTags).to.deep.equal({ ...team, "Oracle-Tags": created });
        await harness.databaseOnAws();
        const { connectors, awsKeys } = harness.world;
        for (const { value } of [...connectors.values(), ...awsKeys.values()]) {
            expect(value.definedTags, value.id).to.have.property("Oracle-Tags");
        }
    });

    it("can be required, and then nothing is made without them", async () => {
        harness.world.tagging.required = ["Operations.Team"];
        await refused(policy(), 400, "InvalidParameter", /Operations\.Team/);
        await refused(policy({ Operations: { CostCenter: "42" } }), 400, "InvalidParameter");
        await policy(team);
        const body = harness.connectorDetails();
        const send = (more: object) =>
            harness.send({
                method: "POST",
                target: "/20240501/oracleDbAwsIdentityConnector",
                body: { ...body, ...more },
            });
        expect((await send({})).status).to.equal(400);
        expect((await send({ definedTags: team })).status).to.equal(201);
    });
});
