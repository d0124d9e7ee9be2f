import { existsSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "./commands.mjs";
import { root } from "./project.mjs";
import { filesBelow } from "./stamps.mjs";

const dist = join(root, "dist");
const sources = ["components", "sdk", "sandbox", "tests", "tools", "bench"].map((name) => join(root, name));
const made = /(\.d\.ts|\.js\.map|\.js)$/;

/** Removes output whose source is gone: otherwise it could still be imported, or run as a test. */
function removeOrphans() {
    for (const file of filesBelow(dist)) {
        if (!made.test(file)) continue;
        const source = join(root, relative(dist, file)).replace(made, ".ts");
        if (!existsSync(source)) rmSync(file);
    }
}

/** @type {import("./steps.mjs").Step} */
export const compile = {
    name: "compile",
    title: "compiling TypeScript into dist/",
    after: ["npm-packages"],
    outputs: [join(dist, ".tsbuildinfo")],
    inputs: () => ({ paths: [...sources, join(root, "tsconfig.json"), join(root, "package-lock.json")] }),
    async work({ log }) {
        await run([process.execPath, join(root, "node_modules", "typescript", "bin", "tsc"), "-p", root], { log });
        removeOrphans();
    },
};
