import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { localDirectory, projectRoot } from "../../sandbox/core/project";

/** A folder of an example below the project, or the files of a small program by name (`index.ts` at least). */
export type Program = string | Record<string, string>;

const notCopied = new Set(["node_modules", "dist"]);

function write(folder: string, files: Record<string, string>): void {
    for (const [name, content] of Object.entries(files)) {
        if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), content);
    }
}

/** The project file of the checkout deploys an example; in a copy of that example it has to deploy its own folder. */
function projectOfCheckout(): string {
    return readFileSync(join(projectRoot, "Pulumi.yaml"), "utf8").replace(/^(?:main|stackConfigDir):.*\n/gm, "");
}

/**
 * A copy of a program in a throwaway folder. It lies two levels below the project, as examples do: packages and
 * `../../tsconfig.json` resolve the same way.
 */
export class Workspace {
    readonly directory: string;

    constructor(program: Program, parent = localDirectory) {
        mkdirSync(parent, { recursive: true });
        this.directory = mkdtempSync(join(parent, "engine-"));
        if (typeof program === "string") {
            const filter = (source: string) => !notCopied.has(basename(source));
            cpSync(join(projectRoot, program), this.directory, { recursive: true, filter });
            write(this.directory, { "Pulumi.yaml": projectOfCheckout() });
        } else {
            write(this.directory, { ...program, "Pulumi.yaml": "name: program\nruntime: nodejs\n" });
        }
        write(this.directory, { "package.json": '{ "name": "program", "private": true, "main": "index.ts" }\n' });
        for (const folder of ["home", "state"]) mkdirSync(join(this.directory, folder));
    }

    path(name: string): string {
        return join(this.directory, name);
    }

    /** Configuration is written as JSON, which is YAML; the CLI's own entries (the encryption salt) stay. */
    writeConfig(stack: string, config: Record<string, unknown>): void {
        const file = this.path(`Pulumi.${stack}.yaml`);
        const rest = readFileSync(file, "utf8")
            .split("\n")
            .filter((line) => line.startsWith("encryptionsalt:"));
        writeFileSync(file, `${[...rest, `config: ${JSON.stringify(config)}`].join("\n")}\n`);
    }

    remove(): void {
        rmSync(this.directory, { recursive: true, force: true });
    }
}
