import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { program } from "./moto-program";

export interface MotoOptions {
    /** Interpreter of a virtual environment that holds `moto[server]`. */
    python: string;
    accountId: string;
    /** Where `moto.log` is written. */
    directory: string;
}

export interface Moto {
    readonly endpoint: string;
    stop(): Promise<void>;
}

/** A few seconds on an idle machine; many times that where a dozen of them start at once. */
const startMilliseconds = 180_000;

/** KMS, IAM and STS as a child process of this one. */
export async function startMoto(options: MotoOptions): Promise<Moto> {
    mkdirSync(options.directory, { recursive: true });
    const logFile = join(options.directory, "moto.log");
    const log = openSync(logFile, "a");
    const child = spawn(options.python, ["-c", program], {
        stdio: ["pipe", "pipe", log],
        env: { ...process.env, MOTO_ACCOUNT_ID: options.accountId },
    });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.once("error", () => resolve());
    });
    const stop = async () => {
        child.stdin?.end();
        const timer = setTimeout(() => child.kill("SIGKILL"), 2000);
        await ended;
        clearTimeout(timer);
    };
    try {
        const port = await announcedPort(child);
        return { endpoint: `http://127.0.0.1:${port}`, stop };
    } catch (error) {
        await stop();
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`moto did not start with ${options.python}: ${reason}\n${tail(logFile)}`);
    }
}

function announcedPort(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("it took too long")), startMilliseconds);
        const settle = (act: () => void) => {
            clearTimeout(timer);
            act();
        };
        child.once("error", (error) => settle(() => reject(error)));
        child.once("exit", (code) => settle(() => reject(new Error(`it ended with code ${code}`))));
        createInterface({ input: child.stdout! }).on("line", (line) => {
            const port = /^port (\d+)$/.exec(line)?.[1];
            if (port) settle(() => resolve(Number(port)));
        });
    });
}

function tail(file: string): string {
    return readFileSync(file, "utf8").split("\n").slice(-8).join("\n");
}
