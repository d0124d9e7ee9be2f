import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { projectRoot } from "../../../sandbox/core/project";
import { anchorsOf, type Block, blocksOf, linksOf, markdownFiles, read } from "./markdown";

/** What blocks may use without saying so: the two modules, and the parts that a program has made so far. */
const preamble = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";
declare const domain: exa.IdentityDomain;
declare const trust: exa.OidcProvider;
declare const network: exa.OdbNetwork;
declare const cluster: exa.VmCluster;
declare const identity: exa.ClusterIdentity;
declare const key: exa.CustomerManagedKey;
declare const policy: exa.AwsKeyReadPolicy;
declare const registration: exa.KeyRegistration;
declare const store: exa.ClusterKeyStore;
declare const replicaArn: string;
`;

describe("documentation", function () {
    this.timeout(120_000);
    const files = markdownFiles();

    it("has code blocks that compile against the package", () => {
        const blocks = files.flatMap((file) => blocksOf(file, "ts"));
        expect(blocks.length).to.be.greaterThan(10);
        expect(faultsOf(blocks)).to.deep.equal([]);
    });

    it("would not pass a block with an argument that does not exist", () => {
        const text = 'new exa.CustomerManagedKey("tde", { alia: "exadata/tde" });';
        expect(faultsOf([{ file: "x.md", line: 7, text }])).to.have.lengthOf(1);
    });

    it("has JSON blocks that are JSON", () => {
        for (const { text } of files.flatMap((file) => blocksOf(file, "json"))) JSON.parse(text);
    });

    it("has links that lead somewhere", () => {
        expect(files.flatMap(deadLinks)).to.deep.equal([]);
    });

    it("has every page that a message of the package sends people to", () => {
        const folder = join(projectRoot, "sdk");
        const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .flatMap((file) => readFileSync(join(folder, file), "utf8").match(/\bdocs\/[\w/-]+\.md\b/g) ?? []);
        expect(pages).to.include("docs/runbooks/take-a-cluster-off-aws-kms.md");
        expect(pages.filter((page) => !existsSync(join(projectRoot, page)))).to.deep.equal([]);
    });
});

/** One program for all blocks. Each is a scope of its own, so that it may name its constants as it likes. */
function faultsOf(blocks: readonly Block[]): string[] {
    const folder = join(projectRoot, ".documentation");
    const sources = new Map(blocks.map((block, index) => [join(folder, `${index}.ts`), block]));
    const options: ts.CompilerOptions = {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: [],
    };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (path) => sources.has(path) || fileExists(path);
    host.readFile = (path) => textOf(sources.get(path)) ?? readFile(path);
    host.getSourceFile = (path, language, ...rest) => {
        const text = textOf(sources.get(path));
        return text === undefined
            ? getSourceFile(path, language, ...rest)
            : ts.createSourceFile(path, text, language, true);
    };
    const program = ts.createProgram([...sources.keys()], options, host);
    return [...sources].flatMap(([path, { file, line }]) => {
        const source = program.getSourceFile(path)!;
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
            ({ messageText }) =>
                `${file}, block at line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
        );
    });
}

function textOf(block: Block | undefined): string | undefined {
    if (block === undefined) return undefined;
    const lines = block.text.split("\n");
    const isImport = (line: string) => /^\s*import .* from "/.test(line);
    // The preamble has the two modules that every block uses.
    const own = lines.filter(
        (line) => isImport(line) && !/from "(?:@pulumi\/pulumi|pulumi-exadata-aws-kms)"/.test(line),
    );
    const body = lines.filter((line) => !isImport(line)).map((line) => line.replace(/^(\s*)export /, "$1"));
    return `${own.join("\n")}${preamble}void (async () => {\n${body.join("\n")}\n});\n`;
}

function deadLinks(file: string): string[] {
    return linksOf(file)
        .filter((link) => !/^(?:https?|mailto):/.test(link))
        .filter((link) => {
            const [path = "", anchor] = link.split("#");
            const target = path === "" ? file : normalize(join(dirname(file), path));
            if (!existsSync(join(projectRoot, target))) return true;
            return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
        })
        .map((link) => `${file} links to ${link}`);
}
