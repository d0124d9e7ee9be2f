import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { Administrator, type ByHand } from "../support/by-hand";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { mutations } from "../support/sandbox";

describe("examples/adopt-by-import with the real engine", function () {
    this.timeout(240_000);
    let example: Example;
    let made: ByHand;
    let administrator: Administrator;

    before(async () => {
        example = await openExample("adopt-by-import", async (sandbox) => {
            administrator = new Administrator(sandbox);
            made = await administrator.followGuide();
        });
    });

    after(async () => {
        administrator?.close();
        await example?.close();
    });

    const keyOfDatabase = async () => shortcomings(await askDatabases(example.sandbox.controlEndpoint), made.keyArn);

    it("takes over what was made by hand without changing any of it", async () => {
        const { sandbox, stack, set } = example;
        set("ids", {
            "aws:iam/openIdConnectProvider:OpenIdConnectProvider::oci": made.providerArn,
            "aws:iam/role:Role::sales": "OracleDatabaseKMS-sales",
            "aws:odb/iamRoleAssociation:IamRoleAssociation::sales": `${made.roleArn},${made.clusterArn}`,
            "aws:kms/key:Key::tde": made.keyId,
            "aws:kms/alias:Alias::tde": "alias/exadata/tde",
            "oci:Identity/policy:Policy::read-aws-keys": made.policyId,
            "oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey::tde": made.registeredKeyId,
        });
        const since = sandbox.world.audit.last;
        // As people run it: the preview knows of what exists too, and would refuse to replace any of it.
        const { steps } = succeeded(await stack.up("--skip-preview=false"));
        expect(steps.filter(({ op }) => op === "import")).to.have.lengthOf(7);
        // Looking a key up through the connector is a run of its own in OCI, not a change of what is there.
        expect(mutations(sandbox, since).map(({ operation }) => operation)).to.deep.equal([
            "CreateMultiCloudResourceDiscovery",
        ]);
        expect(await keyOfDatabase()).to.deep.equal([]);
    });

    it("then brings the words to what the program says, in place, and takes out what somebody let in since", async () => {
        const { stack, set } = example;
        // The run before has shown by which tokens the cluster takes its role: these stay.
        await administrator.trust(made.providerArn, ["DBMC/", "DBMC/aws"]);
        set("ids", {});
        const { changes } = succeeded(await stack.up());
        expect(Object.keys(changes)).to.deep.equal(["update"]);
        expect(await keyOfDatabase()).to.deep.equal([]);
        await settled(example);
    });
});
