import { expect } from "chai";
import { type DatabaseFacts, factsTable, shortcomings } from "../../../tools/demo/facts";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
const good: DatabaseFacts = {
    name: "SALES01",
    vmCluster: "sales",
    keystore: "AWS",
    keyArn,
    masterKeyId: "ORACLE.TDE.HSM.MK.06AA",
    readable: true,
    pluggableDatabases: [{ name: "HRPDB", masterKeyId: "ORACLE.TDE.HSM.MK.06BB", readable: true }],
};

describe("facts that the demo proves", () => {
    it("finds nothing wrong with a readable database on the key", () => {
        expect(shortcomings([good], keyArn)).to.deep.equal([]);
    });

    it("tells a database that stayed in the wallet, an unreadable one, and an unreadable PDB", () => {
        expect(shortcomings([{ ...good, keystore: "WALLET", keyArn: undefined }], keyArn)).to.have.lengthOf(1);
        expect(shortcomings([{ ...good, readable: false, reason: "Deny" }], keyArn)).to.deep.equal([
            "SALES01 is not readable: Deny",
        ]);
        const pdb = { ...good.pluggableDatabases[0]!, readable: false, reason: "Disabled" };
        expect(shortcomings([{ ...good, pluggableDatabases: [pdb] }], keyArn)).to.deep.equal([
            "SALES01/HRPDB is not readable: Disabled",
        ]);
        expect(shortcomings([], keyArn)).to.have.lengthOf(1);
    });

    it("lists each container in columns", () => {
        const [head, root, pdb] = factsTable([good]);
        expect(root!.indexOf("ORACLE.TDE")).to.equal(head!.indexOf("MASTER KEY"));
        expect(pdb).to.match(/^SALES01 {3}HRPDB .*06BB.* yes$/);
    });
});
