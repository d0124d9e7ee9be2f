import { expect } from "chai";
import { PlainError } from "../../../sdk/clouds/core/errors";
import { done, pending, waitFor } from "../../../sdk/clouds/core/wait";
import { Watch } from "../../../sdk/clouds/core/watch";
import { FakeClock } from "./clock";
import { failure } from "./failure";

describe("waiting", () => {
    it("looks at once and does not sleep when all is done", async () => {
        const clock = new FakeClock();
        expect(await waitFor({ what: "it", timeoutSeconds: 10, clock }, async () => done("ready"))).to.equal("ready");
        expect(clock.sleeps).to.deep.equal([]);
    });

    it("looks again soon, then ever more seldom, up to ten seconds", async () => {
        const clock = new FakeClock();
        let looks = 0;
        const look = async () => (++looks < 20 ? pending("UPDATING") : done("ready"));
        await waitFor({ what: "it", timeoutSeconds: 3600, clock }, look);
        expect(clock.sleeps[0]).to.equal(100);
        expect(clock.sleeps).to.deep.equal([...clock.sleeps].sort((a, b) => a - b));
        expect(clock.sleeps.at(-1)).to.equal(10_000);
    });

    it("draws each delay from zero up, so that waiters spread", async () => {
        const clock = new FakeClock(0.5);
        let looks = 0;
        await waitFor({ what: "it", timeoutSeconds: 60, clock }, async () => (++looks < 2 ? pending("…") : done(0)));
        expect(clock.sleeps).to.deep.equal([50]);
    });

    it("waits as long as the service asks for", async () => {
        const clock = new FakeClock();
        let looks = 0;
        await waitFor({ what: "it", timeoutSeconds: 60, clock }, async () => (++looks < 2 ? pending("…", 7) : done(0)));
        expect(clock.sleeps).to.deep.equal([7000]);
    });

    it("ends at the deadline with what was seen last", async () => {
        const clock = new FakeClock();
        const waiting = waitFor({ what: "the key store", timeoutSeconds: 600, clock }, async () => pending("UPDATING"));
        expect(await failure(waiting)).to.equal("the key store took longer than 10 minutes; last seen: UPDATING");
        expect(clock.now()).to.equal(600_000);
    });

    it("ends when it is aborted", async () => {
        const controller = new AbortController();
        const look = async () => {
            controller.abort(new Error("enough"));
            return pending("UPDATING");
        };
        const options = { what: "it", timeoutSeconds: 60, clock: new FakeClock(), signal: controller.signal };
        expect(await failure(waitFor(options, look))).to.equal("enough");
    });
});

describe("a watched list", () => {
    const options = { what: "it", timeoutSeconds: 60 };

    it("is asked for once a tick however many wait", async () => {
        let lists = 0;
        const watch = new Watch(async () => ++lists, new FakeClock());
        const waiters = Array.from({ length: 50 }, (_, index) =>
            watch.until(options, (list) => (list >= 3 ? done(index) : pending("…"))),
        );
        expect(await Promise.all(waiters)).to.deep.equal(waiters.map((_, index) => index));
        expect(lists).to.equal(3);
    });

    it("never shows a newcomer what was asked for before it came", async () => {
        const answers: ((list: string) => void)[] = [];
        const watch = new Watch(() => new Promise<string>((resolve) => answers.push(resolve)), new FakeClock());
        const early = watch.until(options, (list) => done(list));
        await Promise.resolve();
        const late = watch.until(options, (list) => done(list));
        answers[0]!("before");
        expect(await early).to.equal("before");
        while (answers.length < 2) await new Promise((resolve) => setImmediate(resolve));
        answers[1]!("after");
        expect(await late).to.equal("after");
    });

    it("fails only the waiter whose look fails", async () => {
        let lists = 0;
        const watch = new Watch(async () => ++lists, new FakeClock());
        const fails = watch.until(options, () => {
            throw new PlainError("FAILED");
        });
        const succeeds = watch.until(options, (list) => (list > 1 ? done("ready") : pending("…")));
        expect(await failure(fails)).to.equal("FAILED");
        expect(await succeeds).to.equal("ready");
    });

    it("fails all who wait when it cannot be had, and serves those who come later", async () => {
        let broken = true;
        const list = async () => {
            if (broken) throw new PlainError("no answer");
            return "list";
        };
        const watch = new Watch(list, new FakeClock());
        expect(await failure(watch.until(options, (found) => done(found)))).to.equal("no answer");
        broken = false;
        expect(await watch.until(options, (found) => done(found))).to.equal("list");
    });

    it("ends at the deadline of each waiter", async () => {
        const watch = new Watch(async () => "list", new FakeClock());
        const short = watch.until({ what: "it", timeoutSeconds: 30 }, () => pending("CREATING"));
        expect(await failure(short)).to.equal("it took longer than 30 seconds; last seen: CREATING");
    });
});
