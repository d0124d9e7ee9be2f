import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";
import { expectRefusal, upWithPreview } from "../support/safety";

describe("examples/cloudhsm with the real engine", function () {
    this.timeout(180_000);
    let example: Example;

    before(async () => {
        example = await openExample("cloudhsm");
        const { code, stderr } = await example.stack.pulumi([
            "config",
            "set",
            "--secret",
            "kmsuserPassword",
            "kmsPswd1",
        ]);
        expect(code, stderr).to.equal(0);
    });

    after(async () => {
        await example?.close();
    });

    it("puts the database on a key of the connected CloudHSM key store", async () => {
        const { sandbox, stack } = example;
        succeeded(await stack.up());
        const { keyArn, customKeyStoreId } = (await stack.outputs()) as Record<string, string>;
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), keyArn!)).to.deep.equal([]);
        const kms = new KMSClient({
            endpoint: sandbox.awsEndpoint,
            region: sandbox.world.settings.awsRegion,
            credentials: { accessKeyId: "auditor", secretAccessKey: "auditor" },
        });
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: keyArn }));
        kms.destroy();
        expect(KeyMetadata).to.include({ Origin: "AWS_CLOUDHSM", CustomKeyStoreId: customKeyStoreId });
        expect(JSON.stringify(await stack.export())).not.to.contain("kmsPswd1");
    });

    it("has nothing to do the second time", () => settled(example));

    it("keeps the store while the database uses a key in it: at preview when it would be replaced", async () => {
        const { sandbox, stack } = example;
        const cluster = await stack.pulumi(["config", "get", "cloudHsmClusterId"]);
        await stack.pulumi(["config", "set", "cloudHsmClusterId", "cluster-zzzzzzz2345"]);
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        const reason = "the change of cloudHsmClusterId replaces custom key store exadata-hsm";
        expectRefusal(sandbox, since, run, reason, "in use by database", "take-a-cluster-off-aws-kms.md");
        expect(run.began, "whether the update began").to.equal(false);
        await stack.pulumi(["config", "set", "cloudHsmClusterId", cluster.stdout.trim()]);
    });

    it("keeps the store connected when the program lets go of it, before anything is touched", async () => {
        const { sandbox, stack } = example;
        await stack.pulumi(["state", "unprotect", "--all", "--yes"]);
        const { resources } = await stack
            .export()
            .then((all) => ({ resources: all.filter(({ urn }) => /:CustomKeyStore\$.*:UseGuard::/.test(urn)) }));
        const since = sandbox.world.audit.last;
        const run = await stack.destroy("--target", resources[0]!.urn);
        expectRefusal(sandbox, since, run, /custom key store cks-\w+ is in use/, "could not be opened any more");
    });
});
