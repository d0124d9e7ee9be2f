import { expect } from "chai";
import { askDatabases, type DatabaseFacts } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { calls } from "../support/sandbox";

describe("examples/rotate-and-retire with the real engine", function () {
    this.timeout(240_000);
    let example: Example;
    let first: string[];

    before(async () => {
        example = await openExample("rotate-and-retire");
        succeeded(await example.stack.up());
        first = await masterKeyIds();
    });

    after(async () => {
        await example?.close();
    });

    const database = async () => (await askDatabases(example.sandbox.controlEndpoint))[0]!;
    const containers = ({ pluggableDatabases, ...root }: DatabaseFacts) => [root, ...pluggableDatabases];
    const masterKeyIds = async () => containers(await database()).map(({ masterKeyId }) => masterKeyId);
    const unreadable = async () => containers(await database()).filter(({ readable }) => !readable);

    it("a new quarter rotates the container database and both PDBs, each once", async () => {
        const { sandbox, stack, set } = example;
        const since = sandbox.world.audit.last;
        set("quarter", "2027-Q1");
        const { changes } = succeeded(await stack.up());
        expect(changes).to.deep.equal({ update: 3 });
        expect(calls(sandbox, "RotateVaultKey", since)).to.equal(1);
        expect(calls(sandbox, "RotatePluggableDatabaseEncryptionKey", since)).to.equal(2);
        const second = await masterKeyIds();
        expect(second.filter((id) => first.includes(id))).to.deep.equal([]);
    });

    it("the versions of before are retired by one update of the key, and no data is lost", async () => {
        const { stack, set } = example;
        set("retiredMasterKeyIds", first);
        const { steps } = succeeded(await stack.up());
        // Beside the key, only the guard that looked at its new policy beforehand.
        const updated = steps
            .filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:providers:"))
            .map(({ op, type }) => `${op} ${type.split(":").at(-1)}`);
        expect(updated).to.have.members(["update ChangeGuard", "update Key"]);
        expect(await unreadable()).to.deep.equal([]);
        set("retiredMasterKeyIds", first.toReversed());
        await settled(example);
    });
});
