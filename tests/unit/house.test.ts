import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";
import { importsOf, sourceFiles } from "../support/imports";

const product = ["components", "sdk"].flatMap(sourceFiles);

/** The file of the project that a relative import means. */
function targetOf(file: string, target: string): string | undefined {
    if (!target.startsWith(".")) return undefined;
    const path = normalize(join(dirname(file), target));
    return [`${path}.ts`, `${path}/index.ts`].find((candidate) => existsSync(join(projectRoot, candidate)));
}

describe("the house", function () {
    this.timeout(60_000);

    it("has no room with more than 20 files", () => {
        const files = [...product, ...sourceFiles("sandbox")];
        const rooms = new Map<string, number>();
        for (const file of files) rooms.set(dirname(file), (rooms.get(dirname(file)) ?? 0) + 1);
        expect([...rooms].filter(([, count]) => count > 20)).to.deep.equal([]);
    });

    it("has no files that import each other in a circle", () => {
        const imports = new Map(
            product.map((file) => [file, importsOf(file).flatMap(({ target }) => targetOf(file, target) ?? [])]),
        );
        const done = new Set<string>();
        const circles: string[] = [];
        const visit = (file: string, path: readonly string[]): void => {
            if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" -> "));
            if (done.has(file) || path.includes(file)) return;
            for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
            done.add(file);
        };
        for (const file of product) visit(file, []);
        expect(circles).to.deep.equal([]);
    });

    it("exports nothing that nobody imports and that is not public", () => {
        const published = publicFiles();
        const used = new Set(product.flatMap(namesUsedBy));
        // What only tests import has to be used in its own file at least.
        const tried = new Set(["tests", "bench", "tools"].flatMap(sourceFiles).flatMap(namesUsedBy));
        const idle = product
            .filter((file) => !published.has(file))
            .flatMap((file) => exportedNames(file).map((name) => ({ file, name, path: `${file} ${name}` })))
            .filter(({ path }) => !used.has(path))
            .filter(({ file, name, path }) => !tried.has(path) || timesNamed(file, name) < 2)
            .map(({ path }) => path);
        expect(idle).to.deep.equal([]);
    });
});

/** Files that programs reach by a subpath of the package. */
function publicFiles(): Set<string> {
    const { exports } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
        exports: Record<string, string | { default: string }>;
    };
    const built = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [] : entry.default));
    return new Set(built.map((path) => path.replace("./dist/", "").replace(/\.js$/, ".ts")));
}

function parsed(file: string): ts.SourceFile {
    return ts.createSourceFile(file, readFileSync(join(projectRoot, file), "utf8"), ts.ScriptTarget.Latest, true);
}

/** What a file declares and exports; what it hands on from another file counts there. */
function exportedNames(file: string): string[] {
    return parsed(file).statements.flatMap((statement) => {
        const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
        if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
        if (ts.isVariableStatement(statement))
            return statement.declarationList.declarations.map((one) => one.name.getText());
        const { name } = statement as ts.DeclarationStatement;
        return name === undefined ? [] : [name.getText()];
    });
}

/** Each `file name` that a file names in an import, or hands on. */
function namesUsedBy(file: string): string[] {
    return parsed(file).statements.flatMap((statement) => {
        const from = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? statement : undefined;
        const module = from?.moduleSpecifier;
        if (from === undefined || module === undefined || !ts.isStringLiteral(module)) return [];
        const target = targetOf(file, module.text);
        return target === undefined ? [] : namesIn(from, target);
    });
}

function timesNamed(file: string, name: string): number {
    let times = 0;
    const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && node.text === name) times += 1;
        ts.forEachChild(node, visit);
    };
    visit(parsed(file));
    return times;
}

function namesIn(statement: ts.ImportDeclaration | ts.ExportDeclaration, target: string): string[] {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : statement.exportClause;
    // A namespace, or everything handed on: each export of the file is used.
    if (clause === undefined || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) {
        return exportedNames(target).map((name) => `${target} ${name}`);
    }
    return clause.elements.map((one) => `${target} ${(one.propertyName ?? one.name).getText()}`);
}
