import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { record } from "../../support/mocks";
import { type Sample, samples } from "../docs/change-samples";

/** The lines that a component refuses its arguments with; none when it takes them. Anything but a refusal fails the test. */
function refusal({ make, component }: Sample, args: unknown): string[] {
    record();
    try {
        make(args as Record<string, unknown>);
        return [];
    } catch (error) {
        if (!pulumi.ResourceError.isInstance(error)) throw error;
        const [title = "", ...lines] = error.message.split("\n");
        expect(title).to.match(new RegExp(`^${component} one: \\d+ faults?$`));
        return lines;
    }
}

const kindOf = (value: unknown) => (Array.isArray(value) ? "list" : typeof value);
const places = (lines: readonly string[]) => lines.map((line) => line.trim().split(/ {2,}/)[0]);

describe("malformed arguments of components", () => {
    for (const sample of samples) {
        const { component, base, other } = sample;
        const given = Object.keys(base).join(", ") || "nothing";

        it(`${component} with ${given} tells arguments that are no arguments`, () => {
            for (const args of ["text", 7, true, []]) expect(refusal(sample, args)).to.have.lengthOf(1);
            const without = Object.keys(base).length === 0 ? 0 : 1;
            for (const args of [undefined, null, {}]) {
                expect(refusal(sample, args).length).to.be.greaterThanOrEqual(without);
            }
        });

        it(`${component} with ${given} tells values of another kind, each at its argument`, () => {
            const untold = Object.entries({ ...base, ...other }).flatMap(([name, right]) =>
                [7, "text", true, ["text"], { text: "text" }, [{}], () => 7].flatMap((value) => {
                    if (kindOf(value) === kindOf(right)) return [];
                    const told = places(refusal(sample, { ...base, [name]: value }));
                    return told.some((place) => place === name) ? [] : [`${name}: ${JSON.stringify(value)}`];
                }),
            );
            expect(untold).to.deep.equal([]);
        });

        it(`${component} with ${given} tells a misspelt argument, and takes null for what is not given`, () => {
            const [name = ""] = Object.keys(other);
            const lines = refusal(sample, { ...base, [`${name}s`]: other[name] });
            expect(lines).to.have.lengthOf(1);
            expect(lines[0]).to.contain(` ${name}s `).and.to.contain(`did you mean "${name}"?`);
            const nulls = Object.fromEntries(Object.keys(other).map((one) => [one, null]));
            expect(refusal(sample, { ...nulls, existing: base.existing, ...base })).to.deep.equal([]);
        });

        it(`${component} with ${given} waits for what is known only later`, () => {
            const later = Object.fromEntries(
                Object.entries(base).map(([name, value]) => [
                    name,
                    ["compartmentIds", "existing"].includes(name) ? value : pulumi.output(value),
                ]),
            );
            expect(refusal(sample, later)).to.deep.equal([]);
        });
    }

    it("name what exists and has no id, whatever stands in its place", () => {
        const [key] = samples.filter(({ component }) => component === "CustomerManagedKey");
        for (const existing of [{}, { arn: "" }, { arn: 7 }]) {
            expect(places(refusal(key!, { existing }))[0]).to.match(/^existing/);
        }
        for (const existing of ["arn", [], 7]) expect(places(refusal(key!, { existing }))).to.include("existing");
        expect(refusal(key!, { existing: null })).to.have.lengthOf(1);
    });
});
