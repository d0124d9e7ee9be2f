import Mocha from "mocha";

/** What became of one test file; failures by their full titles. */
export interface FileResult {
    passed: number;
    failures: string[];
}

/** Runs one test file in a process of its own, and tells the parent what came out. */
function main(file: string): void {
    const mocha = new Mocha({ reporter: "spec", timeout: 60_000, forbidOnly: true, forbidPending: true });
    mocha.addFile(file);
    const result: FileResult = { passed: 0, failures: [] };
    const runner = mocha.run(() => {
        if (runner.total === 0) result.failures.push("holds no test");
        // Whatever a test left open ends here: the next file has nothing to do with it.
        process.send?.(result, () => process.exit());
    });
    runner.on("pass", () => {
        result.passed += 1;
    });
    runner.on("fail", (test) => result.failures.push(test.fullTitle()));
}

main(process.argv[2] ?? "");
