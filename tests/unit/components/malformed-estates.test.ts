import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as exa from "../../../components";
import { estate } from "../../../components/schema/estate";
import { faultsOf } from "../../../sdk/validation";
import { type Registered, record } from "../../support/mocks";
import { contradictory, misformed } from "./malformed-values";
import { answers, changedAt, type Data, placesIn, valueAt, wholeEstate } from "./whole-estate";

/** The places and lines that an estate is refused with; none when it is taken. Anything but a refusal fails the test. */
function refused(args: unknown): { lines: string[]; places: string[]; registered: Registered[] } {
    const registered = record(answers);
    try {
        new exa.ExadataKeyManagement("prod", args as exa.ExadataKeyManagementArgs);
        return { lines: [], places: [], registered };
    } catch (error) {
        if (!pulumi.ResourceError.isInstance(error)) throw error;
        expect((error as { hideStack?: boolean }).hideStack).to.equal(true);
        const [title = "", ...lines] = (error as Error).message.split("\n");
        expect(title).to.match(/^ExadataKeyManagement prod: \d+ faults?$/);
        return { lines, places: lines.map((line) => line.trim().split(/ {2,}/)[0] ?? ""), registered };
    }
}

function kindOf(value: unknown): string {
    return Array.isArray(value) ? "list" : value === null ? "null" : typeof value;
}

describe("malformed estates", () => {
    const whole = wholeEstate();

    it("are none where every argument is as it should be", () => {
        expect(refused(whole).lines).to.deep.equal([]);
    });

    it("are told at the place of a value of another kind, wherever it stands", () => {
        const values: Data[] = [7, "text", true, [], {}, ["text"], { name: "text" }];
        const places = placesIn(whole);
        expect(places.length).to.be.greaterThan(100);
        const untold = places.flatMap((place) => {
            const right = kindOf(valueAt(whole, place));
            return values.flatMap((value) => {
                // Any text is a value of a condition, also without a list around it.
                if (kindOf(value) === right || (value === "text" && /\.Condition\./.test(place))) return [];
                const { places: told } = refused(changedAt(whole, place, value));
                return told.includes(place) ? [] : [`${JSON.stringify(value)} at ${place}`];
            });
        });
        expect(untold).to.deep.equal([]);
    }).timeout(20_000);

    it("are told at a misspelt member of every entry, with what was meant", () => {
        // Names of tags, triggers, replicas, pluggable databases and conditions are free.
        const entries = placesIn(whole).filter(
            (place) =>
                kindOf(valueAt(whole, place)) === "object" &&
                !/(?:[tT]ags|Triggers|replicas|Databases|Condition(?:\.\w+)?)$/.test(place),
        );
        const untold = ["", ...entries].flatMap((place) => {
            const [member = ""] = Object.keys((place === "" ? whole : valueAt(whole, place)) as object);
            const misspelt = `${place === "" ? "" : `${place}.`}${member}z`;
            const { lines } = refused(changedAt(whole, misspelt, "x"));
            const line = lines.find((one) => one.trim().startsWith(`${misspelt} `));
            return line?.includes(`did you mean "${member}"?`) ? [] : [`${misspelt}: ${line}`];
        });
        expect(untold).to.deep.equal([]);
    });

    it("take null for what is not given, but not where something is needed", () => {
        const told = (args: Data) => faultsOf(estate, args).map(({ path }) => path);
        const members = placesIn(whole).filter((place) => !/\]$|(?:[tT]ags|Triggers|Condition)\.\w+$/.test(place));
        for (const place of members) {
            expect(told(changedAt(whole, place, null)), place).to.deep.equal(told(changedAt(whole, place, undefined)));
        }
        for (const place of [
            "keys",
            "clusters[0].name",
            "clusters[0].databases[0].key",
            "clusters[1].vmCluster",
            "tags.team",
        ]) {
            expect(told(changedAt(whole, place, null))).to.include(place);
        }
        const optional = members.filter((place) => told(changedAt(whole, place, null)).length === 0);
        expect(optional).to.include.members(["protect", "keys[0].replicas", "clusters[1].vmCluster.create.tags"]);
        const pdb = "clusters[0].databases[0].pluggableDatabases.HRPDB";
        const sparse = [pdb, ...optional.filter((place) => !pdb.startsWith(place))]
            .reverse()
            .reduce((args, place) => changedAt(args, place, null), whole);
        expect(refused(sparse).lines).to.deep.equal([]);
    }).timeout(20_000);

    for (const [what, place, value, told = place, words] of [...misformed, ...contradictory]) {
        it(`are told for ${what}`, () => {
            const { lines, registered } = refused(changedAt(whole, place, value));
            const line = lines.find((one) => one.trim().startsWith(`${told} `));
            expect(line, lines.join("\n")).to.match(words ?? /→/);
            expect(
                registered.filter(({ type }) => type !== "exadata-aws-kms:index:ExadataKeyManagement"),
            ).to.deep.equal([]);
        });
    }

    it("tell a copy in the key's own Region, where that is known", () => {
        const args = changedAt(whole, "keys[0].replicas", { "us-east-1": {}, "us-west-2": {} });
        expect(refused(args).lines).to.deep.equal([]);
        pulumi.runtime.setConfig("aws:region", "us-east-1");
        const { places } = refused(args);
        pulumi.runtime.setAllConfig({});
        expect(places).to.deep.equal(['keys[0].replicas["us-east-1"]']);
    });

    it("are refused as a whole where there is no estate at all", () => {
        for (const args of [undefined, null, {}]) expect(refused(args).places).to.deep.equal(["keys", "clusters"]);
        for (const args of ["keys", 7, [], true]) expect(refused(args).lines).to.have.lengthOf(1);
    });

    it("are none where arguments are known only later", () => {
        const later = pulumi.output("exadata/later");
        expect(refused(changedAt(whole, "keys[0].alias", "")).places).to.deep.equal(["keys[0].alias"]);
        const keys = [{ name: "tde", alias: later, tags: Promise.resolve({}), retiredMasterKeyIds: pulumi.output([]) }];
        expect(refused({ keys, clusters: [] }).lines).to.deep.equal([]);
    });

    it("are told all at once, where the YAML has them", () => {
        let args = changedAt(whole, "clusters[0].keyDiscovery", "some");
        args = changedAt(args, "keys[0].rotationTrigger", "x");
        args = changedAt(args, "clusters[0].databases[1]", "SALES02");
        args = changedAt(args, "clusters[2].vmCluster.create.network.existing.id", 7);
        expect(refused(args).places).to.have.members([
            "keys[0].rotationTrigger",
            "clusters[0].keyDiscovery",
            "clusters[0].databases[1]",
            "clusters[2].vmCluster.create.network.existing.id",
        ]);
    });
});
