import { spawn } from "node:child_process";
import { accessSync, constants, createWriteStream, mkdirSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const shownOnFailure = 4000;

/** The executable of this name on a PATH, leaving out one folder, or undefined. */
export function findOnPath(name, path = process.env.PATH ?? "", except = undefined) {
    for (const folder of path.split(delimiter)) {
        if (folder === "" || folder === except) continue;
        const file = join(folder, name);
        try {
            accessSync(file, constants.X_OK);
            if (statSync(file).isFile()) return file;
        } catch {
            // Not in this folder: the next one may have it.
        }
    }
    return undefined;
}

/**
 * Runs a command, keeps all it prints in a log file, and gives its standard output. A failure carries the end of the log.
 * @param {string[]} command program and arguments
 * @param {{ log: string, cwd?: string, env?: Record<string, string> }} options
 * @returns {Promise<string>}
 */
export function run([program, ...args], { log, cwd, env = {} }) {
    mkdirSync(dirname(log), { recursive: true });
    return new Promise((resolve, reject) => {
        const file = createWriteStream(log, { flags: "a" });
        file.write(`$ ${[program, ...args].join(" ")}\n`);
        let output = "";
        let all = "";
        const child = spawn(program, args, {
            cwd,
            env: { ...process.env, ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const keep = (chunk) => {
            all = (all + chunk).slice(-shownOnFailure);
            file.write(chunk);
        };
        child.stdout.setEncoding("utf8").on("data", (chunk) => {
            output += chunk;
            keep(chunk);
        });
        child.stderr.setEncoding("utf8").on("data", keep);
        child.on("error", (error) =>
            file.end(() => reject(new Error(`${program} cannot be started: ${error.message}`))),
        );
        child.on("close", (code, signal) => {
            const end = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`;
            const failure = new Error(`\`${[program, ...args].join(" ")}\` ${end}:\n${all.trimEnd()}`);
            file.end(() => (code === 0 ? resolve(output) : reject(failure)));
        });
    });
}
