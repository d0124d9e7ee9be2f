import { expect } from "chai";
import { InitializationFailure } from "../../../sandbox/providers/host/errors";
import { flag, list, map, number, object, type Provider, set, text } from "../../../sandbox/providers/host/spec";
import { isSecret, type Properties, reveal, secret, unknown } from "../../../sandbox/providers/host/values";
import { Plugin } from "./plugin";

const type = "toy:index/box:Box";

function toy(store: Map<string, Properties>): Provider<{ region: string }> {
    return {
        name: "aws",
        configure: async (settings) => ({ region: String(settings.region) }),
        resources: {
            [type]: {
                inputs: {
                    name: text({ autoName: { maxLength: 64 }, replace: true }),
                    size: number({ required: true, check: (value) => (Number(value) > 9 ? "too large" : undefined) }),
                    shape: text({ computed: true, replace: true }),
                    open: flag({ default: false }),
                    password: text(),
                    labels: set(),
                    steps: list(),
                    tags: map(),
                    lid: object({ color: text(), material: text({ replace: true, computed: true }) }),
                    policy: text({ same: (a, b) => JSON.stringify(a) === JSON.stringify(b), keepSpelling: true }),
                },
                outputs: ["arn", "tagsAll", "key"],
                secrets: ["key"],
                volatile: ["arn"],
                plan: ({ tags }) => ({ tagsAll: tags ?? {} }),
                async create(inputs, { session }) {
                    const id = `box-${store.size + 1}`;
                    const { password: _, ...kept } = inputs;
                    store.set(id, { shape: "cube", ...kept, arn: `${session.region}/${id}`, key: "k" });
                    if (inputs.size === 7)
                        throw new InitializationFailure(id, store.get(id) ?? {}, "it will not close");
                    return { id, state: store.get(id) ?? {} };
                },
                read: async (id) => store.get(id) && { ...store.get(id), tagsAll: store.get(id)?.tags ?? {} },
                async update(id, change) {
                    store.set(id, { ...store.get(id), size: change.wanted.size });
                    return store.get(id) ?? {};
                },
                async delete(id) {
                    store.delete(id);
                },
            },
        },
        functions: { "toy:index/count:count": async (args) => ({ ...args, count: store.size }) },
    };
}

async function rejection(work: Promise<unknown>): Promise<string> {
    return work.then(
        () => "",
        (error: Error) => error.message,
    );
}

