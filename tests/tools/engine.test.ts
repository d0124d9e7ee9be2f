import { existsSync } from "node:fs";
import { expect } from "chai";
import { type EngineStack, stackIn } from "../support/engine";

const program = (size: number, note = "") => `
import * as pulumi from "@pulumi/pulumi";
const provider: pulumi.dynamic.ResourceProvider = {
    check: async (_, inputs) =>
        inputs.size < 0
            ? { inputs, failures: [{ property: "size", reason: "a box has a size" }] }
            : { inputs },
    create: async (inputs) => ({ id: "box-" + inputs.size, outs: inputs }),
    update: async (_id, _olds, news) => ({ outs: news }),
};
class Box extends pulumi.dynamic.Resource {
    declare readonly size: pulumi.Output<number>;
    constructor(name: string, args: { size: number }) { super(provider, name, args); }
}
${note}
export const size = new Box("box", { size: ${size} }).size;
export const colour = new pulumi.Config().require("colour");
export const home = process.env.HOME;
export const account = process.env.AWS_ACCESS_KEY_ID;
`;

describe("a stack of the engine tests", function () {
    this.timeout(180_000);
    let stack: EngineStack;

    before(async () => {
        process.env.AWS_PROFILE = "of-the-person-at-the-keyboard";
        stack = await stackIn(
            { environment: { AWS_ACCESS_KEY_ID: "sandbox" }, pulumiConfig: { "aws:region": "us-east-1" } },
            {
                program: { "index.ts": program(1, 'if (process.env.AWS_PROFILE) throw new Error("leaked");') },
                config: { "program:colour": "red" },
            },
        );
    });

    after(() => {
        delete process.env.AWS_PROFILE;
        stack.remove();
    });

    it("deploys with the real CLI, in the environment of the sandbox and in no other", async () => {
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        expect(run.changes).to.deep.equal({ create: 2 });
        const outputs = await stack.outputs();
        expect(outputs).to.include({ size: 1, colour: "red", account: "sandbox" });
        expect(outputs.home).to.satisfy((home: string) => home.startsWith(stack.directory));
    });

    it("tells that a second run changes nothing, and that a refresh finds nothing", async () => {
        expect((await stack.up()).changes).to.deep.equal({});
        expect((await stack.refresh()).changes).to.deep.equal({});
    });

    it("tells what a preview would do to which resource, with the configuration set last", async () => {
        stack.edit("index.ts", program(2, 'pulumi.log.warn("mind the box");'));
        stack.setConfig("program:colour", "blue");
        const run = await stack.preview();
        const box = run.steps.find((step) => step.name === "box");
        expect(box).to.include({ op: "update", type: "pulumi-nodejs:dynamic:Resource", failed: false });
        expect(run.diagnostics).to.deep.include({ severity: "warning", message: "mind the box\n", urn: undefined });
        expect((await stack.outputs()).colour).to.equal("red");
    });

    it("gives exit code and reason of a refusal", async () => {
        stack.edit("index.ts", program(-1));
        const run = await stack.up();
        expect(run.code).to.not.equal(0);
        const errors = run.diagnostics.filter((diagnostic) => diagnostic.severity === "error");
        expect(errors.map((error) => error.message).join()).to.contain("a box has a size");
    });

    it("destroys, and leaves nothing behind", async () => {
        expect((await stack.destroy()).changes).to.deep.equal({ delete: 2 });
        expect(await stack.export()).to.deep.equal([]);
        stack.remove();
        expect(existsSync(stack.directory)).to.equal(false);
    });
});
