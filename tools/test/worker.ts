import Mocha from "mocha";

/** The result of one test file. Failures are full titles. */
export interface FileResult {
    passed: number;
    failures: string[];
}

/** Runs one test file in its own process and reports the result to the parent. */
function main(file: string): void {
    const mocha = new Mocha({ reporter: "spec", timeout: 60_000, forbidOnly: true, forbidPending: true });
    mocha.addFile(file);
    const result: FileResult = { passed: 0, failures: [] };
    const runner = mocha.run(() => {
        if (runner.total === 0) result.failures.push("holds no test");
        // Exit ends whatever a test left open, so that it cannot affect the next file.
        process.send?.(result, () => process.exit());
    });
    runner.on("pass", () => {
        result.passed += 1;
    });
    runner.on("fail", (test) => result.failures.push(test.fullTitle()));
}

main(process.argv[2] ?? "");
