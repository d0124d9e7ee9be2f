import { fork } from "node:child_process";
import { join, relative } from "node:path";
import type { FileResult } from "./worker";

export interface TestRun {
    /** The folder that names of files are shown from. */
    folder: string;
    files: readonly string[];
    /** How many test files run side by side. */
    jobs: number;
    /** A file that takes longer is stopped and counts as one failure. */
    fileMinutes: number;
    /** After this time no further file is started. Each remaining file counts as one failure. */
    minutes: number;
    print?: (text: string) => void;
    /** How often to say which files are running. */
    heartbeatSeconds?: number;
}

export interface TestCount {
    passed: number;
    /** `file: title` of each. */
    failures: string[];
}

const worker = join(__dirname, "worker.js");
const endWithin = 5_000;
const drainWithin = 2_000;

function runFile(file: string, milliseconds: number): Promise<FileResult & { output: string }> {
    return new Promise((resolve) => {
        const env = { ...process.env, ...(process.stdout.isTTY ? { MOCHA_COLORS: "1" } : {}) };
        const child = fork(worker, [file], { silent: true, env, execArgv: [] });
        let output = "";
        let result: FileResult | undefined;
        let late = false;
        for (const stream of [child.stdout, child.stderr]) {
            stream?.setEncoding("utf8").on("data", (text: string) => {
                output += text;
            });
        }
        child.on("message", (message) => {
            result = message as FileResult;
        });
        const limit = setTimeout(() => {
            late = true;
            // A signal that the file can catch, so that it can stop the programs that it started.
            child.kill("SIGTERM");
            setTimeout(() => child.kill("SIGKILL"), endWithin).unref();
        }, milliseconds);
        child.on("exit", (code, signal) => {
            clearTimeout(limit);
            const end = late ? `took longer than ${milliseconds / 60_000} minutes` : `ended with ${signal ?? code}`;
            const done = () => resolve({ ...(result ?? { passed: 0, failures: [end] }), output });
            // A program that the file left behind may hold its output open for ever. The output so far has to be enough.
            const drained = setTimeout(done, drainWithin);
            child.once("close", () => {
                clearTimeout(drained);
                done();
            });
        });
    });
}

/**
 * Runs each test file in its own process, several side by side. No file can affect another, and one that hangs or dies is named.
 * The output of a file is shown when the file is done.
 */
export async function runTests(run: TestRun): Promise<TestCount> {
    const { print = (text) => process.stdout.write(text), heartbeatSeconds = 30 } = run;
    const begin = Date.now();
    const count: TestCount = { passed: 0, failures: [] };
    const running = new Set<string>();
    const waiting = [...run.files];
    let spoke = begin;
    const say = (text: string) => {
        spoke = Date.now();
        print(text);
    };
    const heartbeat = setInterval(() => {
        if (Date.now() - spoke < heartbeatSeconds * 1000) return;
        const seconds = Math.round((Date.now() - begin) / 1000);
        say(`  … ${seconds} s, ${count.passed} passed so far, running: ${[...running].join(", ")}\n`);
    }, 1_000);

    const work = async () => {
        for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
            const name = relative(run.folder, file);
            const left = run.minutes * 60_000 - (Date.now() - begin);
            if (left <= 0) {
                count.failures.push(`${name}: not run, because the time for all tests is over`);
                continue;
            }
            running.add(name);
            const { passed, failures, output } = await runFile(file, Math.min(left, run.fileMinutes * 60_000));
            running.delete(name);
            count.passed += passed;
            count.failures.push(...failures.map((title) => `${name}: ${title}`));
            say(`\n── ${name}\n${output}`);
        }
    };
    await Promise.all(Array.from({ length: run.jobs }, work));
    clearInterval(heartbeat);
    return count;
}
