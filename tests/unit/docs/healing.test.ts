import { expect } from "chai";
import { healingTable } from "../../engine/heal/table";
import { read } from "./markdown";

describe("the table of what is repaired", () => {
    it("is made of the damages that the engine tests repair", () => {
        const remedy = "run node dist/tests/engine/heal/write-table.js";
        expect(read("docs/runbooks/recover.md"), remedy).to.contain(`\n\n${healingTable()}\n\n`);
    });
});
