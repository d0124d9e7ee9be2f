import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";

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
});
