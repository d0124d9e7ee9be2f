import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { AuditEntry } from "../../sandbox/core/audit";
import { localDirectory, projectRoot } from "../../sandbox/core/project";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../sandbox/start";

/** A sandbox of a test's own, as fast as possible unless told otherwise, with its folder removed at the end. */
export async function sandboxFor(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    mkdirSync(localDirectory, { recursive: true });
    const directory = mkdtempSync(join(localDirectory, "sandbox-"));
    const sandbox = await startSandbox({ directory, ...options });
    const stop = async () => {
        await sandbox.stop();
        rmSync(directory, { recursive: true, force: true });
    };
    return { ...sandbox, stop };
}

/** Options of an AWS client that calls the sandbox as its own user. */
export function awsClientOf({ awsEndpoint, environment }: Sandbox) {
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = environment;
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    return { endpoint: awsEndpoint, region: "us-east-1", credentials };
}

/** What the user's side has changed in the clouds since a point of the audit log. */
export function mutations(sandbox: Sandbox, since: number): AuditEntry[] {
    return sandbox.world.audit.entries(since).filter(({ mutating, caller }) => mutating && caller === "user");
}

/** How often an operation was called since a point of the audit log. */
export function calls(sandbox: Sandbox, operation: string, since: number): number {
    return sandbox.world.audit.entries(since).filter((entry) => entry.operation === operation).length;
}

/** The configuration that an example ships for the sandbox. */
export function exampleConfig(example: string): Record<string, unknown> {
    const file = join(projectRoot, "examples", example, "Pulumi.sandbox.yaml");
    return (parse(readFileSync(file, "utf8")) as { config: Record<string, unknown> }).config;
}
