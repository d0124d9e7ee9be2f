import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { localDirectory } from "../../sandbox/core/project";
import { installPlugins } from "../../sandbox/providers/install";
import { pulumiEnvironment } from "../../tools/pulumi/environment";
import { type Report, readReport } from "./engine-events";
import { type Program, Workspace } from "./engine-workspace";

/** The part of a running sandbox that a stack needs. */
export interface Clouds {
    environment: Record<string, string>;
    pulumiConfig: Record<string, string>;
}

export interface StackOptions {
    program: Program;
    /** Configuration besides what points at the sandbox: strings, numbers, booleans, arrays and objects, by full key. */
    config?: Record<string, unknown>;
    /** Folder to put the workspace in, where the program finds its packages. @default .local of the checkout */
    parent?: string;
}

export interface Run extends Report {
    code: number;
    stdout: string;
    stderr: string;
}

export interface StateResource {
    urn: string;
    type: string;
    id?: string;
    parent?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    protect?: boolean;
    dependencies?: string[];
}

const stack = "test";
const pulumiHome = join(localDirectory, "pulumi");
const runWithin = 300_000;

/** One throwaway stack, driven by the real CLI: a home, a state and a passphrase of its own. */
export class EngineStack {
    readonly directory: string;
    private readonly config: Record<string, unknown>;
    private readonly passphrase = randomBytes(16).toString("hex");
    private runs = 0;

    constructor(
        private readonly workspace: Workspace,
        private readonly clouds: Clouds,
        config: Record<string, unknown>,
    ) {
        this.directory = workspace.directory;
        this.config = { ...clouds.pulumiConfig, ...config };
    }

    async init(): Promise<void> {
        const { code, stderr } = await this.pulumi(["stack", "init", stack]);
        if (code !== 0) throw new Error(`pulumi stack init: ${stderr}`);
        this.workspace.writeConfig(stack, this.config);
    }

    preview(...flags: string[]): Promise<Run> {
        return this.operate("preview", flags);
    }

    up(...flags: string[]): Promise<Run> {
        return this.operate("up", ["--yes", "--skip-preview", ...flags]);
    }

    refresh(...flags: string[]): Promise<Run> {
        return this.operate("refresh", ["--yes", "--skip-preview", ...flags]);
    }

    destroy(...flags: string[]): Promise<Run> {
        return this.operate("destroy", ["--yes", "--skip-preview", ...flags]);
    }

    /** The resources that the state holds. */
    async export(): Promise<StateResource[]> {
        const { deployment } = await this.json<{ deployment: { resources?: StateResource[] } }>(["stack", "export"]);
        return deployment.resources ?? [];
    }

    /** Exports the state as text, and imports what became of it. */
    async editState(edit: (text: string) => string): Promise<void> {
        const file = this.workspace.path("edited-state.json");
        const exported = await this.pulumi(["stack", "export", "--stack", stack]);
        writeFileSync(file, edit(exported.stdout));
        const { code, stderr } = await this.pulumi(["stack", "import", "--stack", stack, "--file", file]);
        if (code !== 0) throw new Error(`pulumi stack import: ${stderr}`);
    }

    outputs(): Promise<Record<string, unknown>> {
        return this.json(["stack", "output", "--json", "--show-secrets"]);
    }

    /** Sets a configuration value for the runs that follow; undefined removes it. */
    setConfig(key: string, value: unknown): void {
        this.config[key] = value;
        this.workspace.writeConfig(stack, this.config);
    }

    /** Replaces a file of the program for the runs that follow. */
    edit(file: string, content: string): void {
        writeFileSync(this.workspace.path(file), content);
    }

    /** Any other command of the CLI, such as `state unprotect`. */
    async pulumi(args: readonly string[], extra: Record<string, string> = {}): Promise<Omit<Run, keyof Report>> {
        const result = await execa("pulumi", [...args, "--non-interactive", "--color", "never"], {
            cwd: this.directory,
            extendEnv: false,
            env: {
                ...pulumiEnvironment({
                    clouds: this.clouds.environment,
                    pulumiHome,
                    state: this.workspace.path("state"),
                    home: this.workspace.path("home"),
                    passphrase: this.passphrase,
                }),
                NO_COLOR: "1",
                ...extra,
            },
            reject: false,
            timeout: runWithin,
        });
        if (result.timedOut) throw new Error(`pulumi ${args[0]} took longer than ${runWithin} ms:\n${result.stdout}`);
        if (result.exitCode === undefined) throw new Error(`pulumi ${args[0]}: ${result.message}`);
        return { code: result.exitCode, stdout: result.stdout, stderr: result.stderr };
    }

    /** Forgets the stack with all its files, whatever the clouds still hold. */
    remove(): void {
        this.workspace.remove();
    }

    private async operate(command: string, flags: readonly string[]): Promise<Run> {
        this.runs += 1;
        const log = this.workspace.path(`events-${this.runs}.json`);
        // The CLI offers its event log only to those who debug.
        const args = [command, "--stack", stack, ...flags, "--event-log", log];
        const ended = await this.pulumi(args, { PULUMI_DEBUG_COMMANDS: "true" });
        const report = readReport(log);
        rmSync(log, { force: true });
        return { ...ended, ...report };
    }

    private async json<T>(args: readonly string[]): Promise<T> {
        const { code, stdout, stderr } = await this.pulumi([...args, "--stack", stack]);
        if (code !== 0) throw new Error(`pulumi ${args.join(" ")}: ${stderr}`);
        return JSON.parse(stdout) as T;
    }
}

/** Makes a stack of a program, configured for the clouds of a sandbox. Call `remove()` when done. */
export async function stackIn(clouds: Clouds, { program, config = {}, parent }: StackOptions): Promise<EngineStack> {
    await installPlugins({ pulumiHome, log: (line) => console.log(`    ${line}`) });
    const made = new EngineStack(new Workspace(program, parent), clouds, config);
    try {
        await made.init();
        return made;
    } catch (error) {
        made.remove();
        throw error;
    }
}
