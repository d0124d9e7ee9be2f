import { CreateAliasCommand, DisableKeyCommand, ReplicateKeyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { keyIdOf, Lab, refusalOf } from "./lab";

describe("Keys seen through an identity connector", () => {
    it("are described with what AWS says of them, the alias included", async () => {
        const { lab, keyArn } = await Lab.ready();
        const alias = `alias/exadata/${lab.roleName}`;
        await lab.kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyArn }));
        expect(await lab.exadata.describeKey(lab.connector, keyArn)).to.deep.equal({
            arn: keyArn,
            keyId: keyArn.split("/")[1],
            accountId: "111122223333",
            region: "us-east-1",
            keyState: "Enabled",
            enabled: true,
            keySpec: "SYMMETRIC_DEFAULT",
            keyUsage: "ENCRYPT_DECRYPT",
            origin: "AWS_KMS",
            multiRegion: false,
            aliases: [alias],
        });
        expect(lab.kmsCalls().at(-1)).to.include({
            caller: "database",
            operation: "DescribeKey",
            principal: lab.roleArn,
            resource: keyArn,
            status: 200,
        });
    });

    it("are described when disabled", async () => {
        const { lab, keyArn } = await Lab.ready();
        await lab.kms.send(new DisableKeyCommand({ KeyId: keyIdOf(keyArn) }));
        expect(await lab.exadata.describeKey(lab.connector, keyArn)).to.include({
            enabled: false,
            keyState: "Disabled",
        });
    });

    it("are discovered, those of others not", async () => {
        const { lab, keyArn } = await Lab.ready();
        const foreign = await lab.createKey({ Policy: JSON.stringify({ Statement: [lab.administration()] }) });
        const found = (await lab.exadata.discover(lab.discovery())).map((key) => key.arn);
        expect(found).to.deep.equal([keyArn]);
        expect(await lab.exadata.discover(lab.discovery(foreign))).to.deep.equal([]);
    });

    it("are discovered one by one with a filter", async () => {
        const { lab, keyArn } = await Lab.ready();
        await lab.createKey();
        const found = (await lab.exadata.discover(lab.discovery(keyArn))).map((key) => key.arn);
        expect(found).to.deep.equal([keyArn]);
    });

    it("are neither described nor discovered by the number of another account", async () => {
        const { lab, keyArn } = await Lab.ready();
        const foreign = keyArn.replace("111122223333", "999999999999");
        const refusal = await refusalOf(lab.exadata.describeKey(lab.connector, foreign));
        expect(refusal.code).to.equal("AccessDeniedException");
        expect(await lab.exadata.discover(lab.discovery(foreign))).to.deep.equal([]);
    });

    it("are out of reach while no node is connected", async () => {
        const { lab, keyArn } = await Lab.ready();
        for (const node of lab.role.awsNodes ?? []) node.status = "DISCONNECTED";
        const refusals = [
            await refusalOf(lab.exadata.describeKey(lab.connector, keyArn)),
            await refusalOf(lab.exadata.discover(lab.discovery())),
        ];
        for (const refusal of refusals) expect(refusal.message).to.contain("No node of identity connector");
    });

    it("are refused in KMS's words when the role may not describe them", async () => {
        const { lab } = await Lab.ready();
        const foreign = await lab.createKey({ Policy: JSON.stringify({ Statement: [lab.administration()] }) });
        const refusal = await refusalOf(lab.exadata.describeKey(lab.connector, foreign));
        expect(refusal.code).to.equal("AccessDeniedException");
        expect(refusal.message).to.equal(
            `User: arn:aws:sts::111122223333:assumed-role/${lab.roleName}/sales-q7xvd1 is not authorized to perform: ` +
                `kms:DescribeKey on resource: ${foreign} because no identity-based policy allows the kms:DescribeKey action`,
        );
        expect(lab.kmsCalls().at(-1)).to.include({ status: 400, code: "AccessDeniedException" });
    });

    it("are refused when they are not symmetric keys for encryption", async () => {
        const { lab } = await Lab.ready();
        const asymmetric = await lab.createKey({ KeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" });
        const refusal = await refusalOf(lab.exadata.describeKey(lab.connector, asymmetric));
        expect(refusal.message).to.contain("RSA_2048 for ENCRYPT_DECRYPT");
    });

    it("are refused when they are in another Region than the cluster", async () => {
        const { lab } = await Lab.ready();
        const primary = await lab.createKey({ MultiRegion: true });
        await lab.kms.send(new ReplicateKeyCommand({ KeyId: keyIdOf(primary), ReplicaRegion: "eu-west-1" }));
        const replica = primary.replace("us-east-1", "eu-west-1");
        expect(await lab.exadata.describeKey(lab.connector, primary)).to.include({ multiRegion: true });
        const refusal = await refusalOf(lab.exadata.describeKey(lab.connector, replica));
        expect(refusal.message).to.contain("is in Region eu-west-1, VM cluster sales is in us-east-1");
    });

    it("are refused when KMS has none of that ARN, without words that mean a lost resource", async () => {
        const { lab, keyArn } = await Lab.ready();
        const unknown = keyArn.replace(/[^/]+$/, "00000000-0000-0000-0000-000000000000");
        const refusal = await refusalOf(lab.exadata.describeKey(lab.connector, unknown));
        expect(refusal.code).to.equal("NotFoundException");
        expect(refusal.message).to.contain(unknown);
        expect(refusal.message).not.to.match(/not found|does not exist| not present in /i);
    });
});
