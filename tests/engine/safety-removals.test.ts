import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

const everything = ["trust", "identity", "key", "registration", "store", "database"];
const inUse = "database SALES01 of VM cluster sales";
const runbook = "take-a-cluster-off-aws-kms.md";

/** What the refusal calls each part. */
const guarded: readonly [part: string, called: RegExp][] = [
    ["key", /KMS key alias\/exadata\/tde \(arn:aws:kms:\S+\) is in use/],
    ["registration", /registered key tde \(ocid1\.oracledbawskey\.\S+\) is in use/],
    ["identity", /IAM role arn:aws:iam::\d+:role\/exadata-sales is in use/],
    ["trust", /OIDC provider arn:aws:iam::\d+:oidc-provider\/\S+ is in use/],
    ["store", /the AWS key store of VM cluster ocid1\.cloudvmcluster\.\S+ is in use/],
];

describe("taking away what databases need, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts } });
        stack.setConfig("program:known", await deploy(stack));
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("is refused at preview, because all of it is protected", async () => {
        stack.setConfig("program:without", everything);
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        expectRefusal(sandbox, since, run, "protected");
        expect(run.began, "whether the update began").to.equal(false);
        expectRefusal(sandbox, since, await stack.destroy(), /protected|is in use/);
        stack.setConfig("program:without", undefined);
    });

    it("needs no change in either cloud to lift the protection", async () => {
        stack.setConfig("program:protect", false);
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
        const held = (await stack.export()).filter(({ protect }) => protect).map(({ urn }) => urn);
        expect(held).to.deep.equal([]);
    });

    for (const [part, called] of guarded) {
        it(`is refused without protection too, before anything is touched: ${part}`, async () => {
            stack.setConfig("program:without", [part]);
            const since = sandbox.world.audit.last;
            expectRefusal(sandbox, since, await stack.up(), called, inUse, runbook);
            stack.setConfig("program:without", undefined);
        });
    }

    it("is refused when the whole stack is destroyed", async () => {
        const since = sandbox.world.audit.last;
        expectRefusal(sandbox, since, await stack.destroy(), "is in use", inUse, runbook);
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keystore: "AWS", readable: true });
    });

    it("works once the databases are off AWS KMS, in the order of the services", async () => {
        const [database] = sandbox.world.databases.values();
        database!.oci.value.lifecycleState = "TERMINATED";
        const since = sandbox.world.audit.last;
        const run = await stack.destroy();
        expect(run.code, said(run)).to.equal(0);
        const order = mutations(sandbox, since).map(({ operation }) => operation);
        const steps = [
            "DeleteOracleDbAwsKey",
            "DisassociateIamRoleFromResource",
            "DeleteRole",
            "DeleteOpenIDConnectProvider",
        ];
        expect(order.filter((operation) => steps.includes(operation))).to.deep.equal(steps);
        expect(order).to.include.members(["UnregisterCloudVmClusterPkcs", "ScheduleKeyDeletion"]);
    });
});
