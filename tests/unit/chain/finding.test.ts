import { expect } from "chai";
import { broken, type Finding, type Ruling, rule, unknown, whole, worst } from "../../../sdk/chain/finding";

const bad = broken("it is off", "turn it on");
const other = broken("it is gone", "make it");
const doubtful = (...doubts: string[]): Finding => ({ ...unknown("nobody knows", "look"), doubts }) as Finding;

describe("what becomes of a change of a link", () => {
    const table: readonly (readonly [string, Finding, Finding, Ruling])[] = [
        ["whole stays whole", whole, whole, "pass"],
        ["whole becomes broken", whole, bad, "refuse"],
        ["whole becomes unknown", whole, doubtful("a"), "refuse"],
        ["broken becomes whole: the repair", bad, whole, "pass"],
        ["broken stays broken", bad, other, "warn"],
        ["broken becomes unknown", bad, doubtful("a"), "warn"],
        ["unknown becomes whole", doubtful("a"), whole, "pass"],
        ["unknown stays so for the same statements", doubtful("a", "b"), doubtful("b", "a"), "pass"],
        ["unknown stays so for fewer statements", doubtful("a", "b"), doubtful("a"), "pass"],
        ["unknown is so for one statement more", doubtful("a"), doubtful("a", "b"), "refuse"],
        ["unknown becomes broken", doubtful("a"), bad, "refuse"],
    ];
    for (const [title, now, then, expected] of table) {
        it(`${title}: ${expected}`, () => expect(rule(now, then)).to.equal(expected));
    }
});

describe("of several findings", () => {
    it("a broken one counts before one that is unknown, and that before those that are whole", () => {
        expect(worst([])).to.equal(whole);
        expect(worst([whole, doubtful("a")])).to.deep.equal(doubtful("a"));
        expect(worst([doubtful("a"), whole, bad, other])).to.equal(bad);
    });
});
