import { expect } from "chai";
import type { Properties } from "../../../sdk/host/provider";
import { awsKeyReadStatement } from "../../../sdk/policies";
import { provider as statements } from "../../../sdk/resources/key-read-statements/operations";
import { type Lab, openLab } from "./lab";

describe("statements that let clusters read keys", function () {
    this.timeout(60_000);
    let lab: Lab;
    let made: { id: string; outs: Properties };
    const policies = () => [...lab.sandbox.world.policies.values()].map(({ value }) => value);
    const onboarding = "ocid1.policy.oc1..aaaaonboarding";

    before(async () => {
        lab = await openLab();
        lab.allowReading();
        const { etag, value } = lab.sandbox.world.policies.get("policy")!;
        const statement = awsKeyReadStatement(lab.compartmentId).toUpperCase().replace("WHERE ALL", "where   all");
        lab.sandbox.world.policies.clear();
        lab.sandbox.world.policies.set(onboarding, {
            etag,
            value: {
                ...value,
                id: onboarding,
                name: "MulticloudLink-AWS",
                compartmentId: lab.sandbox.world.settings.tenancyId,
                statements: [
                    statement
                        .replace(lab.compartmentId.toUpperCase(), lab.compartmentId)
                        .replace(/'.*'/, "'cloudvmcluster'"),
                ],
            },
        });
    });
    after(() => lab.close());

    it("are taken from a policy above the compartment, in whatever writing, and nothing is created", async () => {
        const { outs } = await statements.create({ compartmentIds: [lab.compartmentId] });
        expect(outs.holders).to.deep.equal([
            {
                compartmentId: lab.compartmentId,
                policyId: onboarding,
                policyName: "MulticloudLink-AWS",
                isOwned: false,
            },
        ]);
        expect(outs).not.to.have.property("ownedPolicyId");
        expect(lab.calls("CreatePolicy") + lab.calls("UpdatePolicy")).to.equal(0);
    });

    it("that are missing go into a policy of one's own, and the others stay where they are", async () => {
        const { tenancyId } = lab.sandbox.world.settings;
        made = await statements.create({ compartmentIds: [lab.compartmentId, tenancyId], policyName: "keys" });
        const owned = policies().find(({ name }) => name === "keys")!;
        expect(made.outs.ownedPolicyId).to.equal(owned.id);
        expect(owned.statements).to.deep.equal([awsKeyReadStatement(tenancyId)]);
        expect(owned.compartmentId, "OCI takes it nowhere below").to.equal(tenancyId);
        expect(policies()).to.have.lengthOf(2);
    });

    it("that somebody edited are drift, mended without touching the policy of onboarding", async () => {
        const owned = policies().find(({ name }) => name === "keys")!;
        const statement = [...owned.statements];
        owned.statements = ["Allow group dba to read buckets in tenancy"];
        const { props, inputs } = await statements.read(made.id, made.outs);
        expect(props!.holders).to.have.lengthOf(1);
        expect((await statements.diff(made.id, props!, inputs!)).changes).to.equal(true);
        const { outs } = await statements.update(made.id, props!, inputs!);
        expect(outs.holders).to.have.lengthOf(2);
        expect(policies().find(({ name }) => name === "keys")!.statements).to.deep.equal(statement);
        expect((await statements.diff(made.id, outs, inputs!)).changes).to.equal(false);
    });

    it("move with the policy of one's own: another is made under the new name before the old one goes", async () => {
        const inputs = { compartmentIds: made.outs.compartmentIds, policyName: "renamed" };
        lab.forget();
        const { outs } = await statements.update(made.id, made.outs, inputs);
        expect(policies().map(({ name }) => name)).to.deep.equal(["MulticloudLink-AWS", "renamed"]);
        expect(outs.holders).to.have.lengthOf(2);
        expect(
            lab.sandbox.world.audit
                .entries(0)
                .filter(({ operation }) => /^(Create|Delete)Policy/.test(operation))
                .map(({ operation }) => operation)
                .slice(-2),
        ).to.deep.equal(["CreatePolicy", "DeletePolicy"]);
        made = { ...made, outs };
    });

    it("are made again within the day after they were taken away", async () => {
        const inputs = made.outs;
        for (let round = 0; round < 3; round++) {
            await statements.delete(made.id, made.outs);
            made = await statements.create(inputs);
        }
        const found = policies().map(({ name, id }) => `${name} ${id === made.outs.ownedPolicyId}`);
        expect(found).to.deep.equal(["MulticloudLink-AWS false", "renamed true"]);
    });

    it("count in the policy of one's own although the caller may not list policies", async () => {
        const error = { status: 404, code: "NotAuthorizedOrNotFound", message: "Not for you" };
        lab.sandbox.world.faults.set({ operation: "ListPolicies", times: 100, error });
        const { outs, id } = await statements.create({ compartmentIds: [lab.compartmentId], policyName: "unlisted" });
        lab.sandbox.world.faults.clear();
        expect(outs.holders).to.have.lengthOf(1);
        await statements.delete(id, outs);
    });

    it("have the tags that are given, at creation and later, and those that OCI added stay", async () => {
        const { tenancyId } = lab.sandbox.world.settings;
        const all = [...lab.sandbox.world.policies];
        lab.sandbox.world.policies.clear();
        const inputs = { compartmentIds: [lab.compartmentId, tenancyId], policyName: "tagged" };
        const tagged = { ...inputs, definedTags: { "Operations.CostCenter": "42" }, freeformTags: { team: "dba" } };
        const { id, outs } = await statements.create(tagged);
        const policy = () => policies().find(({ name }) => name === "tagged")!;
        expect(policy().freeformTags).to.deep.equal({ team: "dba" });
        expect(policy().definedTags).to.deep.equal({ Operations: { CostCenter: "42" } });
        policy().definedTags = { "Oracle-Tags": { CreatedBy: "dba" }, Operations: { CostCenter: "42", Team: "hr" } };
        lab.forget();
        await statements.update(id, outs, tagged);
        expect(lab.calls("UpdatePolicy")).to.equal(0);
        await statements.update(id, outs, {
            ...tagged,
            definedTags: { "Operations.CostCenter": "43" },
            freeformTags: {},
        });
        expect(policy().freeformTags).to.deep.equal({});
        expect(policy().definedTags).to.deep.equal({
            "Oracle-Tags": { CreatedBy: "dba" },
            Operations: { CostCenter: "43", Team: "hr" },
        });
        await statements.delete(id, outs);
        for (const [key, one] of all) lab.sandbox.world.policies.set(key, one);
    });

    it("of a policy that is named are read there alone, and what lacks is said as it is to be written", async () => {
        const { tenancyId } = lab.sandbox.world.settings;
        const one = await statements.create({ compartmentIds: [lab.compartmentId], policyId: onboarding });
        expect(one.outs.holders).to.have.lengthOf(1);
        const inputs = { compartmentIds: [tenancyId], policyId: onboarding };
        expect(await failure(statements.create(inputs))).to.contain(awsKeyReadStatement(tenancyId));
    });

    it("leave with the resource only the policy that it made", async () => {
        await statements.delete(made.id, made.outs);
        expect(policies().map(({ id }) => id)).to.deep.equal([onboarding]);
    });

    it("move up with a policy of one's own that cannot speak of another compartment", async () => {
        const { compartments, settings } = lab.sandbox.world;
        const { etag, value } = compartments.get(lab.compartmentId)!;
        const [one, other] = ["one", "other"].map((name) => {
            const id = `ocid1.compartment.oc1..aaaa${name}`;
            compartments.set(id, { etag, value: { ...value, id, name, compartmentId: settings.tenancyId } });
            return id;
        }) as [string, string];
        const first = await statements.create({ compartmentIds: [one], policyName: "apart" });
        expect(policies().find(({ name }) => name === "apart")!.compartmentId).to.equal(one);
        const { outs } = await statements.update(first.id, first.outs, {
            compartmentIds: [one, other],
            policyName: "apart",
        });
        const moved = policies().filter(({ name }) => name === "apart");
        expect(moved.map(({ compartmentId }) => compartmentId)).to.deep.equal([settings.tenancyId]);
        expect(moved[0]!.statements).to.deep.equal([one, other].map(awsKeyReadStatement));
        await statements.delete(first.id, outs);
    });
});

async function failure(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}
