import { rmSync } from "node:fs";
import { expect } from "chai";
import { setUpModule, TemporaryFolder } from "../support/files";

interface Step {
    name: string;
    title: string;
    after?: string[];
    outputs: string[];
    inputs: () => { paths?: string[]; words?: string[] };
    work: () => Promise<string | undefined>;
}

interface Steps {
    perform(
        steps: Step[],
        options: { stamps: unknown; logs: string; heartbeat?: number; print: (line: string) => void },
    ): Promise<"done" | "kept" | "failed">;
}

interface StampsModule {
    Stamps: new (folder: string) => unknown;
}

describe("set-up", () => {
    let folder: TemporaryFolder;
    let lines: string[];
    let made: string[];
    let perform: (...steps: Step[]) => Promise<string>;

    const step = (name: string, changes: Partial<Step> = {}): Step => ({
        name,
        title: `making ${name}`,
        outputs: [`${folder.path}/${name}.out`],
        inputs: () => ({ paths: [`${folder.path}/source`] }),
        work: async () => {
            made.push(name);
            folder.write(`${name}.out`, "made");
            return undefined;
        },
        ...changes,
    });

    beforeEach(async () => {
        folder = new TemporaryFolder();
        folder.write("source/a.ts", "one");
        lines = [];
        made = [];
        const { perform: performSteps } = await setUpModule<Steps>("tools/setup/steps.mjs");
        const { Stamps } = await setUpModule<StampsModule>("tools/setup/stamps.mjs");
        const options = { stamps: new Stamps(`${folder.path}/stamps`), logs: folder.path, heartbeat: 20 };
        perform = (...steps) => performSteps(steps, { ...options, print: (line) => lines.push(line) });
    });

    afterEach(() => folder.remove());

    it("does a step once, and says nothing when there is nothing to do", async () => {
        expect(await perform(step("cli"))).to.equal("done");
        lines = [];
        expect(await perform(step("cli"))).to.equal("kept");
        expect(made).to.deep.equal(["cli"]);
        expect(lines).to.deep.equal([]);
    });

    it("does a step again when a source changed, appeared or went, or when what it made is gone", async () => {
        await perform(step("cli"));
        folder.write("source/a.ts", "two");
        await perform(step("cli"));
        folder.write("source/b.ts", "new");
        await perform(step("cli"));
        rmSync(`${folder.path}/source/b.ts`);
        await perform(step("cli"));
        rmSync(`${folder.path}/cli.out`);
        await perform(step("cli"));
        expect(made).to.have.length(5);
    });

    it("runs steps side by side, but each after those it needs", async () => {
        const slow = async () => {
            made.push("begin slow");
            await new Promise((resolve) => setTimeout(resolve, 60));
            made.push("end slow");
            return undefined;
        };
        await perform(step("slow", { work: slow }), step("next", { after: ["slow"] }), step("free"));
        expect(made).to.deep.equal(["begin slow", "free", "end slow", "next"]);
        expect(lines.filter((line) => line.includes("slow: still working"))).to.not.be.empty;
    });

    it("reports a failure with its reason, leaves out what depends on it, and tries again next time", async () => {
        const failing = step("npm", { work: () => Promise.reject(new Error("no route to the registry")) });
        expect(await perform(failing, step("compile", { after: ["npm"] }), step("python"))).to.equal("failed");
        expect(lines.join("\n")).to.contain("npm: FAILED").and.to.contain("no route to the registry");
        expect(made).to.deep.equal(["python"]);
        expect(await perform(step("npm"), step("compile", { after: ["npm"] }))).to.equal("done");
        expect(made).to.deep.equal(["python", "npm", "compile"]);
    });
});
