import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { testFiles } from "../../tools/test/files";
import { TemporaryFolder } from "../support/files";

const runner = join(__dirname, "..", "..", "tools", "test", "run.js");

describe("the test runner", function () {
    this.timeout(60_000);
    let folder: TemporaryFolder;

    const run = async (minutes = 5) => {
        const options = JSON.stringify({ files: testFiles(folder.path, []), jobs: 2, minutes });
        // A file, not --eval: workers inherit the options of Node, and each would run the script again.
        const script = folder.write(
            "run.js",
            `require(${JSON.stringify(runner)}).runTests(${options}).then(({ passed, failed }) => {
                console.log(passed + " passed, " + failed + " failed");
                process.exit();
            });`,
        );
        const { stdout, stderr } = await execa(process.execPath, [script], { cwd: folder.path, timeout: 50_000 });
        return { last: stdout.trimEnd().split("\n").at(-1), all: stdout + stderr };
    };

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("a.test.js", 'describe("a", () => { it("holds", () => {}); });');
    });

    afterEach(() => folder.remove());

    it("counts over all files", async () => {
        folder.write("b.test.js", 'it("holds too", () => {}); it("breaks", () => { throw new Error("broken"); });');
        const { last, all } = await run();
        expect(last).to.equal("2 passed, 1 failed");
        expect(all).to.contain("broken");
    });

    it("counts a file that cannot be loaded, a skipped test and a failed hook as failures", async () => {
        folder.write("unloadable.test.js", 'throw new Error("cannot load");');
        expect((await run()).last).to.equal("1 passed, 1 failed");
        folder.write("unloadable.test.js", 'it.skip("is skipped", () => {});');
        expect((await run()).last).to.equal("1 passed, 1 failed");
        folder.write("unloadable.test.js", 'before(() => { throw new Error("no"); }); it("waits", () => {});');
        expect((await run()).last).to.equal("1 passed, 1 failed");
    });

    it("gives up after its time, as a failure", async () => {
        folder.write("b.test.js", 'it("hangs", function (done) { this.timeout(0); setInterval(() => {}, 1000); });');
        const { last, all } = await run(0.05);
        expect(last).to.equal("1 passed, 1 failed");
        expect(all).to.contain("took longer than 0.05 minutes");
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
