import { expect } from "chai";
import { provider } from "../../../sdk/operations/key-location";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the key of a database at preview", () => {
    const before = {
        vmClusterOcid: "ocid1.cloudvmcluster.oc1.iad.aaaa",
        databaseName: "SALES01",
        keyId: "ocid1.oracledbawskey.oc1.iad.aaaa",
        keyLocation: "AWS KMS alias/exadata/tde",
    };
    const reasons = async (change: object) =>
        (await provider.check(before, { ...before, ...change })).failures.map(({ reason }) => reason).join();

    it("is refused for another, also for one that is registered only later", async () => {
        expect(await reasons({ keyId: "ocid1.oracledbawskey.oc1.iad.bbbb" })).to.contain("cannot change it");
        const later = { keyId: unknown, keyLocation: "AWS KMS alias/exadata/other" };
        expect(await reasons(later)).to.contain("cannot change it for another (AWS KMS alias/exadata/other)");
    });

    it("may get another name, and may be unknown for a while", async () => {
        expect(await reasons({ keyLocation: "AWS KMS alias/exadata/renamed" })).to.equal("");
        expect(await reasons({ keyId: unknown })).to.equal("");
    });
});
