import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { customerManagedKey } from "../../components/schema/keys";
import { projectRoot } from "../../sandbox/core/project";
import type { Schema } from "../../sdk/validation";
import { declaredIn } from "../../tools/docs/declarations";

/**
 * What programs and states reach. A state names a subpath in each dynamic resource: lines are added here, and none is changed
 * or removed. The file behind a line may move.
 */
const subpaths = {
    ".": "components/index",
    "./functions/connectors": "sdk/functions/connectors",
    "./functions/registered-keys": "sdk/functions/registered-keys",
    "./guards/change-guard": "sdk/guards/change-guard",
    "./guards/use-guard": "sdk/guards/use-guard",
    "./resources/all-pluggable-database-key-rotation": "sdk/resources/all-pluggable-database-key-rotation/operations",
    "./resources/aws-key-discovery": "sdk/resources/aws-key-discovery/operations",
    "./resources/aws-key-refresh": "sdk/resources/aws-key-refresh/operations",
    "./resources/cluster-key-store-registration": "sdk/resources/cluster-key-store-registration/operations",
    "./resources/custom-key-store-connection": "sdk/resources/custom-key-store-connection/operations",
    "./resources/database-key": "sdk/resources/database-key/operations",
    "./resources/identity-connector-gate": "sdk/resources/identity-connector-gate/operations",
    "./resources/key-policy-extension": "sdk/resources/key-policy-extension/operations",
    "./resources/key-read-statements": "sdk/resources/key-read-statements/operations",
    "./resources/master-key-usage": "sdk/resources/master-key-usage/operations",
    "./resources/odb-network-access": "sdk/resources/odb-network-access/operations",
    "./resources/onboarding-status": "sdk/resources/onboarding-status/operations",
    "./resources/pluggable-database-key-rotation": "sdk/resources/pluggable-database-key-rotation/operations",
};

describe("the surface of the package", () => {
    const { exports } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
        exports: Record<string, string | { types: string; default: string }>;
    };

    it("has a line of its own for each subpath that a program or a state names, and no wildcard", () => {
        const lines = Object.entries(subpaths).map(([subpath, file]) => [
            subpath,
            { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
        ]);
        const data = [
            ["./estate.schema.json", "./estate.schema.json"],
            ["./package.json", "./package.json"],
        ];
        expect(exports).to.deep.equal(Object.fromEntries([...lines, ...data]));
    });

    it("leads each of them to a file", () => {
        for (const file of Object.values(subpaths)) {
            expect(existsSync(join(projectRoot, `${file}.ts`)), file).to.equal(true);
        }
    });

    it("exports the type of every entry in the arguments of a key, so that programs can name what they put together", () => {
        const entriesIn = (schema: Schema): string[] => {
            if (schema.kind === "list") return entriesIn(schema.item);
            if (schema.kind === "map") return entriesIn(schema.value);
            return schema.kind === "entry" ? [schema.name, ...Object.values(schema.members).flatMap(entriesIn)] : [];
        };
        const exported = new Set(declaredIn("components/index.ts").map(({ name }) => name));
        const entries = entriesIn(customerManagedKey);
        expect(entries).to.include.members(["ExistingKeyArgs", "KeyPolicyStatement", "KeyPolicyPrincipal"]);
        expect(entries.filter((name) => !exported.has(name))).to.deep.equal([]);
    }).timeout(30_000);
});
