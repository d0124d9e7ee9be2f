import { expect } from "chai";
import { type Fault, renderFaults, suggest } from "../../../sdk/validation";

describe("faults as people see them", () => {
    const faults: Fault[] = [
        {
            path: "keys[0].alias",
            reason: '"aws/tde" starts with the reserved prefix "aws/"',
            remedy: 'choose another name, e.g. "exadata/tde"',
        },
        { path: "clusters[1].databases[0].key", reason: 'no key is named "tdee"', remedy: 'one of: "tde"' },
        {
            path: "clusters[1].vmCluster",
            reason: "both `existing` and creation arguments are given",
            remedy: "keep one",
        },
    ];

    it("stand one a line under a title that counts them, paths, reasons and remedies in columns", () => {
        expect(renderFaults("ExadataKeyManagement prod", faults).split("\n")).to.deep.equal([
            "ExadataKeyManagement prod: 3 faults",
            '  keys[0].alias                 "aws/tde" starts with the reserved prefix "aws/"  → choose another name, e.g. "exadata/tde"',
            '  clusters[1].databases[0].key  no key is named "tdee"                            → one of: "tde"',
            "  clusters[1].vmCluster         both `existing` and creation arguments are given  → keep one",
        ]);
    });

    it("are counted in the singular when there is one", () => {
        expect(renderFaults("CustomerManagedKey tde", faults.slice(0, 1))).to.match(
            /^CustomerManagedKey tde: 1 fault\n/,
        );
    });

    it("stay in columns when one of them is very long", () => {
        const long = { path: "tags", reason: "x".repeat(300), remedy: "shorten it" };
        const lines = renderFaults("CustomerManagedKey tde", [...faults, long]).split("\n");
        expect(lines[1]!.indexOf("→")).to.equal(lines[2]!.indexOf("→"));
        expect(lines[1]!.indexOf("→")).to.be.below(90);
        expect(lines[4]).to.match(/x {2}→ shorten it$/);
    });
});

describe("a suggestion", () => {
    const suggestions: [name: string, candidates: string[], text: string][] = [
        ["tdee", ["tde"], 'one of: "tde"'],
        ["sale", ["crm", "hr", "sales"], 'one of: "sales", "crm", "hr"'],
        ["SALES", ["hr", "sales"], 'one of: "sales", "hr"'],
        ["x", ["b", "a", "b"], 'one of: "a", "b"'],
        ["tde", [], "none is defined; add one"],
    ];
    for (const [name, candidates, text] of suggestions) {
        it(`for ${name} out of ${candidates.length} names is: ${text}`, () => {
            expect(suggest(name, candidates)).to.equal(text);
        });
    }

    it("stays readable where there are many names", () => {
        const names = Array.from({ length: 40 }, (_, index) => `DB${index}`);
        expect(suggest("DB39", names)).to.match(/^one of: "DB39", .*… \(40 in all\)$/);
    });
});
