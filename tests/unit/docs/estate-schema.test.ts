import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { expect } from "chai";
import { parse } from "yaml";
import { projectRoot } from "../../../sandbox/core/project";
import { schemaFile, stackConfigSchema } from "../../../tools/schema/stack-config";
import { misformed } from "../components/malformed-values";
import { changedAt, type Data, placesIn, valueAt, wholeEstate } from "../components/whole-estate";

const committed = readFileSync(schemaFile, "utf8");
const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(committed) as object);

/** Whether an editor takes a stack config with these arguments. */
function isTaken(estate: Data): boolean {
    const config = Object.entries(estate as object).map(([name, value]) => [`fleet:${name}`, value]);
    return validate({ config: { "aws:region": "us-east-1", "fleet:vmClusterId": "x", ...Object.fromEntries(config) } });
}

describe("estate.schema.json", function () {
    this.timeout(30_000);
    const whole = wholeEstate();

    it("is what the arguments and their docstrings say now: node dist/tools/schema/main.js writes it anew", () => {
        expect(committed === stackConfigSchema()).to.equal(true);
        expect(committed).to.contain("Rotate the master key of the container database once whenever");
    });

    it("takes an estate that gives every argument, and the examples", () => {
        expect(isTaken(whole), JSON.stringify(validate.errors)).to.equal(true);
        for (const example of ["complete", "multi-cluster"]) {
            const yaml = readFileSync(join(projectRoot, "examples", example, "Pulumi.sandbox.yaml"), "utf8");
            expect(validate(parse(yaml, { merge: true })), JSON.stringify(validate.errors)).to.equal(true);
        }
    });

    it("refuses a misspelt member of every entry", () => {
        const entries = placesIn(whole).filter((place) => {
            const value = valueAt(whole, place);
            const isEntry = typeof value === "object" && value !== null && !Array.isArray(value);
            return isEntry && !/(?:[tT]ags|Triggers|replicas|Databases|Condition(?:\.\w+)?)$/.test(place);
        });
        expect(entries.length).to.be.greaterThan(20);
        expect(entries.filter((place) => isTaken(changedAt(whole, `${place}.mispelt`, "x")))).to.deep.equal([]);
    });

    it("refuses a value of another kind, wherever it stands", () => {
        const taken = placesIn(whole).filter((place) => isTaken(changedAt(whole, place, [[7]])));
        expect(taken).to.deep.equal([]);
    });

    it("refuses what the component refuses, as far as form and place tell it", () => {
        const taken = misformed.filter(([, place, value]) => isTaken(changedAt(whole, place, value)));
        expect(taken.map(([what]) => what)).to.deep.equal([]);
    });

    it("is in the package, under a name that programs and editors can use", () => {
        const manifest = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
            files: string[];
            exports: Record<string, unknown>;
        };
        expect(manifest.files).to.include("estate.schema.json");
        expect(manifest.exports).to.include({ "./estate.schema.json": "./estate.schema.json" });
    });
});
