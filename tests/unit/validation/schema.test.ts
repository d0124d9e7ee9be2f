import { expect } from "chai";
import {
    entry,
    type Fault,
    faultsOf,
    flag,
    list,
    map,
    number,
    plain,
    required,
    type Schema,
    text,
    withoutNulls,
} from "../../../sdk/validation";

const later = { __pulumiOutput: true };
const item = entry<{ name: string; size?: number }>("Item", { name: required(text()), size: number({ most: 9 }) });
const whole = entry<{
    items: unknown;
    labels?: unknown;
    mode?: string;
    on?: boolean;
    byName?: unknown;
    secret?: string;
}>("Whole", {
    items: required(plain(list(item, { least: 1 })), "list the items"),
    labels: map(text({ empty: true })),
    mode: text({ values: ["all", "some"] }),
    on: plain(flag()),
    byName: map(entry<{ size?: number }>("Sized", { size: number({ decimals: true }) }), { ignoreCase: true }),
    secret: text({ secret: true }),
});

/** Faults as `place: reason → remedy`. */
function told(value: unknown, schema: Schema = whole, path = ""): string[] {
    return faultsOf(schema, value, path).map((fault: Fault) => `${fault.path}: ${fault.reason} → ${fault.remedy}`);
}

describe("a value against its schema", () => {
    const items = [{ name: "one" }];

    const cases: [what: string, value: unknown, faults: string[]][] = [
        ["that has all it needs", { items }, []],
        ["that lacks what it needs", {}, ["items: is missing → list the items"]],
        ["that is a list", [], [": is a list, not an entry with members → write { items: … }"]],
        [
            "with an item that is text",
            { items: ["one"] },
            ['items[0]: "one" is text, not an entry with members → write { name: … }'],
        ],
        [
            "with a map for a list",
            { items: { one: {} } },
            ["items: is a map, not a list → write a list: each entry after a dash"],
        ],
        [
            "with one text for a list",
            { items: "one" },
            ['items: "one" is text, not a list → write a list, even for one entry'],
        ],
        ["with an empty list", { items: [] }, ["items: is empty → give at least 1"]],
        ["with nothing in a list", { items: [null] }, ["items[0]: is missing → write { name: … }"]],
        [
            "with a number for text",
            { items: [{ name: 7 }] },
            ["items[0].name: 7 is a number, not text → put it in quotes"],
        ],
        ["with an empty name", { items: [{ name: "" }] }, ["items[0].name: is missing → give a value"]],
        [
            "with text for a number",
            { items: [{ name: "a", size: "7" }] },
            ['items[0].size: "7" is text, not a number → leave out the quotes'],
        ],
        [
            "with a number that is too large",
            { items: [{ name: "a", size: 10 }] },
            ["items[0].size: 10 is outside of the range → give 0 to 9"],
        ],
        [
            "with part of a number",
            { items: [{ name: "a", size: 0.5 }] },
            ["items[0].size: 0.5 is not a whole number → give a whole number"],
        ],
        [
            "with no number at all",
            { items: [{ name: "a", size: Number.NaN }] },
            ["items[0].size: NaN is not a whole number → give a whole number"],
        ],
        [
            "with text for a switch",
            { items, on: "false" },
            ['on: "false" is text, not true or false → leave out the quotes'],
        ],
        ["with a function", { items, on: () => true }, ["on: is no data, not true or false → write true or false"]],
        [
            "with a word that is not known",
            { items, mode: "sme" },
            ['mode: "sme" is not allowed here → did you mean "some"?'],
        ],
        ["with a misspelt member", { items, lables: {} }, ['lables: is not known here → did you mean "labels"?']],
        [
            "with a member of something else",
            { items: [{ name: "a", colour: 1 }] },
            ['items[0].colour: is not known here → one of: "name", "size"'],
        ],
        [
            "with a member named like one of every object",
            { items, constructor: 1 },
            ['constructor: is not known here → one of: "on", "secret", "byName", "items", "mode", "labels"'],
        ],
        [
            "with names that need quotes",
            { items, labels: { "a b": 7 } },
            ['labels["a b"]: 7 is a number, not text → put it in quotes'],
        ],
        [
            "with names that differ in letter case",
            { items, byName: { A: {}, a: {} } },
            ["byName.a: is byName.A in other letter case → keep one of them"],
        ],
        [
            "with a secret of another kind",
            { items, secret: 1234 },
            ["secret: is a number, not text → put it in quotes"],
        ],
        [
            "with what is known later",
            { items, labels: later, mode: Promise.resolve("all"), byName: { a: { size: later } } },
            [],
        ],
        [
            "with what is known later and has to be known now",
            { items, on: later },
            [
                "on: is not known yet, but it decides which resources are created → give a plain value, not an Output or a Promise",
            ],
        ],
        [
            "with nothing for what it may have",
            { items, labels: null, mode: undefined, other: undefined, byName: { a: null } },
            [],
        ],
    ];
    for (const [what, value, faults] of cases) {
        it(`${what} has ${faults.length === 0 ? "no faults" : "a fault at its place"}`, () => {
            expect(told(value)).to.deep.equal(faults);
        });
    }

    it("is told at the place that it is looked for", () => {
        expect(told({ name: 7 }, item, "clusters[1].item")).to.have.lengthOf(1);
        expect(told({ name: 7 }, item, "clusters[1].item")[0]).to.match(/^clusters\[1\]\.item\.name: /);
    });
});

describe("what is needed of several members", () => {
    const way = (options: object) =>
        entry<{ a?: string; b?: string; c?: string }>("Way", { a: text(), b: text(), c: text() }, options);

    it("is exactly one of some", () => {
        const one = way({ oneOf: ["a", "b"] });
        expect(told({ a: "x" }, one)).to.deep.equal([]);
        expect(told({}, one, "at")).to.deep.equal(["at: neither `a` nor `b` is given → give one of `a` and `b`"]);
        expect(told({ a: "x", b: later }, one)[0]).to.match(/^a: both `a` and `b` are given/);
    });

    it("is what exists or what to create, under whatever name", () => {
        const found = way({ existing: { member: "a", needs: ["b"], both: ["c"] } });
        expect(told({ a: "x", c: "x" }, found)).to.deep.equal([]);
        expect(told({ b: "x", c: "x" }, found)).to.deep.equal([]);
        expect(told({ a: "x", b: "x" }, found, "at")[0]).to.match(
            /^at: both `a` and creation arguments \(b\) are given/,
        );
        expect(told({ c: "x" }, found)[0]).to.match(/^a: neither `a` nor creation arguments/);
    });

    it("is judged on what is shaped as it should be, so that no rule meets anything else", () => {
        const seen: object[] = [];
        const rule = (given: object) => {
            seen.push(given);
            return [];
        };
        told({ a: 7, b: "x", c: null }, way({ rules: [rule] }));
        expect(seen).to.deep.equal([{ b: "x" }]);
    });
});

describe("a value without its nulls", () => {
    it("lacks what is null, has entries without members where a map names them, and is the same where nothing is null", () => {
        const given = {
            items: [{ name: "a", size: null }],
            labels: null,
            byName: { a: null, b: undefined },
            mode: "all",
        };
        expect(withoutNulls(whole, given)).to.deep.equal({ items: [{ name: "a" }], byName: { a: {} }, mode: "all" });
        const full = { items: [{ name: "a" }], labels: later };
        expect(withoutNulls(whole, full)).to.equal(full);
    });
});
