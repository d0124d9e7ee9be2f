import { expect } from "chai";
import { retryToken } from "../../../sdk/clouds/core/retry-token";
import { serialise } from "../../../sdk/clouds/core/serialise";
import { failure } from "./failure";

describe("retry tokens", () => {
    const change = { id: "ocid1.database.oc1.iad.aaaa", generation: 1, triggers: { a: "1", b: "2" } };

    it("are the same for the same change, in whatever order it is written", () => {
        const reordered = { triggers: { b: "2", a: "1" }, generation: 1, failed: undefined, id: change.id };
        expect(retryToken("rotate", change)).to.equal(retryToken("rotate", reordered));
    });

    it("differ by operation, target, generation and triggers", () => {
        const tokens = [
            retryToken("rotate", change),
            retryToken("register", change),
            retryToken("rotate", { ...change, id: "ocid1.database.oc1.iad.bbbb" }),
            retryToken("rotate", { ...change, generation: 2 }),
            retryToken("rotate", { ...change, triggers: { a: "1", b: "3" } }),
        ];
        expect(new Set(tokens).size).to.equal(tokens.length);
    });

    it("fit the header, however long the triggers are", () => {
        const token = retryToken("rotate", { ...change, triggers: { a: "x".repeat(10_000) } });
        expect(token).to.match(/^[\w-]{1,64}$/);
    });
});

describe("work on one cluster or database", () => {
    const gate = () => {
        let open = () => {};
        const opened = new Promise<void>((resolve) => {
            open = resolve;
        });
        return { open: () => open(), opened };
    };

    it("runs one after the other in the order of asking", async () => {
        const log: string[] = [];
        const first = gate();
        const one = serialise("db1", async () => {
            await first.opened;
            log.push("one");
        });
        const two = serialise("db1", async () => {
            log.push("two");
        });
        first.open();
        await Promise.all([one, two]);
        expect(log).to.deep.equal(["one", "two"]);
    });

    it("does not hold up work on another", async () => {
        const first = gate();
        const one = serialise("db1", () => first.opened);
        expect(await serialise("db2", async () => "done")).to.equal("done");
        first.open();
        await one;
    });

    it("goes on after work that failed", async () => {
        const fails = serialise("db1", async () => {
            throw new Error("no");
        });
        const next = serialise("db1", async () => "done");
        expect(await failure(fails)).to.equal("no");
        expect(await next).to.equal("done");
    });
});
