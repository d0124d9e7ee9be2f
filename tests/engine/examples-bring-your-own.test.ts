import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { Administrator } from "../support/by-hand";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { mutations } from "../support/sandbox";

describe("examples/bring-your-own with the real engine", function () {
    this.timeout(180_000);
    let example: Example;
    let keyArn: string;
    let since: number;

    before(async () => {
        example = await openExample("bring-your-own", async (sandbox) => {
            const administrator = new Administrator(sandbox);
            await administrator.createProvider();
            keyArn = await administrator.createKey("security/databases", []);
            administrator.createPolicy("security-policies");
            administrator.close();
            since = sandbox.world.audit.last;
        });
    });

    after(async () => {
        await example?.close();
    });

    it("puts the database on the key that exists, by its alias", async () => {
        const { sandbox, stack } = example;
        succeeded(await stack.up());
        expect((await stack.outputs()).keyArn).to.equal(keyArn);
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), keyArn)).to.deep.equal([]);
    });

    it("makes nothing that was there already, and has nothing to do the second time", async () => {
        const made = new Set(mutations(example.sandbox, since).map(({ operation }) => operation));
        expect([...made]).to.have.members([
            "CreateRole",
            "AssociateIamRoleToResource",
            "PutKeyPolicy",
            "CreateMultiCloudResourceDiscovery",
            "CreateOracleDbAwsKey",
            "RegisterCloudVmClusterPkcs",
            "ChangeEncryptionKeyLocation",
        ]);
        await settled(example);
    });
});
