import Mocha from "mocha";
import { ProgressReporter } from "./reporter";

export interface TestRun {
    files: readonly string[];
    /** How many test files run side by side. */
    jobs: number;
    /** After so long the run is given up, and counts as one more failure. */
    minutes: number;
}

export interface TestCount {
    passed: number;
    failed: number;
}

/** Runs the files with Mocha on workers. Files are independent of each other; tests of one file run in their order. */
export function runTests({ files, jobs, minutes }: TestRun): Promise<TestCount> {
    const mocha = new Mocha({
        parallel: jobs > 1,
        jobs,
        timeout: 60_000,
        forbidOnly: true,
        forbidPending: true,
        reporter: ProgressReporter,
    });
    for (const file of files) mocha.addFile(file);
    return new Promise((resolve) => {
        let limit: NodeJS.Timeout | undefined;
        const runner = mocha.run((failed) => {
            clearTimeout(limit);
            resolve({ passed: runner.stats?.passes ?? 0, failed });
        });
        limit = setTimeout(() => {
            console.error(`The tests took longer than ${minutes} minutes and were given up.`);
            resolve({ passed: runner.stats?.passes ?? 0, failed: (runner.stats?.failures ?? 0) + 1 });
        }, minutes * 60_000);
    });
}
