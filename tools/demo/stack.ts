import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { parse, stringify } from "yaml";
import { localDirectory, projectRoot } from "../../sandbox/core/project";
import { pulumiEnvironment } from "../pulumi/environment";
import type { StackResource } from "./tree";

/** The part of a running sandbox that the stack is pointed at. */
export interface Clouds {
    readonly environment: Readonly<Record<string, string>>;
    readonly pulumiConfig: Readonly<Record<string, string>>;
}

const stackName = "sandbox";
const configName = `Pulumi.${stackName}.yaml`;

/** The stack of the demo: the project at the root of the checkout, with configuration, state and home in a folder of its own. */
export class DemoStack {
    private readonly directory = join(localDirectory, "demo");
    private readonly environment: Record<string, string | undefined>;

    constructor(
        private readonly clouds: Clouds,
        pulumiHome: string,
    ) {
        // Every run of the demo starts a new sandbox, so the state of an earlier run is useless.
        rmSync(this.directory, { recursive: true, force: true });
        const [state, home] = [join(this.directory, "state"), join(this.directory, "home")];
        for (const folder of [state, home]) mkdirSync(folder, { recursive: true });
        const passphrase = randomBytes(16).toString("hex");
        this.environment = pulumiEnvironment({ clouds: clouds.environment, pulumiHome, state, home, passphrase });
    }

    /** Creates the stack with the example's configuration and the settings that point at the sandbox. */
    async init(): Promise<void> {
        const { stackConfigDir: _, ...project } = this.read(join(projectRoot, "Pulumi.yaml"));
        this.write("Pulumi.yaml", { ...project, main: join("..", "..", String(project.main)) });
        await this.run(["stack", "init", stackName], "ignore");
        const own = this.read(join(this.directory, configName));
        const { config } = this.read(join(projectRoot, String(project.main), configName)) as { config: object };
        this.write(configName, { ...own, config: { ...config, ...this.clouds.pulumiConfig } });
    }

    /** Runs a command of the CLI with its output on the terminal. Throws if the command fails. */
    async show(...args: string[]): Promise<void> {
        console.log(`\n$ pulumi ${args.join(" ")}`);
        await this.run(args, "inherit");
    }

    async resources(): Promise<StackResource[]> {
        const exported = await this.run(["stack", "export"], "pipe");
        const { deployment } = JSON.parse(exported) as { deployment: { resources?: StackResource[] } };
        return deployment.resources ?? [];
    }

    async outputs(): Promise<Record<string, unknown>> {
        return JSON.parse(await this.run(["stack", "output", "--json"], "pipe")) as Record<string, unknown>;
    }

    private async run(args: readonly string[], stdout: "inherit" | "pipe" | "ignore"): Promise<string> {
        const result = await execa("pulumi", [...args, "--non-interactive"], {
            cwd: this.directory,
            extendEnv: false,
            env: this.environment,
            stdin: "ignore",
            stdout,
            stderr: stdout === "inherit" ? "inherit" : "pipe",
            reject: false,
        });
        if (result.exitCode === 0) return String(result.stdout ?? "");
        throw new Error(`pulumi ${args.join(" ")} failed${stdout === "inherit" ? "" : `: ${result.stderr}`}`);
    }

    private read(file: string): Record<string, unknown> {
        return parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    }

    private write(name: string, content: object): void {
        writeFileSync(join(this.directory, name), stringify(content));
    }
}
