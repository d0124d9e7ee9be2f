import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { calls } from "../support/sandbox";

describe("examples/wallet-to-kms with the real engine", function () {
    this.timeout(180_000);
    let example: Example;

    before(async () => {
        example = await openExample("wallet-to-kms");
    });

    after(async () => {
        await example?.close();
    });

    it("moves the database of the cluster from the wallet to the new key", async () => {
        const { sandbox, stack } = example;
        const [before] = await askDatabases(sandbox.controlEndpoint);
        expect(before!.keystore).to.equal("WALLET");
        succeeded(await stack.up());
        const { keyArn } = (await stack.outputs()) as { keyArn: string };
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), keyArn)).to.deep.equal([]);
        expect(calls(sandbox, "ChangeEncryptionKeyLocation", 0)).to.equal(1);
    });

    it("has nothing to do the second time", () => settled(example));
});
