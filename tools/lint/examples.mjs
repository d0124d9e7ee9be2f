import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../setup/commands.mjs";
import { local, root } from "../setup/project.mjs";
import { filesBelow, Stamps } from "../setup/stamps.mjs";
import { perform } from "../setup/steps.mjs";

const examples = join(root, "examples");
const declarations = () => filesBelow(join(root, "dist", "components")).filter((file) => file.endsWith(".d.ts"));

/** One after the other: each compiler run loads the declarations of the native providers, half a gigabyte of memory. */
const steps = readdirSync(examples)
    .filter((name) => existsSync(join(examples, name, "tsconfig.json")))
    .map((name, index, all) => ({
        name: `example-${name}`,
        title: `checking the types of examples/${name}`,
        after: index === 0 ? [] : [`example-${all[index - 1]}`],
        outputs: [],
        inputs: () => ({ paths: [join(examples, name), join(root, "package-lock.json"), ...declarations()] }),
        async work({ log }) {
            const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
            await run([process.execPath, tsc, "--noEmit", "-p", join(examples, name)], { log });
        },
    }));

const outcome = await perform(steps, { stamps: new Stamps(join(local, "stamps")), logs: join(local, "log") });
if (outcome === "failed") process.exit(1);
