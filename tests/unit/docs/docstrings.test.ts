import { expect } from "chai";
import { type Declared, declaredIn, lacking } from "../../../tools/docs/declarations";

describe("docstrings", function () {
    this.timeout(30_000);

    it("tell what every exported symbol, argument and output is, with defaults and examples of the arguments", () => {
        const declared = declaredIn("components/index.ts");
        expect(declared.map(({ name }) => name)).to.include.members([
            "CustomerManagedKey",
            "CustomerManagedKey.arn",
            "CustomerManagedKeyArgs.alias",
            "ClusterEntry.vmCluster",
        ]);
        expect(declared.flatMap(lacking)).to.deep.equal([]);
    });

    it("do so for the dynamic resources as well", () => {
        // Components make these; only those that a program can make as well need an example.
        const declared = declaredIn("sdk/resources/index.ts");
        const found = declared.map((one): Declared => (one.kind === "class" ? { ...one, kind: "symbol" } : one));
        expect(found.flatMap(lacking)).to.deep.equal([]);
    });

    it("are told as people read them, without the marks that only their source needs", () => {
        const declared = declaredIn("components/index.ts");
        const texts = declared.flatMap(({ text, defaultText = "" }) => [text, defaultText]);
        expect(texts.filter((text) => text.includes("Database@AWS"))).not.to.deep.equal([]);
        expect(texts.filter((text) => text.includes("\\@"))).to.deep.equal([]);
    });

    const argument: Declared = { name: "A.b", text: "What.", tags: [], kind: "argument", optional: true };
    const cases: [string, Partial<Declared>, string[]][] = [
        ["an optional argument without default and example", {}, ["A.b has no @default", "A.b has no @example"]],
        ["a required argument without example", { optional: false }, ["A.b has no @example"]],
        ["an argument with all", { tags: ["default", "example"] }, []],
        ["a class without example", { name: "A", kind: "class" }, ["A has no @example"]],
        ["an output without text", { kind: "member", text: " " }, ["A.b has no docstring"]],
    ];
    for (const [what, change, found] of cases) {
        it(`are missed rightly for ${what}`, () => {
            expect(lacking({ ...argument, ...change })).to.deep.equal(found);
        });
    }
});
