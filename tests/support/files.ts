import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { projectRoot } from "../../sandbox/core/project";

/** A folder for one test; what it holds is gone after `remove()`. */
export class TemporaryFolder {
    readonly path = mkdtempSync(join(tmpdir(), "exadata-aws-kms-"));

    write(name: string, content: string): string {
        const file = join(this.path, name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
        return file;
    }

    /** A program that a shell runs, such as one that stands for a tool of the machine. */
    script(name: string, ...lines: string[]): string {
        const file = this.write(name, ["#!/bin/sh", ...lines, ""].join("\n"));
        chmodSync(file, 0o755);
        return file;
    }

    remove(): void {
        rmSync(this.path, { recursive: true, force: true });
    }
}

/** Loads one of the set-up's modules: these run before anything is compiled, and so lie beside the compiled code. */
export function setUpModule<T>(path: string): Promise<T> {
    return import(pathToFileURL(join(projectRoot, path)).href) as Promise<T>;
}
