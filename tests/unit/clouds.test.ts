import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";
import { sourceFiles } from "../support/imports";

/** An exported function of a file, by what it gives. */
interface Exported {
    readonly file: string;
    readonly name: string;
    /** Whether a caller has to wait for it: it asks a cloud. */
    readonly isAsking: boolean;
    /** Whether the answer may be `undefined`. Whether something holds may also be unknown, which counts for none. */
    readonly mayLack: boolean;
}

/** Starts something in a cloud. What it gives is the id of a work request, if the service gave one. */
const isVerb = /^(?:start|rename|move|delete|register|unregister|rotate|release|follow)(?=[A-Z]|$)/;

/** `get…` throws, `find…` may give `undefined`, and no other question has an answer that may be lacking. */
function breach({ file, name, isAsking, mayLack }: Exported): string[] {
    if (!isAsking) return [];
    const mustLack = name.startsWith("find");
    if (mustLack === mayLack || (mayLack && isVerb.test(name))) return [];
    return [`${file}: ${name} ${mayLack ? "may give undefined" : "never gives undefined"}`];
}

/** Every exported function of these files, with types as the compiler sees them. @param texts Files that are not on the disk. */
function exportedFunctions(files: readonly string[], texts: Readonly<Record<string, string>> = {}): Exported[] {
    const options: ts.CompilerOptions = {
        strict: true,
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.Node16,
        moduleResolution: ts.ModuleResolutionKind.Node16,
        types: ["node"],
        skipLibCheck: true,
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    const textOf = (path: string) => texts[path.slice(projectRoot.length + 1)];
    host.fileExists = (path) => textOf(path) !== undefined || fileExists(path);
    host.getSourceFile = (path, version, ...rest) => {
        const text = textOf(path);
        return text === undefined
            ? getSourceFile(path, version, ...rest)
            : ts.createSourceFile(path, text, version, true);
    };
    const program = ts.createProgram({ rootNames: files.map((file) => join(projectRoot, file)), options, host });
    const checker = program.getTypeChecker();
    return files.flatMap((file) => {
        const source = program.getSourceFile(join(projectRoot, file));
        const module = source && checker.getSymbolAtLocation(source);
        return (module ? checker.getExportsOfModule(module) : []).flatMap((symbol) => {
            const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
            if (signature === undefined) return [];
            const given = signature.getReturnType();
            const awaited = checker.getAwaitedType(given) ?? given;
            const parts = awaited.isUnion() ? awaited.types : [awaited];
            const has = (flag: ts.TypeFlags) => parts.some(({ flags }) => (flags & flag) !== 0);
            const mayLack = has(ts.TypeFlags.Undefined) && !has(ts.TypeFlags.BooleanLiteral);
            return [{ file, name: symbol.name, isAsking: awaited !== given, mayLack }];
        });
    });
}

describe("the clients of both clouds", function () {
    this.timeout(120_000);

    it("throw for what is not there by the name of get, and give undefined by the name of find", () => {
        const found = exportedFunctions(["sdk/clouds/aws", "sdk/clouds/oci", "sdk/functions"].flatMap(sourceFiles));
        expect(found.filter(({ isAsking }) => isAsking).length).to.be.greaterThan(40);
        expect(found.flatMap(breach)).to.deep.equal([]);
    });

    it("are told from functions with a misleading name", () => {
        const file = "sdk/clouds/aws/imagined.ts";
        const text = `
            type Header = Promise<string | undefined>;
            export async function getThing(): Promise<string | undefined> { return undefined; }
            export async function thingOf(): Promise<{ a: string } | undefined> { return undefined; }
            export function describeThing(): Header { return getThing(); }
            export async function findThing(): Promise<string> { return ""; }
            export async function findOther(): Promise<string | undefined> { return undefined; }
            export async function getOther(): Promise<string> { return ""; }
            export async function holds(): Promise<boolean | undefined> { return undefined; }
            export function startThing(): Header { return getThing(); }
            export function settingOf(): string | undefined { return undefined; }
        `;
        expect(exportedFunctions([file], { [file]: text }).flatMap(breach)).to.deep.equal([
            `${file}: getThing may give undefined`,
            `${file}: thingOf may give undefined`,
            `${file}: describeThing may give undefined`,
            `${file}: findThing never gives undefined`,
        ]);
    });
});