describe("the plugin host", () => {
    const store = new Map<string, Properties>();
    let plugin: Plugin;

    before(async () => {
        plugin = await Plugin.start(toy(store), { region: secret("moon") });
    });
    beforeEach(() => store.clear());
    after(() => plugin.stop());

    it("fills in defaults and a name that survives the next check", async () => {
        const first = await plugin.check(type, { size: 1 });
        expect(first.failures).to.deep.equal([]);
        expect(first.inputs.open).to.equal(false);
        expect(first.inputs.name).to.match(/^sample-[0-9a-f]{7}$/);
        expect(first.inputs.__defaults).to.deep.equal(["name", "open"]);
        const second = await plugin.check(type, { size: 2 }, { ...first.inputs, name: "sample-0000000" });
        expect(second.inputs.name).to.equal("sample-0000000");
    });

    it("names every fault of the inputs", async () => {
        const { failures } = await plugin.check(type, { size: "1", colour: "red", lid: { colour: "red" } });
        expect(failures).to.have.members([
            "Invalid or unknown key. Examine values at 'sample.colour'.",
            "expected number type, got string type. Examine values at 'sample.size'.",
            "Invalid or unknown key. Examine values at 'sample.lid.colour'.",
        ]);
        expect((await plugin.check(type, {})).failures[0]).to.contain('The argument "size" is required');
        expect((await plugin.check(type, { size: 10 })).failures).to.deep.equal([
            "too large. Examine values at 'sample.size'.",
        ]);
        expect((await plugin.check(type, { size: unknown })).failures).to.deep.equal([]);
    });

    it("does not know computed outputs at a preview, and creates nothing", async () => {
        const { inputs } = await plugin.check(type, { size: unknown, tags: { a: "b" } });
        const { id, state } = await plugin.create(type, inputs, true);
        expect(id).to.equal("");
        expect(state.arn).to.equal(unknown);
        expect(state.shape).to.equal(unknown);
        expect(state.tagsAll).to.deep.equal({ a: "b" });
        expect(isSecret(state.key)).to.equal(true);
        expect(store.size).to.equal(0);
    });

    it("keeps secret what came secret, at its place", async () => {
        const { inputs } = await plugin.check(type, {
            size: 1,
            password: secret("p"),
            tags: { a: secret("b"), c: "d" },
        });
        expect(isSecret(inputs.password)).to.equal(true);
        const { state } = await plugin.create(type, inputs);
        expect(isSecret(state.password)).to.equal(true);
        expect(reveal(state.password ?? null)).to.equal("p");
        expect(isSecret(state.key)).to.equal(true);
        const tags = state.tags as Properties;
        expect(isSecret(tags.a)).to.equal(true);
        expect(tags.c).to.equal("d");
    });

    it("finds no difference after a create, and says what a change means", async () => {
        const { inputs } = await plugin.check(type, {
            size: 1,
            labels: ["a", "b"],
            steps: ["x"],
            tags: { owner: "me" },
            lid: { color: "red" },
        });
        const { id, state } = await plugin.create(type, inputs);
        expect(await plugin.diff(type, id, state, { ...inputs, labels: ["b", "a"] })).to.deep.include({
            changes: false,
            replaces: [],
        });
        const changed = await plugin.diff(type, id, state, {
            ...inputs,
            size: 2,
            tags: { team: "us" },
            steps: unknown,
        });
        expect(changed.detailed).to.deep.equal({
            size: 4,
            "tags.owner": 2,
            "tags.team": 0,
            "tagsAll.owner": 2,
            "tagsAll.team": 0,
            steps: 4,
        } as never);
    });

    it("replaces for the marked properties only, the old one first when its name was chosen", async () => {
        const { inputs } = await plugin.check(type, { size: 1, shape: "ball", lid: { color: "red", material: "tin" } });
        const { id, state } = await plugin.create(type, inputs);
        const byShape = await plugin.diff(type, id, state, { ...inputs, shape: "cone" });
        expect(byShape).to.deep.include({ replaces: ["shape"], detailed: { shape: 5 }, deleteBeforeReplace: false });
        const byMaterial = await plugin.diff(type, id, state, { ...inputs, lid: { color: "red", material: "oak" } });
        expect(byMaterial.detailed).to.deep.equal({ "lid.material": 5 });
        const named = { ...inputs, name: state.name ?? "", shape: "cone", __defaults: [] };
        expect((await plugin.diff(type, id, state, named)).deleteBeforeReplace).to.equal(true);
        const { shape: _, ...without } = inputs;
        expect((await plugin.diff(type, id, state, without)).changes).to.equal(false);
    });

    it("updates in place; a preview leaves open what may change", async () => {
        const { inputs } = await plugin.check(type, { size: 1 });
        const { id, state } = await plugin.create(type, inputs);
        const preview = await plugin.update(type, id, state, { ...inputs, size: 2 }, true);
        expect(preview).to.deep.include({ size: 2, arn: unknown, shape: "cube" });
        expect(store.get(id)?.size).to.equal(1);
        expect(await plugin.update(type, id, state, { ...inputs, size: 2 })).to.deep.include({
            size: 2,
            arn: "moon/box-1",
        });
    });

    it("refreshes state and inputs, and reports what is gone", async () => {
        const { inputs } = await plugin.check(type, { size: 1, password: secret("p") });
        const { id, state } = await plugin.create(type, inputs);
        expect(await plugin.read(type, id, state, inputs)).to.deep.equal({ id, state, inputs });
        store.set(id, { ...store.get(id), size: 5 });
        const drifted = await plugin.read(type, id, state, inputs);
        expect(drifted.inputs.size).to.equal(5);
        expect(isSecret(drifted.state.password)).to.equal(true);
        store.clear();
        expect((await plugin.read(type, id, state, inputs)).id).to.equal("");
    });

    it("imports by id with inputs that fit a program", async () => {
        const { inputs } = await plugin.check(type, { size: 1, tags: { a: "b" } });
        const { id } = await plugin.create(type, inputs);
        const imported = await plugin.read(type, id);
        expect(imported.inputs).to.deep.include({ size: 1, shape: "cube", tags: { a: "b" } });
        expect((await plugin.diff(type, id, imported.state, inputs)).changes).to.equal(false);
    });

    it("keeps a resource that exists but failed", async () => {
        const { inputs } = await plugin.check(type, { size: 7 });
        const error = await plugin.create(type, inputs).catch((failure: unknown) => failure);
        const details = (error as { metadata: { get(key: string): Buffer[] } }).metadata.get("grpc-status-details-bin");
        expect(details[0]?.toString("latin1")).to.contain("box-1").and.to.contain("it will not close");
    });

    it("names what it has when asked for something else", async () => {
        expect(await rejection(plugin.check("toy:index/bag:Bag", {})))
            .to.contain('the resource type "toy:index/bag:Bag"')
            .and.to.contain(type);
        expect(await rejection(plugin.invoke("toy:index/sum:sum"))).to.contain("toy:index/count:count");
        expect(await plugin.invoke("toy:index/count:count", { a: 1 })).to.deep.equal({ a: 1, count: 0 });
    });
});
