import { expect } from "chai";
import type { Listing } from "../../../sdk/clouds/oci/database-address";
import { provider as allRotation } from "../../../sdk/resources/all-pluggable-database-key-rotation/operations";
import { databaseKeys } from "../../../sdk/resources/database-key/operations";
import { provider as pluggableRotation } from "../../../sdk/resources/pluggable-database-key-rotation/operations";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const databaseId = "ocid1.database.oc1.iad.aaaasales";
const registeredKeyId = "ocid1.oracledbawskey.oc1.iad.aaaakey";
const given = { vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa", databaseName: "SALES01", registeredKeyId };
const sales = { id: databaseId, name: "SALES01", compartmentId: "c", lifecycleState: "AVAILABLE" };

describe("a database at preview", () => {
    const asked: string[] = [];
    const checked = async (found: Partial<Listing["databases"][number]>, olds: object, news: object) => {
        asked.length = 0;
        const provider = databaseKeys(async (cluster) => {
            asked.push(cluster);
            return { clusterName: "sales", databases: [{ ...sales, ...found }] };
        });
        const { inputs, failures } = await provider.check({ ...olds }, { ...given, ...news });
        return { inputs, reasons: failures.map(({ reason }) => reason).join() };
    };

    it("is found by its name, and known from then on without another question", async () => {
        const { inputs } = await checked({}, {}, { databaseName: "sales01" });
        expect(inputs.databaseId).to.equal(databaseId);
        expect(asked).to.deep.equal([given.vmClusterOcid]);
        const again = await checked({ id: "another" }, inputs, { vmClusterOcid: unknown, registeredKeyId: unknown });
        expect(again).to.deep.include({ reasons: "" });
        expect(again.inputs.databaseId).to.equal(databaseId);
        expect(asked).to.deep.equal([]);
    });

    it("that the cluster does not have is refused, with the names there are", async () => {
        const { reasons } = await checked({}, {}, { databaseName: "SALES1" });
        expect(reasons).to.contain("VM cluster sales has no database SALES1").and.to.contain('"SALES01"');
        expect(reasons).to.contain("if the same run creates the database, give its OCID");
    });

    it("whose cluster cannot be asked passes", async () => {
        const provider = databaseKeys(() => Promise.reject(new Error("no answer")));
        const { inputs, failures } = await provider.check({}, given);
        expect(failures).to.deep.equal([]);
        expect(inputs).not.to.have.property("databaseId");
        await checked({}, {}, { vmClusterOcid: unknown });
        expect(asked, "a cluster that is made in the same run").to.deep.equal([]);
    });

    it("that another key manager or another key serves is refused", async () => {
        expect((await checked({ keyProvider: "OKV" }, {}, {})).reasons).to.contain("is in Oracle Key Vault");
        const other = { keyProvider: "AWS", awsKeyId: `${registeredKeyId}2` };
        expect((await checked(other, {}, {})).reasons).to.contain("cannot exchange one AWS key for another");
        expect(
            (await checked(other, {}, { registeredKeyId: unknown })).reasons,
            "a key that is not known yet",
        ).to.equal("");
        expect((await checked({ ...other, awsKeyId: registeredKeyId }, {}, {})).reasons).to.equal("");
        expect((await checked({ keyProvider: "AWS" }, {}, {})).reasons, "a list without the key").to.equal("");
    });

    it("keeps its key, whatever people call it", async () => {
        const olds = { ...given, databaseId, keyLocation: "AWS KMS alias/exadata/tde" };
        expect((await checked({}, olds, { registeredKeyId: `${registeredKeyId}2` })).reasons).to.contain(
            "cannot exchange it for",
        );
        const renamed = { registeredKeyId: unknown, keyLocation: "AWS KMS alias/exadata/other" };
        expect((await checked({}, olds, renamed)).reasons).to.equal("");
    });
});

describe("a rotation at preview", () => {
    const database = { vmClusterOcid: given.vmClusterOcid, databaseId, registeredKeyId };
    const rotations = [
        { what: "of a container", provider: databaseKeys(), inputs: database },
        { what: "of a PDB", provider: pluggableRotation, inputs: { databaseId, pluggableDatabase: "HRPDB" } },
        { what: "of all PDBs", provider: allRotation, inputs: { databaseId } },
    ];
    for (const { what, provider, inputs } of rotations) {
        const words = async (olds: object, rotationTriggers?: object) =>
            (await provider.check({ ...olds }, { ...inputs, rotationTriggers })).inputs;

        it(`${what} is told in words that stay until the next one`, async () => {
            const first = await words({}, { quarter: "1" });
            expect(first.rotation).to.equal("none");
            const second = await words(first, { quarter: "2", audit: "1" });
            expect(second.rotation).to.equal("once, for quarter, audit");
            const third = await words(second, { audit: "1" });
            expect(third.rotation, "a trigger that goes").to.equal(second.rotation);
            expect((await words(third)).rotation, "none left").to.equal(second.rotation);
            expect((await words(third, { audit: unknown })).rotation).to.equal(unknown);
        });
    }

    it("of another PDB is none", async () => {
        const olds = { databaseId, pluggableDatabase: "HRPDB", rotationTriggers: { quarter: "1" }, rotation: "none" };
        const news = { databaseId, pluggableDatabase: "CRMPDB", rotationTriggers: { quarter: "2" } };
        expect((await pluggableRotation.check(olds, news)).inputs.rotation).to.equal("none");
    });
});
