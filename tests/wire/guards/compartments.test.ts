import { expect } from "chai";
import { subjectOf } from "../../../sdk/chain/subjects";
import { firstBroken, told, walk } from "../../../sdk/chain/walk";
import { provider as useGuard } from "../../../sdk/guards/use-guard";
import { awsKeyReadStatement } from "../../../sdk/policies";
import { Estate, set } from "../chain/estate";
import { judged, refusals } from "./watching";

const other = "ocid1.compartment.oc1..aaaaother";
const child = "ocid1.compartment.oc1..aaaachild";

/** Whether clusters may read a key, the compartment of the key decides, and what policies there and above say. */
describe("the compartment of a registered key in use", function () {
    this.timeout(60_000);
    let estate: Estate;
    let own: string;

    before(async () => {
        estate = await Estate.open();
        own = estate.lab.compartmentId;
        const { compartments, settings } = estate.lab.sandbox.world;
        const { etag, value } = compartments.get(own)!;
        const compartment = (id: string, name: string, compartmentId: string) =>
            compartments.set(id, { etag, value: { ...value, id, name, compartmentId } });
        compartment(other, "other", settings.tenancyId);
        compartment(child, "child", own);
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const tenancy = () => estate.lab.sandbox.world.settings.tenancyId;
    const policy = () => estate.lab.sandbox.world.policies.get("policy")!.value;
    const home = { region: "us-east-1", accountId: "111122223333" };
    const leaving = async (compartmentId: string) => {
        estate.forget();
        const subject = { kind: "compartmentPolicy", policyId: policy().id, compartmentId };
        const { failures } = await useGuard.check({ subjects: [subject], home }, { subjects: [] });
        return failures.map(({ reason }) => reason).join();
    };
    const place = (compartmentId: string) => ({
        keyArn: estate.keyArn,
        connectorId: estate.connector.id,
        compartmentId,
    });
    const moved = (to: string, from: string | undefined = own) => {
        estate.forget();
        return refusals("registration", from === undefined ? {} : place(from), place(to));
    };
    const state = async () => {
        estate.forget();
        const steps = await walk(estate.subject);
        return steps.find(({ link }) => link === "oci-policy")!.finding.state;
    };
    /** Statements of a policy at the tenancy, which reaches all compartments. */
    const says = (...statements: string[]) => set(policy(), { statements, compartmentId: tenancy() });

    const covering: Record<string, () => string> = {
        itself: () => awsKeyReadStatement(own),
        "the tenancy by its id": () => awsKeyReadStatement(tenancy()),
        "the tenancy": () => awsKeyReadStatement(own).replace(`compartment id ${own}`, "tenancy"),
        "itself, to use keys": () => awsKeyReadStatement(own).replace("read", "use"),
        "itself, to manage keys": () => awsKeyReadStatement(own).replace("read", "manage"),
        "itself, to anybody": () => awsKeyReadStatement(own).replace(/ where .*/, ""),
        "itself, to this cluster": () =>
            awsKeyReadStatement(own).replace(" }", `, request.principal.id = '${estate.lab.clusterOcid}' }`),
        "itself, to clusters of a compartment": () =>
            awsKeyReadStatement(own).replace(" }", `, request.principal.compartment.id = '${own}' }`),
    };
    for (const [what, statement] of Object.entries(covering)) {
        it(`is read by a statement for ${what}, and what is broken behind it is told`, async () => {
            const undo = says(statement());
            const open = await firstBroken(estate.subject);
            const damage = await estate.editKeyPolicy((all) => all.filter(({ Sid }) => Sid !== "KeyUsage"));
            estate.forget();
            const found = await firstBroken(estate.subject);
            await damage();
            undo();
            expect(open && told(open)).to.equal(undefined);
            expect(found?.link).to.equal("key-policy");
        });
    }

    const states: Record<string, { statement: () => string; said: string }> = {
        "another compartment": { statement: () => awsKeyReadStatement(other), said: "broken" },
        "looking at keys": { statement: () => awsKeyReadStatement(own).replace("read", "inspect"), said: "broken" },
        "a dynamic group": {
            statement: () => awsKeyReadStatement(own).replace("any-user", "dynamic-group exadata"),
            said: "unknown",
        },
        "what nobody can judge": {
            statement: () => awsKeyReadStatement(own).replace(" }", ", request.region = 'iad' }"),
            said: "unknown",
        },
    };
    for (const [what, { statement, said }] of Object.entries(states)) {
        it(`is ${said} by a statement for ${what}`, async () => {
            const undo = says(statement());
            expect(await state()).to.equal(said);
            undo();
        });
    }

    it("is unknown where the caller may not list policies, and broken links behind it are told before", async () => {
        const error = { status: 404, code: "NotAuthorizedOrNotFound", message: "Not for you" };
        estate.lab.sandbox.world.faults.set({ operation: "ListPolicies", times: 100, error });
        const said = await state();
        const gone = { ...estate.subject, registeredKeyId: `${estate.subject.registeredKeyId}0` };
        const found = await firstBroken(gone);
        const refused = await moved(other);
        estate.lab.sandbox.world.faults.clear();
        expect(said).to.equal("unknown");
        expect(found?.link).to.equal("registered-key");
        expect(refused).to.contain("what policies in").and.contain("may not list");
    });

    it("keeps the policy that names it, wherever the cluster is", async () => {
        const undo = [set(estate.registeredKey, { compartmentId: other }), says(awsKeyReadStatement(other))];
        expect(await state()).to.equal("whole");
        expect(await leaving(other)).to.contain("could no longer get a key or be rotated");
        expect(await leaving(own), "that of the cluster").to.equal("");
        for (const back of undo.reverse()) back();
    });

    it("keeps the policy that names one above it", async () => {
        const undo = [set(estate.registeredKey, { compartmentId: child }), says(awsKeyReadStatement(own))];
        expect(await state()).to.equal("whole");
        expect(await leaving(own)).to.contain("SALES01");
        expect(await leaving(tenancy())).to.contain("SALES01");
        expect(await leaving(other)).to.equal("");
        for (const back of undo.reverse()) back();
    });

    it("lets a policy go where another surely says the same, and not where that is open", async () => {
        const { policies } = estate.lab.sandbox.world;
        const { etag, value } = policies.get("policy")!;
        const beside = async (statement: string) => {
            const statements = [statement];
            const second = { ...value, id: "ocid1.policy.oc1..aaaabeside", statements, compartmentId: tenancy() };
            policies.set("beside", { etag, value: second });
            const said = await leaving(own);
            policies.delete("beside");
            return said;
        };
        expect(await beside(awsKeyReadStatement(tenancy()).replace("read", "manage"))).to.equal("");
        expect(await beside(awsKeyReadStatement(other))).to.contain("SALES01");
        expect(await beside(states["a dynamic group"]!.statement())).to.contain("SALES01");
    });

    describe("when the program moves the registration", () => {
        it("is refused where no policy lets clusters read it, in a change as in a first run and after a move by hand", async () => {
            for (const from of [own, undefined, other]) {
                expect(await moved(other, from), String(from))
                    .to.contain(`would move from compartment ${own} to ${other}, where database SALES01`)
                    .and.contain(`add to a policy: ${awsKeyReadStatement(other)}; then run again`);
            }
            const undo = set(estate.registeredKey, { compartmentId: other });
            expect(await moved(other, own), "moved already").to.equal("");
            undo();
            expect(await moved(own)).to.equal("");
        });

        it("passes where one does, and is no repair's hindrance", async () => {
            for (const statements of [
                [awsKeyReadStatement(own), awsKeyReadStatement(other)],
                [awsKeyReadStatement(tenancy())],
                [awsKeyReadStatement(other)],
            ]) {
                const undo = says(...statements);
                expect(await moved(other)).to.equal("");
                undo();
            }
        });

        it("is told where it stays without a policy", async () => {
            const undo = says();
            const printed: string[] = [];
            const { warn } = console;
            console.warn = (text: string) => printed.push(text);
            try {
                estate.forget();
                expect((await judged("registration", { ...place(own) }, place(other))).reasons).to.deep.equal([]);
            } finally {
                console.warn = warn;
                undo();
            }
            expect(printed.join()).to.contain(`lets VM clusters read the keys of ${other}`);
        });

        it("passes where the same cannot be judged, and is refused where another does", async () => {
            const group = "Allow dynamic-group exadata to read oracle-db-aws-keys in ";
            const same = says(`${group}tenancy`);
            expect(await moved(other)).to.equal("");
            same();
            const apart = says(`${group}compartment id ${own}`, `${group}compartment id ${other}`);
            expect(await moved(other)).to.contain("depends on");
            apart();
        });

        it("counts a registration whose key or connector OCI does not tell", async () => {
            for (const name of ["awsKeyArn", "oracleDbConnectorId"] as const) {
                const { [name]: value } = estate.registeredKey;
                delete estate.registeredKey[name];
                expect(await moved(other), name).to.contain("SALES01");
                const exchanged = { ...place(own), keyArn: `${estate.keyArn.slice(0, -4)}0000` };
                estate.forget();
                expect(await refusals("registration", place(own), exchanged), name).to.contain("SALES01");
                Object.assign(estate.registeredKey, { [name]: value });
            }
        });

        it("is nobody's business where no database has its key by it", async () => {
            const unused = { ...place(own), connectorId: `${estate.connector.id}0` };
            expect(await refusals("registration", {}, { ...unused, compartmentId: other })).to.equal("");
        });

        it("asks nobody who uses a key that is where it is wanted", async () => {
            estate.lab.forget();
            expect(await moved(own)).to.equal("");
            expect(estate.lab.calls("ListCloudVmClusters")).to.equal(0);
        });
    });

    it("asks each thing once in a walk", async () => {
        const { vmClusterOcid, region, registeredKeyId, databases } = estate.subject;
        const subject = await subjectOf({ vmClusterOcid, region, registeredKeyId: registeredKeyId!, databases });
        estate.forget();
        estate.lab.forget();
        await walk(subject);
        expect(estate.lab.calls("ListPolicies")).to.be.at.most(2);
    });
});
