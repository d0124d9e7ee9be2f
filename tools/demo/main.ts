import { join } from "node:path";
import { localDirectory } from "../../sandbox/core/project";
import { installPlugins } from "../../sandbox/providers/install";
import { startSandbox } from "../../sandbox/start";
import { askDatabases, factsTable, shortcomings } from "./facts";
import { DemoStack } from "./stack";
import { componentTree } from "./tree";

/** A VM cluster takes two hours in real life; here it takes seven seconds. */
const scale = 0.001;

async function main(): Promise<void> {
    const pulumiHome = join(localDirectory, "pulumi");
    console.log("Starting both clouds on loopback …");
    const sandbox = await startSandbox({ directory: join(localDirectory, "demo-sandbox"), settings: { scale } });
    try {
        await installPlugins({ pulumiHome, log: console.log });
        const stack = new DemoStack(sandbox, pulumiHome);
        await stack.init();
        await stack.show("preview");
        await stack.show("up", "--yes", "--skip-preview");
        const line = await prove(stack, sandbox.controlEndpoint);
        await stack.show("up", "--yes", "--skip-preview", "--expect-no-changes");
        console.log(`\n${line}`);
    } finally {
        await sandbox.stop();
    }
}

/** Asks the simulated databases themselves, from outside of Pulumi, and returns the demo's last line. */
async function prove(stack: DemoStack, controlEndpoint: string): Promise<string> {
    const resources = (await stack.resources()).filter(({ type }) => !type.startsWith("pulumi:providers:"));
    const { keyArns } = (await stack.outputs()) as { keyArns: { tde: string } };
    const databases = await askDatabases(controlEndpoint);
    console.log(
        [
            "",
            "Components:",
            ...componentTree(resources),
            "",
            "Keys in use, as the databases report them:",
            ...factsTable(databases),
        ].join("\n"),
    );
    const wrong = shortcomings(databases, keyArns.tde);
    if (wrong.length > 0) throw new Error(wrong.join("; "));
    const names = databases.map(({ name }) => name).join(", ");
    return `demo: ${resources.length} resources, database ${names} encrypted by ${keyArns.tde}, readable: yes`;
}

main().catch((error: unknown) => {
    console.error(`demo: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
});
