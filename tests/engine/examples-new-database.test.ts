import { expect } from "chai";
import { askDatabases } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { calls } from "../support/sandbox";

describe("examples/new-database with the real engine", function () {
    this.timeout(180_000);
    let example: Example;

    before(async () => {
        example = await openExample("new-database");
    });

    after(async () => {
        await example?.close();
    });

    it("makes a database with a PDB that was never in the wallet", async () => {
        const { sandbox, stack } = example;
        succeeded(await stack.up());
        const databases = await askDatabases(sandbox.controlEndpoint);
        const made = databases.find(({ name }) => name === "CRM01");
        expect(made).to.include({ keystore: "AWS", keyArn: (await stack.outputs()).keyArn, readable: true });
        expect(made!.pluggableDatabases.map(({ name, readable }) => ({ name, readable }))).to.deep.equal([
            { name: "CRMPDB1", readable: true },
        ]);
        expect(calls(sandbox, "ChangeEncryptionKeyLocation", 0)).to.equal(0);
    });

    it("keeps the password that it made as a secret", async () => {
        const resources = await example.stack.export();
        const password = resources.find(({ type }) => type === "random:index/randomPassword:RandomPassword");
        expect(password, "no password was made").not.to.equal(undefined);
        const home = resources.find(({ type }) => type === "oci:Database/dbHome:DbHome");
        const secret = "4dabf18193072939515e22adb298388d";
        expect(password!.outputs!.result).to.have.property(secret);
        expect(JSON.stringify(home!.inputs)).to.contain(secret);
    });

    it("has nothing to do the second time", () => settled(example));
});
