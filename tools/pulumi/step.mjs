import { chmodSync, copyFileSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bin } from "../setup/project.mjs";
import { buildPulumi, pinnedVersion } from "./build.mjs";
import { downloadPulumi } from "./download.mjs";
import { installedPulumi } from "./installed.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dynamicHost = "pulumi-resource-pulumi-nodejs";
const executables = ["pulumi", "pulumi-language-nodejs", dynamicHost];
const installed = installedPulumi({ except: bin });

function addDynamicHost() {
    copyFileSync(join(here, dynamicHost), join(bin, dynamicHost));
    chmodSync(join(bin, dynamicHost), 0o755);
}

async function provide(tools) {
    for (const name of executables) rmSync(join(bin, name), { force: true });
    mkdirSync(bin, { recursive: true });
    if (installed !== undefined) {
        if (!installed.dynamicHost) addDynamicHost();
        return `using ${installed.pulumi}`;
    }
    const downloaded = await downloadPulumi({ version: pinnedVersion(), into: bin, ...tools });
    if (downloaded !== undefined) return downloaded;
    const built = await buildPulumi({ into: bin, ...tools });
    addDynamicHost();
    return built;
}

/** @type {import("../setup/steps.mjs").Step} */
export const pulumiCli = {
    name: "pulumi",
    title: "providing the Pulumi CLI with its Node language host",
    outputs: installed === undefined ? executables.map((name) => join(bin, name)) : [],
    inputs: () => ({ paths: [here], words: [installed?.pulumi ?? "own"] }),
    work: provide,
};
