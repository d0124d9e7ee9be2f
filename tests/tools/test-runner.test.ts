import { expect } from "chai";
import { testFiles } from "../../tools/test/files";
import { runTests } from "../../tools/test/run";
import { TemporaryFolder } from "../support/files";

describe("the test runner", function () {
    this.timeout(60_000);
    let folder: TemporaryFolder;
    let printed: string;

    const run = (limits: { fileMinutes?: number; minutes?: number } = {}) =>
        runTests({
            folder: folder.path,
            files: testFiles(folder.path, []),
            jobs: 2,
            fileMinutes: 1,
            minutes: 2,
            heartbeatSeconds: 1,
            print: (text) => {
                printed += text;
            },
            ...limits,
        });

    beforeEach(() => {
        printed = "";
        folder = new TemporaryFolder();
        folder.write("a.test.js", 'describe("a", () => { it("holds", () => {}); });');
    });

    afterEach(() => folder.remove());

    it("counts over all files, and names what failed", async () => {
        folder.write("b.test.js", 'it("holds too", () => {}); it("breaks", () => { throw new Error("broken"); });');
        expect(await run()).to.deep.equal({ passed: 2, failures: ["b.test.js: breaks"] });
        expect(printed).to.contain("── a.test.js").and.to.contain("Error: broken");
    });

    it("takes a file that cannot be loaded, ends early or holds no test for a failure", async () => {
        folder.write("unloadable.test.js", 'throw new Error("cannot load");');
        folder.write("early.test.js", 'it("ends the process", () => process.exit(0));');
        folder.write("empty.test.js", "");
        const { passed, failures } = await run();
        expect(passed).to.equal(1);
        expect(failures.sort()).to.deep.equal([
            "early.test.js: ended with 0",
            "empty.test.js: holds no test",
            "unloadable.test.js: ended with 1",
        ]);
        expect(printed).to.contain("cannot load");
    });

    it("takes a skipped test and a failed hook for failures", async () => {
        folder.write("skip.test.js", 'it.skip("is skipped", () => {});');
        folder.write("hook.test.js", 'before(() => { throw new Error("no"); }); it("waits", () => {});');
        const { passed, failures } = await run();
        expect(passed).to.equal(1);
        expect(failures.sort()).to.deep.equal([
            'hook.test.js: "before all" hook for "waits"',
            "skip.test.js: is skipped",
        ]);
    });

    it("keeps files apart from each other", async () => {
        const once = 'it("is alone", () => { if (globalThis.met) throw new Error("met"); globalThis.met = true; });';
        for (const name of ["b", "c", "d"]) folder.write(`${name}.test.js`, once);
        expect(await run()).to.deep.equal({ passed: 4, failures: [] });
    });

    it("says what is running, and ends a file that hangs", async () => {
        folder.write("b.test.js", 'it("hangs", function (done) { this.timeout(0); setInterval(() => {}, 1000); });');
        const { passed, failures } = await run({ fileMinutes: 0.05 });
        expect(passed).to.equal(1);
        expect(failures).to.deep.equal(["b.test.js: took longer than 0.05 minutes"]);
        expect(printed).to.match(/… \d+ s, 1 passed so far, running: b.test.js/);
    });

    it("does not wait for a program that a file left behind", async () => {
        const left =
            'require("node:child_process").spawn("sleep", ["20"], { stdio: "inherit", detached: true }).unref();';
        folder.write("b.test.js", `it("leaves a program", () => { ${left} });`);
        const begin = Date.now();
        expect(await run()).to.deep.equal({ passed: 2, failures: [] });
        expect(Date.now() - begin).to.be.lessThan(15_000);
    });

    it("starts no file after its time", async () => {
        const { passed, failures } = await run({ minutes: 0 });
        expect(passed).to.equal(0);
        expect(failures).to.deep.equal(["a.test.js: not run, because the time for all tests is over"]);
    });

    it("runs what deploys with Pulumi last, and only what is asked for", () => {
        folder.write("engine/complete.test.js", "");
        folder.write("wire/odb.test.js", "");
        folder.write("wire/helper.js", "");
        const names = (...words: string[]) =>
            testFiles(folder.path, words).map((file) => file.slice(folder.path.length + 1));
        expect(names()).to.deep.equal(["a.test.js", "wire/odb.test.js", "engine/complete.test.js"]);
        expect(names("wire", "a.test")).to.deep.equal(["a.test.js", "wire/odb.test.js"]);
    });
});
