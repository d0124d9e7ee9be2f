import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { projectRoot, toolsDirectory } from "../core/project";

const names = ["aws", "oci", "random"] as const;
const releases = "https://get.pulumi.com/releases/plugins";
const answerWithin = 4_000;
const arriveWithin = 900_000;

export interface InstalledPlugin {
    name: string;
    version: string;
    /** Whether the sandbox's own program stands in for the native plugin. */
    standIn: boolean;
}

export interface InstallOptions {
    /** A home of the sandbox's own: the user's must never hold a stand-in. */
    pulumiHome: string;
    /** @default the Pulumi CLI that set-up provided, else the one on PATH */
    pulumi?: string;
    /** Takes a line for people whenever something has to be installed. */
    log: (line: string) => void;
    /** Where the native plugins are published. @default https://get.pulumi.com/releases/plugins */
    releases?: string;
}

interface LockFile {
    packages: Record<string, { version?: string } | undefined>;
}

function lockedVersion(name: string): string {
    const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as LockFile;
    const version = lock.packages[`node_modules/@pulumi/${name}`]?.version;
    if (version === undefined) throw new Error(`package-lock.json holds no @pulumi/${name}`);
    return version;
}

const mark = "# A stand-in of the sandbox, not the native plugin.";

function launcher(name: string): string {
    const main = join(__dirname, name, "main.js").replaceAll("'", "'\\''");
    return `#!/bin/sh\n${mark}\nexec node '${main}' "$@"\n`;
}

/** What the home holds: the native plugin, a stand-in that starts the given program, or neither. */
function present(pulumiHome: string, name: string, version: string): "native" | "standIn" | undefined {
    const folder = join(pulumiHome, "plugins", `resource-${name}-v${version}`);
    const file = join(folder, `pulumi-resource-${name}`);
    // The CLI marks an installation that was interrupted.
    if (!existsSync(file) || existsSync(`${folder}.partial`)) return undefined;
    const content = readFileSync(file);
    if (!content.subarray(0, 200).includes(mark)) return "native";
    return content.toString() === launcher(name) ? "standIn" : undefined;
}

async function published(from: string, name: string, version: string): Promise<boolean> {
    const architecture = process.arch === "x64" ? "amd64" : process.arch;
    const url = `${from}/pulumi-resource-${name}-v${version}-${process.platform}-${architecture}.tar.gz`;
    try {
        return (await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(answerWithin) })).ok;
    } catch {
        // No name, no route, no answer in time: it cannot be downloaded from here.
        return false;
    }
}

async function installOne(name: string, options: InstallOptions): Promise<InstalledPlugin> {
    const { pulumiHome, log } = options;
    const version = lockedVersion(name);
    const found = present(pulumiHome, name, version);
    if (found !== undefined) return { name, version, standIn: found === "standIn" };

    const pulumi = execa({
        env: {
            PATH: [toolsDirectory, process.env.PATH].join(delimiter),
            PULUMI_HOME: pulumiHome,
            PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        timeout: arriveWithin,
    });
    const install = ["plugin", "install", "resource", name, version];
    if (await published(options.releases ?? releases, name, version)) {
        log(`downloading the ${name} plugin ${version}`);
        const download = await pulumi(options.pulumi ?? "pulumi", install, { reject: false });
        if (!download.failed) return { name, version, standIn: false };
        log(`the ${name} plugin ${version} could not be downloaded: ${download.stderr.trim()}`);
    }

    const folder = mkdtempSync(join(tmpdir(), "pulumi-stand-in-"));
    try {
        const executable = join(folder, `pulumi-resource-${name}`);
        writeFileSync(executable, launcher(name));
        chmodSync(executable, 0o755);
        await pulumi(options.pulumi ?? "pulumi", [...install, "--file", folder, "--reinstall"]);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
    log(`the native ${name} plugin cannot be downloaded from here: a stand-in is installed as ${version}`);
    return { name, version, standIn: true };
}

/**
 * Puts the resource plugins of the native providers into a Pulumi home, each at exactly the version of package-lock.json:
 * the native plugin when it can be downloaded, else the sandbox's stand-in. What is there already is kept.
 */
export async function installPlugins(options: InstallOptions): Promise<InstalledPlugin[]> {
    mkdirSync(options.pulumiHome, { recursive: true });
    return Promise.all(names.map((name) => installOne(name, options)));
}
