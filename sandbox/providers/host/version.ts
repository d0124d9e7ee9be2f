import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface LockFile {
    packages: Record<string, { version?: string } | undefined>;
}

/** The version of `@pulumi/<name>` that this project is locked to: the plugin that this one stands in for. */
export function lockedVersion(name: string, from = __dirname): string {
    const file = join(from, "package-lock.json");
    if (existsSync(file)) {
        const lock = JSON.parse(readFileSync(file, "utf8")) as LockFile;
        const version = lock.packages[`node_modules/@pulumi/${name}`]?.version;
        if (version) return version;
    }
    const parent = dirname(from);
    if (parent === from) throw new Error(`no package-lock.json names @pulumi/${name}`);
    return lockedVersion(name, parent);
}
