import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";

/** One import of a file. */
export interface Import {
    file: string;
    /** As written: a relative path or a package. */
    target: string;
}

/** Paths of the source files below a folder of the project. */
export function sourceFiles(folder: string): string[] {
    return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
        .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join("/"))
        .filter((file) => !file.includes("/node_modules/"));
}

export function importsOf(file: string): Import[] {
    return importsIn(file, readFileSync(join(projectRoot, file), "utf8"));
}

export function importsIn(file: string, text: string): Import[] {
    const found: Import[] = [];
    const visit = (node: ts.Node): void => {
        const target = targetOf(node);
        if (target !== undefined && ts.isStringLiteralLike(target)) found.push({ file, target: target.text });
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
    return found;
}

function targetOf(node: ts.Node): ts.Node | undefined {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
    if (ts.isExternalModuleReference(node)) return node.expression;
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
    if (!ts.isCallExpression(node)) return undefined;
    const { expression } = node;
    const loads = expression.kind === ts.SyntaxKind.ImportKeyword || isNamed(expression, "require");
    return loads ? node.arguments[0] : undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
    return ts.isIdentifier(node) && node.text === name;
}
