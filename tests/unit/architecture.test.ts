import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../sandbox/core/project";

/** What the files of one part of the house may use: parts of the house, and packages by the beginning of their names. */
interface Rule {
    parts: readonly string[];
    /** Every package when absent. */
    packages?: readonly string[];
    /** Packages that stay out although others are free. */
    without?: readonly string[];
}

const pure = ["sdk/policies", "sdk/validation"];

const house: Record<string, Rule> = {
    components: { parts: ["components", "sdk/dynamic", ...pure], packages: ["@pulumi/", "node:"] },
    "sdk/dynamic": { parts: ["sdk/dynamic", "sdk/operations", ...pure], packages: ["@pulumi/pulumi"] },
    "sdk/guards/usage": { parts: ["sdk/guards/usage", "sdk/operations", "sdk/clouds", ...pure], without: ["@pulumi/"] },
    "sdk/guards": {
        parts: ["sdk/guards", "sdk/guards/usage", "sdk/chain", "sdk/operations", "sdk/clouds", ...pure],
        without: ["@pulumi/"],
    },
    "sdk/chain": { parts: ["sdk/chain", "sdk/guards/usage", "sdk/clouds", ...pure], without: ["@pulumi/"] },
    "sdk/operations": {
        parts: ["sdk/operations", "sdk/guards/usage", "sdk/guards", "sdk/chain", "sdk/clouds", ...pure],
        without: ["@pulumi/"],
    },
    "sdk/clouds": { parts: ["sdk/clouds", ...pure], without: ["@pulumi/"] },
    "sdk/policies": { parts: ["sdk/policies"], packages: [] },
    "sdk/validation": { parts: ["sdk/validation"], packages: [] },
    sandbox: { parts: ["sandbox"] },
};

interface Import {
    file: string;
    /** As written: a relative path or a package. */
    target: string;
}

describe("dependencies of the house", () => {
    for (const part of Object.keys(house)) {
        it(`run one way out of ${part}`, () => {
            const files = sourceFiles(part);
            expect(files, `no source file in ${part}`).not.to.deep.equal([]);
            expect(files.flatMap(importsOf).flatMap(violation)).to.deep.equal([]);
        });
    }

    it("leave no source file outside a part that has rules", () => {
        const files = ["components", "sdk", "sandbox"].flatMap(sourceFiles);
        expect(files.filter((file) => partOf(file) === undefined)).to.deep.equal([]);
    });

    it("of the programs in examples go to published packages only", () => {
        const relatives = sourceFiles("examples")
            .flatMap(importsOf)
            .filter(({ file, target }) => target.startsWith(".") && !sameExample(file, target));
        expect(relatives).to.deep.equal([]);
    });

    const breaches: Import[] = [
        { file: "components/managed-key.ts", target: "../sdk/clouds/oci" },
        { file: "components/managed-key.ts", target: "../sandbox/start" },
        { file: "components/managed-key.ts", target: "oci-database" },
        { file: "sdk/dynamic/host.ts", target: "../../components/managed-key" },
        { file: "sdk/dynamic/host.ts", target: "@pulumi/aws/kms" },
        { file: "sdk/operations/onboarding.ts", target: "../dynamic/onboarding-status" },
        { file: "sdk/operations/onboarding.ts", target: "@pulumi/pulumi" },
        { file: "sdk/clouds/oci.ts", target: "../operations/onboarding" },
        { file: "sdk/clouds/oci.ts", target: "@pulumi/pulumi/runtime" },
        { file: "sdk/policies/trust.ts", target: "../validation/faults" },
        { file: "sdk/policies/trust.ts", target: "node:fs" },
        { file: "sdk/validation/faults.ts", target: "zod" },
        { file: "sandbox/oci/cloud.ts", target: "../../sdk/clouds/oci" },
        { file: "sdk/clouds/oci.ts", target: "../../tests/support/x" },
    ];
    for (const breach of breaches) {
        it(`must not go from ${breach.file} to ${breach.target}`, () => {
            expect(violation(breach)).to.have.lengthOf(1);
        });
    }

    it("are found in every form of import", () => {
        const text = `
            import { a } from "one";
            import type { B } from "two";
            export * from "three";
            import four = require("four");
            const five = require("five");
            const six = () => import("six");
            type Seven = import("seven").Seven;
            const text = 'require("not-an-import")';`;
        const targets = importsIn("x.ts", text).map(({ target }) => target);
        expect(targets).to.have.members(["one", "two", "three", "four", "five", "six", "seven"]);
    });
});

/** Nothing, or one line that names the breach. */
function violation({ file, target }: Import): string[] {
    const rule = house[partOf(file) ?? ""];
    if (rule === undefined) return [];
    if (target.startsWith(".")) {
        const path = normalize(join(dirname(file), target))
            .split(sep)
            .join("/");
        return rule.parts.includes(partOf(path) ?? "") ? [] : [`${file} imports ${path}`];
    }
    const allowed = rule.packages === undefined || rule.packages.some((name) => target.startsWith(name));
    const excluded = rule.without?.some((name) => target.startsWith(name)) ?? false;
    return allowed && !excluded ? [] : [`${file} imports ${target}`];
}

function partOf(path: string): string | undefined {
    return Object.keys(house).find((part) => path === part || path.startsWith(`${part}/`));
}

function sameExample(file: string, target: string): boolean {
    const example = file.split("/").slice(0, 2).join("/");
    return normalize(join(dirname(file), target))
        .split(sep)
        .join("/")
        .startsWith(`${example}/`);
}

function sourceFiles(folder: string): string[] {
    return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
        .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join("/"))
        .filter((file) => !file.includes("/node_modules/"));
}

function importsOf(file: string): Import[] {
    return importsIn(file, readFileSync(join(projectRoot, file), "utf8"));
}

function importsIn(file: string, text: string): Import[] {
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
