import { expect } from "chai";
import { isSecret, type Properties, reveal, secret } from "../../../sandbox/providers/host/values";
import { random } from "../../../sandbox/providers/random/provider";
import { Plugin } from "./plugin";

describe("the stand-in for random", () => {
    let plugin: Plugin;
    before(async () => {
        plugin = await Plugin.start(random);
    });
    after(() => plugin.stop());

    async function make(name: string, news: Properties) {
        const type = `random:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
        const { inputs, failures } = await plugin.check(type, news);
        expect(failures).to.deep.equal([]);
        const made = await plugin.create(type, inputs);
        expect((await plugin.diff(type, made.id, made.state, inputs)).changes, "a difference at once").to.equal(false);
        return { ...made, type, inputs };
    }

    it("makes a password of the wanted kinds of characters, secret and out of the id", async () => {
        const { id, state } = await make("RandomPassword", { length: 12, special: false, minUpper: 3, minNumeric: 4 });
        expect(id).to.equal("none");
        expect(isSecret(state.result)).to.equal(true);
        const word = String(reveal(state.result ?? null));
        expect(word).to.match(/^[A-Za-z0-9]{12}$/);
        expect(word.replace(/[^A-Z]/g, "").length).to.be.at.least(3);
        expect(word.replace(/[^0-9]/g, "").length).to.be.at.least(4);
    });

    it("takes a password over by itself, without leaving it in the id", async () => {
        const { id, state } = await plugin.read("random:index/randomPassword:RandomPassword", "hunter22");
        expect(id).to.equal("none");
        expect(state).to.deep.include({ result: secret("hunter22"), length: 8 });
    });

    it("makes a new value when the keepers change, and only then", async () => {
        const { id, state, type, inputs } = await make("RandomString", { length: 5, keepers: { a: "1" } });
        const changed = await plugin.diff(type, id, state, { ...inputs, keepers: { a: "2" } });
        expect(changed.replaces).to.deep.equal(["keepers"]);
        expect((await plugin.read(type, id, state, inputs)).state).to.deep.equal(state);
    });

    it("makes ids, numbers, names and UUIDs", async () => {
        expect((await make("RandomId", { byteLength: 4, prefix: "x-" })).state.hex).to.match(/^x-[0-9a-f]{8}$/);
        const { state } = await make("RandomInteger", { min: 3, max: 5 });
        expect(state.result).to.be.within(3, 5);
        expect((await make("RandomPet", { prefix: "db" })).id).to.match(/^db-[a-z]+-[a-z]+$/);
        expect((await make("RandomUuid", {})).id).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });

    it("refuses a length that cannot hold what is asked", async () => {
        const type = "random:index/randomPassword:RandomPassword";
        expect((await plugin.check(type, { length: 3, minUpper: 4 })).failures.join()).to.contain("at least sum of");
        expect((await plugin.check(type, { length: 0 })).failures).to.have.length(1);
    });
});
