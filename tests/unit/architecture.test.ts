import { dirname, join, normalize, sep } from "node:path";
import { expect } from "chai";
import { type Import, importsIn, importsOf, sourceFiles } from "../support/imports";

/** What the files of one part of the house may use: parts of the house, and packages by the beginning of their names. */
interface Rule {
    parts: readonly string[];
    /** Every package when absent. */
    packages?: readonly string[];
    /** Packages that stay out although others are free. */
    without?: readonly string[];
}

const pure = ["sdk/policies", "sdk/validation"];
const clouds = ["sdk/clouds/core", "sdk/clouds/aws", "sdk/clouds/oci"];
const resources = ["sdk/resources/*/resource.ts", "sdk/resources/index.ts"];

/** Parts by their folders or files; a file belongs to the longest that fits. */
const house: Record<string, Rule> = {
    components: { parts: ["components", ...resources, ...pure], packages: ["@pulumi/", "node:"] },
    "sdk/resources/*/resource.ts": {
        parts: ["sdk/host/resource.ts", "sdk/usage", ...pure],
        packages: ["@pulumi/pulumi"],
    },
    "sdk/resources/index.ts": { parts: resources },
    "sdk/host/resource.ts": { parts: [], packages: ["@pulumi/pulumi"] },
    "sdk/resources": {
        parts: [
            "sdk/resources",
            "sdk/functions",
            "sdk/rotation",
            "sdk/chain",
            "sdk/usage",
            "sdk/host",
            ...clouds,
            ...pure,
        ],
        without: ["@pulumi/"],
    },
    "sdk/guards": {
        parts: ["sdk/guards", "sdk/functions", "sdk/chain", "sdk/usage", "sdk/host", ...clouds, ...pure],
        without: ["@pulumi/"],
    },
    "sdk/functions": {
        parts: ["sdk/functions", "sdk/chain", "sdk/usage", ...clouds, ...pure],
        without: ["@pulumi/"],
    },
    "sdk/rotation": { parts: ["sdk/rotation", "sdk/host", ...clouds, ...pure], without: ["@pulumi/"] },
    "sdk/chain": { parts: ["sdk/chain", "sdk/usage", ...clouds, ...pure], without: ["@pulumi/"] },
    "sdk/usage": { parts: ["sdk/usage", ...clouds, ...pure], without: ["@pulumi/"] },
    "sdk/host": { parts: ["sdk/host", ...clouds, ...pure], without: ["@pulumi/"] },
    "sdk/clouds/aws": { parts: ["sdk/clouds/aws", "sdk/clouds/core", ...pure], without: ["@pulumi/", "oci-"] },
    "sdk/clouds/oci": { parts: ["sdk/clouds/oci", "sdk/clouds/core", ...pure], without: ["@pulumi/", "@aws-sdk/"] },
    "sdk/clouds/core": { parts: ["sdk/clouds/core", ...pure], without: ["@pulumi/", "oci-", "@aws-sdk/"] },
    "sdk/policies": { parts: ["sdk/policies"], packages: [] },
    "sdk/validation": { parts: ["sdk/validation"], packages: [] },
    sandbox: { parts: ["sandbox"] },
};

const sources = ["components", "sdk", "sandbox"].flatMap(sourceFiles);

describe("dependencies of the house", () => {
    for (const part of Object.keys(house)) {
        it(`run one way out of ${part}`, () => {
            const files = sources.filter((file) => partOf(file) === part);
            expect(files, `no source file in ${part}`).not.to.deep.equal([]);
            expect(files.flatMap(importsOf).flatMap(violation)).to.deep.equal([]);
        });
    }

    it("leave no source file outside a part that has rules", () => {
        expect(sources.filter((file) => partOf(file) === undefined)).to.deep.equal([]);
    });

    it("of the programs in examples go to published packages only", () => {
        const relatives = sourceFiles("examples")
            .flatMap(importsOf)
            .filter(({ file, target }) => target.startsWith(".") && !sameExample(file, target));
        expect(relatives).to.deep.equal([]);
    });

    const breaches: Import[] = [
        { file: "components/customer-managed-key.ts", target: "../sdk/clouds/oci/clients" },
        { file: "components/customer-managed-key.ts", target: "../sdk/resources/database-key/operations" },
        { file: "components/customer-managed-key.ts", target: "../sandbox/start" },
        { file: "components/customer-managed-key.ts", target: "oci-database" },
        { file: "sdk/host/resource.ts", target: "../../components/customer-managed-key" },
        { file: "sdk/host/resource.ts", target: "@pulumi/aws/kms" },
        { file: "sdk/resources/database-key/resource.ts", target: "./operations" },
        { file: "sdk/resources/database-key/operations.ts", target: "./resource" },
        { file: "sdk/resources/database-key/operations.ts", target: "@pulumi/pulumi" },
        { file: "sdk/chain/walk.ts", target: "../guards/words" },
        { file: "sdk/clouds/oci/clients.ts", target: "../../usage/usage-of" },
        { file: "sdk/clouds/oci/clients.ts", target: "../aws/clients" },
        { file: "sdk/clouds/core/wait.ts", target: "../oci/clients" },
        { file: "sdk/clouds/oci/clients.ts", target: "@pulumi/pulumi/runtime" },
        { file: "sdk/policies/trust.ts", target: "../validation/faults" },
        { file: "sdk/policies/trust.ts", target: "node:fs" },
        { file: "sdk/validation/faults.ts", target: "zod" },
        { file: "sandbox/oci/cloud.ts", target: "../../sdk/clouds/oci/clients" },
        { file: "sdk/clouds/oci/clients.ts", target: "../../../tests/support/x" },
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
        const path = fileOf(file, target);
        return rule.parts.includes(partOf(path) ?? "") ? [] : [`${file} imports ${path}`];
    }
    const allowed = rule.packages === undefined || rule.packages.some((name) => target.startsWith(name));
    const excluded = rule.without?.some((name) => target.startsWith(name)) ?? false;
    return allowed && !excluded ? [] : [`${file} imports ${target}`];
}

/** What an import means: a file of the project, or a path where there is none. */
function fileOf(file: string, target: string): string {
    const path = normalize(join(dirname(file), target))
        .split(sep)
        .join("/");
    return [`${path}.ts`, `${path}/index.ts`].find((candidate) => sources.includes(candidate)) ?? path;
}

function partOf(path: string): string | undefined {
    const fits = Object.keys(house).filter(
        (part) => new RegExp(`^${part.replaceAll("*", "[^/]+")}$`).test(path) || path.startsWith(`${part}/`),
    );
    return fits.sort((a, b) => b.length - a.length)[0];
}

function sameExample(file: string, target: string): boolean {
    const example = file.split("/").slice(0, 2).join("/");
    return normalize(join(dirname(file), target))
        .split(sep)
        .join("/")
        .startsWith(`${example}/`);
}
