import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { askDatabases, shortcomings } from "../../tools/demo/facts";
import { type Example, openExample, settled, succeeded } from "../support/example";

describe("examples/multi-region-key with the real engine", function () {
    this.timeout(180_000);
    let example: Example;

    before(async () => {
        example = await openExample("multi-region-key");
    });

    after(async () => {
        await example?.close();
    });

    it("puts the database on the primary key and makes a replica in the other Region", async () => {
        const { sandbox, stack } = example;
        succeeded(await stack.up());
        const { keyArn, replicaArn } = (await stack.outputs()) as { keyArn: string; replicaArn: string };
        expect(shortcomings(await askDatabases(sandbox.controlEndpoint), keyArn)).to.deep.equal([]);
        expect(replicaArn).to.equal(keyArn.replace("us-east-1", "us-west-2"));

        const kms = new KMSClient({
            endpoint: sandbox.awsEndpoint,
            region: "us-west-2",
            credentials: { accessKeyId: "auditor", secretAccessKey: "auditor" },
        });
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: replicaArn }));
        kms.destroy();
        expect(KeyMetadata!.MultiRegionConfiguration!.MultiRegionKeyType).to.equal("REPLICA");
        expect(KeyMetadata!.MultiRegionConfiguration!.PrimaryKey!.Arn).to.equal(keyArn);
    });

    it("has nothing to do the second time", () => settled(example));
});
