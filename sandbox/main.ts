import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { usage } from "./control/usage";
import { localDirectory } from "./core/project";
import { type SandboxOptions, startSandbox } from "./start";

interface Arguments {
    scale: number;
    directory?: string;
    python?: string;
    seed: NonNullable<SandboxOptions["seed"]>;
    json?: boolean;
}

const parentCheckMilliseconds = 1000;

const program = new Command("sandbox")
    .description("Both clouds on loopback: Oracle Database@AWS, KMS, IAM and STS on one side, OCI on the other.")
    .option("--scale <factor>", "pace: 1 is as slow as the real services, 0 is as fast as possible", parseScale, 0)
    .option(
        "--directory <path>",
        "folder for keys and logs (default: a new folder below .local, which is removed at the end)",
    )
    .option("--python <path>", "interpreter with moto[server] (default: SANDBOX_PYTHON, else .local/venv/bin/python)")
    .addOption(
        new Option("--seed <estate>", "what both clouds contain at the start")
            .choices(["brownfield", "empty"])
            .default("brownfield"),
    )
    .option("--json", "print one line of JSON instead of instructions")
    .action(run);

program.parseAsync().catch((error: unknown) => {
    console.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
});

async function run({ scale, directory, python, seed, json }: Arguments): Promise<void> {
    const ended = endOfUse();
    // Of its own, because a second sandbox in the checkout would write its OCI key over that of the first.
    const own = directory === undefined ? ownDirectory() : undefined;
    if (own !== undefined) process.once("exit", () => rmSync(own, { recursive: true, force: true }));
    const sandbox = await startSandbox({ directory: directory ?? own ?? "", python, seed, settings: { scale } });
    const { awsEndpoint, ociEndpoint, controlEndpoint, environment, pulumiConfig } = sandbox;
    const facts = { awsEndpoint, ociEndpoint, controlEndpoint, environment, pulumiConfig };
    console.log(json ? JSON.stringify(facts) : usage(facts));
    await ended;
    await sandbox.stop();
}

function ownDirectory(): string {
    mkdirSync(localDirectory, { recursive: true });
    return mkdtempSync(join(localDirectory, "sandbox-"));
}

/** Ctrl-C, SIGTERM, a closed terminal, or the end of the process that started this one. */
function endOfUse(): Promise<void> {
    const parent = process.ppid;
    return new Promise((resolve) => {
        const timer = setInterval(() => {
            if (process.ppid !== parent) end();
        }, parentCheckMilliseconds);
        timer.unref();
        const end = () => {
            clearInterval(timer);
            resolve();
        };
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
    });
}

function parseScale(text: string): number {
    const scale = Number(text);
    if (!Number.isFinite(scale) || scale < 0) throw new InvalidArgumentError("It must be a number from 0 upwards.");
    return scale;
}
