import { expect } from "chai";
import { PlainError } from "../../../sdk/clouds/errors";
import { type Guard, guarding, spoken } from "../../../sdk/operations/guard";
import { failure } from "../sdk/failure";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Inputs {
    readonly level: number;
    readonly names: readonly { readonly id: string }[];
}

/** Lets the level go up only, and refuses the removal of anything above 1. */
function stairs(seen: unknown[] = []): Guard<Inputs> {
    return {
        inputs: ["level", "names"],
        async refusals(before, after, places) {
            seen.push(after, places);
            if (before.level === undefined || after.level === undefined || after.level >= before.level) return [];
            return [{ reason: `${after.level} is below ${before.level}`, remedy: "climb" }];
        },
        removal: async ({ level }) => (level > 1 ? [{ reason: `${level} is high`, remedy: "come down first" }] : []),
    };
}

describe("guards", () => {
    const provider = guarding(stairs());

    it("give reason and remedy as one line without the inputs, and name no property", async () => {
        const { failures } = await provider.check({ level: 2 }, { level: 1 });
        expect(failures).to.deep.equal([{ property: "", reason: "1 is below 2; climb" }]);
        expect((await provider.check({ level: 1 }, { level: 2 })).failures).to.deep.equal([]);
    });

    it("leave out what is known only later, and say where it was", async () => {
        const seen: unknown[] = [];
        const inputs = { level: unknown, names: [{ id: "a" }, { id: unknown }] };
        const checked = await guarding(stairs(seen)).check({ level: 2 }, inputs);
        expect(checked).to.deep.equal({ inputs, failures: [] });
        expect(seen).to.deep.equal([{ names: [{ id: "a" }, {}] }, ["level", "names[1].id"]]);
    });

    it("refuse when nobody can tell", async () => {
        const refusals = async () => {
            throw new PlainError("KMS did not answer DescribeKey");
        };
        const { failures } = await guarding({ ...stairs(), refusals }).check({}, { level: 1 });
        expect(failures[0]!.reason).to.contain("cannot be asked: KMS did not answer DescribeKey");
    });

    it("end a removal with a message that has no stack", async () => {
        const removal = provider.delete("guard", { level: 2 });
        const stack = await removal.catch((error: Error) => error.stack);
        expect(await failure(removal)).to.equal("2 is high; come down first");
        expect(stack).to.equal("");
        await provider.delete("guard", { level: 1 });
    });

    it("are never replaced, and show a change only when an input differs", async () => {
        const { outs } = await provider.create({ level: 1, names: [], __provider: "text" });
        expect(outs).to.deep.equal({ level: 1, names: [] });
        expect(await provider.diff("guard", outs, { level: 1, names: [] })).to.deep.equal({
            changes: false,
            replaces: [],
        });
        expect(await provider.diff("guard", outs, { level: 2, names: [] })).to.deep.equal({
            changes: true,
            replaces: [],
        });
        // Inputs that a refresh does not give stay as they are.
        expect(await provider.read("guard", outs)).to.deep.equal({ id: "guard", props: outs });
    });

    it("take no account of the order of a list of texts", async () => {
        const sets = guarding<{ list: string[] }>({ inputs: ["list"], sets: ["list"], refusals: async () => [] });
        expect((await sets.check({}, { list: ["b", unknown, "a"] })).inputs).to.deep.equal({
            list: [unknown, "a", "b"],
        });
        expect((await sets.diff("guard", { list: ["b", "a"] }, { list: ["a", "b"] })).changes).to.equal(false);
        expect((await sets.diff("guard", { list: ["b", "a"] }, { list: ["a"] })).changes).to.equal(true);
    });

    it("hand what they found from run to run, also past a service that does not answer", async () => {
        const seen: unknown[] = [];
        let silent = false;
        const finding = guarding<Inputs>({
            ...stairs(),
            async refusals(_before, { level }, _unknown, found) {
                seen.push(found);
                if (silent) throw new PlainError("no answer");
                return level === 9 ? { refusals: [] } : { refusals: [], found: "id" };
            },
        });
        const { inputs } = await finding.check({ level: 1 }, { level: 1, found: "given by a program" });
        expect(inputs).to.deep.equal({ level: 1, found: "id" });
        expect((await finding.diff("guard", { level: 1 }, inputs)).changes).to.equal(false);
        silent = true;
        expect((await finding.check(inputs, { level: 1 })).inputs).to.deep.equal(inputs);
        silent = false;
        expect((await finding.check(inputs, { level: 9 })).inputs).to.deep.equal({ level: 9 });
        expect(seen).to.deep.equal([undefined, "id", "id"]);
    });

    it("name each database with its cluster, in order", () => {
        const place = { clusterName: "sales", clusterOcid: "ocid1.cloudvmcluster.oc1.iad.a", registeredKeyId: "key" };
        const databases = [
            { ...place, name: "HR01", id: "ocid1.database.oc1.iad.b" },
            { ...place, name: "CRM01", id: "ocid1.database.oc1.iad.a" },
        ];
        expect(spoken(databases)).to.equal(
            "databases CRM01 of VM cluster sales (ocid1.database.oc1.iad.a), HR01 of VM cluster sales (ocid1.database.oc1.iad.b)",
        );
        expect(spoken([])).to.equal(undefined);
    });
});
