import { join } from "node:path";
import { run } from "./commands.mjs";
import { root } from "./project.mjs";

/** @type {import("./steps.mjs").Step} */
export const npmPackages = {
    name: "npm-packages",
    title: "installing the npm packages of package-lock.json",
    outputs: [join(root, "node_modules", ".package-lock.json")],
    inputs: () => ({ paths: [join(root, "package-lock.json")], words: [process.versions.modules] }),
    async work({ log }) {
        await run(["npm", "ci", "--no-audit", "--no-fund"], { cwd: root, log });
    },
};
