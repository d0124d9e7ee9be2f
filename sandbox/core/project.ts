import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const packageName = "pulumi-exadata-aws-kms";

function holdsThisPackage(folder: string): boolean {
    const file = join(folder, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).name === packageName;
}

function findRoot(folder: string): string {
    if (holdsThisPackage(folder)) return folder;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${__dirname} is not in a checkout of ${packageName}`);
    return findRoot(parent);
}

/** The checkout, wherever the compiler put this file below it. */
export const projectRoot = findRoot(__dirname);

/** The one folder that git ignores and where everything that is made at run time lives. */
export const localDirectory = join(projectRoot, ".local");

/** The folder of the installed Pulumi CLI, when the machine did not bring one. */
export const toolsDirectory = join(localDirectory, "bin");
