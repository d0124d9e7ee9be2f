import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const notInputs = new Set(["node_modules", "dist"]);

/** The files below a path in a fixed order; a path that is a file gives itself, one that does not exist gives nothing. */
export function filesBelow(path) {
    if (!existsSync(path)) return [];
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
        .filter((name) => !notInputs.has(name))
        .sort()
        .flatMap((name) => filesBelow(join(path, name)));
}

/** A hash over names and contents of the files below the paths, and over the words (versions, settings). */
export function fingerprint({ paths = [], words = [] }) {
    const hash = createHash("sha256");
    for (const word of words) hash.update(`word ${word}\0`);
    for (const file of paths.flatMap(filesBelow)) hash.update(`file ${file}\0`).update(readFileSync(file));
    return hash.digest("hex");
}

/** Remembers in a folder what was made from which inputs. */
export class Stamps {
    constructor(folder) {
        this.folder = folder;
    }

    /** Whether the outputs are there and were made from inputs of this fingerprint. */
    holds(name, print, outputs) {
        const file = join(this.folder, name);
        return (
            existsSync(file) && readFileSync(file, "utf8") === print && outputs.every((output) => existsSync(output))
        );
    }

    write(name, print) {
        mkdirSync(this.folder, { recursive: true });
        writeFileSync(join(this.folder, name), print);
    }

    remove(name) {
        rmSync(join(this.folder, name), { force: true });
    }
}
