import {
    CancelKeyDeletionCommand,
    CreateAliasCommand,
    CreateKeyCommand,
    type CreateKeyCommandInput,
    DecryptCommand,
    DescribeKeyCommand,
    DisableKeyCommand,
    EnableKeyCommand,
    EnableKeyRotationCommand,
    EncryptCommand,
    GetKeyPolicyCommand,
    GetKeyRotationStatusCommand,
    type KeyMetadata,
    KMSClient,
    ListAliasesCommand,
    ListResourceTagsCommand,
    PutKeyPolicyCommand,
    ReplicateKeyCommand,
    ScheduleKeyDeletionCommand,
    UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { type Harness, startHarness } from "./harness";
import { role } from "./odb-resources";

const account = "111122223333";

function policyFor(principal: string, action: string | string[] = "kms:*"): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: action, Resource: "*" }],
    });
}

describe("KMS through the AWS endpoint", () => {
    let harness: Harness;
    let kms: KMSClient;
    let elsewhere: KMSClient;

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        const settings = { endpoint: harness.endpoint, maxAttempts: 1, credentials };
        kms = new KMSClient({ ...settings, region: "us-east-1" });
        elsewhere = new KMSClient({ ...settings, region: "us-west-2" });
    });
    after(() => harness.stop());

    const key = async (input: CreateKeyCommandInput = {}) => {
        const { KeyMetadata: metadata } = await kms.send(new CreateKeyCommand(input));
        return metadata as KeyMetadata & { Arn: string; KeyId: string };
    };
    const nameOf = (call: Promise<unknown>) =>
        call.then(
            () => "success",
            (error: Error) => error.name,
        );

    it("fills in the defaults of a key and keeps its tags and description", async () => {
        const metadata = await key({ Description: "TDE", Tags: [{ TagKey: "team", TagValue: "dba" }] });
        expect(metadata).to.include({ KeyUsage: "ENCRYPT_DECRYPT", MultiRegion: false, Description: "TDE" });
        expect(metadata).to.include({ KeySpec: "SYMMETRIC_DEFAULT", KeyState: "Enabled", AWSAccountId: account });
        const { Tags } = await kms.send(new ListResourceTagsCommand({ KeyId: metadata.Arn }));
        expect(Tags).to.deep.equal([{ TagKey: "team", TagValue: "dba" }]);
    });

    it("binds a ciphertext to its encryption context", async () => {
        const { Arn } = await key();
        const context = { MKID: "ORACLE.TDE.HSM.MK.06AA" };
        const sent = { KeyId: Arn, Plaintext: Buffer.from("data key"), EncryptionContext: context };
        const { CiphertextBlob } = await kms.send(new EncryptCommand(sent));
        const { Plaintext } = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
        expect(Buffer.from(Plaintext!).toString()).to.equal("data key");
        const other = new DecryptCommand({ CiphertextBlob, EncryptionContext: { MKID: "other" } });
        expect(await nameOf(kms.send(other))).to.equal("InvalidCiphertextException");
    });

    it("disables and enables by ARN, and a disabled key neither encrypts nor decrypts", async () => {
        const { Arn } = await key();
        const sent = { KeyId: Arn, Plaintext: Buffer.from("x") };
        const { CiphertextBlob } = await kms.send(new EncryptCommand(sent));
        await kms.send(new DisableKeyCommand({ KeyId: Arn }));
        expect(await nameOf(kms.send(new EncryptCommand(sent)))).to.equal("DisabledException");
        expect(await nameOf(kms.send(new DecryptCommand({ CiphertextBlob })))).to.equal("DisabledException");
        await kms.send(new EnableKeyCommand({ KeyId: Arn }));
        expect(await nameOf(kms.send(new DecryptCommand({ CiphertextBlob })))).to.equal("success");
    });

    it("schedules a deletion by ARN, after which the key does nothing until the deletion is cancelled", async () => {
        const { Arn, KeyId } = await key();
        const tooSoon = new ScheduleKeyDeletionCommand({ KeyId: Arn, PendingWindowInDays: 3 });
        expect(await nameOf(kms.send(tooSoon))).to.equal("ValidationException");
        const schedule = new ScheduleKeyDeletionCommand({ KeyId: Arn, PendingWindowInDays: 30 });
        const scheduled = await kms.send(schedule);
        expect(scheduled).to.include({ KeyId: Arn, KeyState: "PendingDeletion", PendingWindowInDays: 30 });
        const days = (scheduled.DeletionDate!.getTime() - Date.now()) / 86_400_000;
        expect(days).to.be.closeTo(30, 0.1);
        for (const command of [
            schedule,
            new EnableKeyCommand({ KeyId }),
            new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") }),
            new CreateAliasCommand({ AliasName: "alias/late", TargetKeyId: KeyId }),
        ]) {
            expect(await nameOf(kms.send(command as EncryptCommand))).to.equal("KMSInvalidStateException");
        }
        const cancelled = await kms.send(new CancelKeyDeletionCommand({ KeyId: Arn }));
        expect(cancelled.KeyId).to.equal(Arn);
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
        expect(KeyMetadata).to.include({ KeyState: "Disabled", Enabled: false });
        expect(await nameOf(kms.send(new CancelKeyDeletionCommand({ KeyId })))).to.equal("KMSInvalidStateException");
    });

    it("tells how often the key material rotates", async () => {
        const { Arn } = await key();
        const status = () => kms.send(new GetKeyRotationStatusCommand({ KeyId: Arn }));
        expect(await status()).to.include({ KeyRotationEnabled: false });
        await kms.send(new EnableKeyRotationCommand({ KeyId: Arn, RotationPeriodInDays: 180 }));
        expect(await status()).to.include({ KeyId: Arn, KeyRotationEnabled: true, RotationPeriodInDays: 180 });
        const wrong = new EnableKeyRotationCommand({ KeyId: Arn, RotationPeriodInDays: 30 });
        expect(await nameOf(kms.send(wrong))).to.equal("ValidationException");
    });

    it("keeps aliases apart from keys and from AWS's own", async () => {
        const { Arn, KeyId } = await key();
        const second = await key();
        await kms.send(new CreateAliasCommand({ AliasName: "alias/exadata/tde", TargetKeyId: Arn }));
        const again = new CreateAliasCommand({ AliasName: "alias/exadata/tde", TargetKeyId: Arn });
        expect(await nameOf(kms.send(again))).to.equal("AlreadyExistsException");
        const reserved = new CreateAliasCommand({ AliasName: "alias/aws/tde", TargetKeyId: Arn });
        expect(await nameOf(kms.send(reserved))).to.equal("NotAuthorizedException");
        const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId }));
        expect(Aliases?.map((alias) => alias.AliasName)).to.deep.equal(["alias/exadata/tde"]);
        await kms.send(new UpdateAliasCommand({ AliasName: "alias/exadata/tde", TargetKeyId: second.KeyId }));
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: "alias/exadata/tde" }));
        expect(KeyMetadata?.KeyId).to.equal(second.KeyId);
    });

    it("knows nothing of keys of another Region", async () => {
        const { Arn, KeyId } = await key();
        expect(await nameOf(elsewhere.send(new DescribeKeyCommand({ KeyId: Arn })))).to.equal("NotFoundException");
        expect(await nameOf(elsewhere.send(new DescribeKeyCommand({ KeyId })))).to.equal("NotFoundException");
    });

    it("lets nobody at a key of another account, nor at one of its own by that account's number", async () => {
        const { Arn, KeyId } = await key();
        const foreign = Arn.replace(account, "999999999999");
        for (const command of [
            new DescribeKeyCommand({ KeyId: foreign }),
            new GetKeyPolicyCommand({ KeyId: foreign }),
            new EncryptCommand({ KeyId: foreign, Plaintext: Buffer.from("x") }),
            new ScheduleKeyDeletionCommand({ KeyId: foreign }),
            new CreateAliasCommand({ AliasName: "alias/foreign", TargetKeyId: foreign }),
        ]) {
            expect(await nameOf(kms.send(command as EncryptCommand))).to.equal("AccessDeniedException");
        }
        const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
        expect(KeyMetadata).to.include({ KeyState: "Enabled" });
    });

    it("replicates a multi-Region key with a policy, description and tags of its own", async () => {
        const primary = await key({ MultiRegion: true, Description: "primary" });
        const policy = policyFor(`arn:aws:iam::${account}:root`, ["kms:PutKeyPolicy", "kms:Describe*"]);
        const { ReplicaKeyMetadata } = await kms.send(
            new ReplicateKeyCommand({
                KeyId: primary.Arn,
                ReplicaRegion: "us-west-2",
                Description: "replica",
                Policy: policy,
                Tags: [{ TagKey: "role", TagValue: "replica" }],
            }),
        );
        const KeyId = ReplicaKeyMetadata!.KeyId!;
        const typeOf = async (client: KMSClient) => {
            const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
            return [KeyMetadata?.MultiRegionConfiguration?.MultiRegionKeyType, KeyMetadata?.Description];
        };
        expect(await typeOf(elsewhere)).to.deep.equal(["REPLICA", "replica"]);
        expect(await typeOf(kms)).to.deep.equal(["PRIMARY", "primary"]);
        const foreign = new DescribeKeyCommand({ KeyId: primary.Arn });
        expect(await nameOf(elsewhere.send(foreign))).to.equal("NotFoundException");
        const { Policy } = await elsewhere.send(new GetKeyPolicyCommand({ KeyId }));
        expect(JSON.parse(Policy!)).to.deep.equal(JSON.parse(policy));
        const { Tags } = await elsewhere.send(new ListResourceTagsCommand({ KeyId }));
        expect(Tags).to.deep.equal([{ TagKey: "role", TagValue: "replica" }]);
    });

    it("decrypts what a multi-Region key encrypted", async () => {
        const { KeyId } = await key({ MultiRegion: true });
        expect(KeyId).to.match(/^mrk-[0-9a-f]{32}$/);
        const EncryptionContext = { MKID: "ORACLE.TDE.HSM.MK.06AA" };
        const Plaintext = Buffer.from("a data key");
        const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));
        const decrypted = await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
        expect(Buffer.from(decrypted.Plaintext!).toString()).to.equal("a data key");
    });

    it("gives a replica aliases of its own", async () => {
        const primary = await key({ MultiRegion: true });
        await kms.send(new CreateAliasCommand({ AliasName: "alias/both", TargetKeyId: primary.KeyId }));
        await kms.send(new ReplicateKeyCommand({ KeyId: primary.KeyId, ReplicaRegion: "us-west-2" }));
        const replica = { KeyId: primary.KeyId };
        expect((await elsewhere.send(new ListAliasesCommand(replica))).Aliases).to.deep.equal([]);
        await elsewhere.send(new CreateAliasCommand({ AliasName: "alias/both", TargetKeyId: primary.KeyId }));
        const { Aliases } = await elsewhere.send(new ListAliasesCommand(replica));
        expect(Aliases?.map((alias) => alias.AliasArn)).to.deep.equal([`arn:aws:kms:us-west-2:${account}:alias/both`]);
        const { Aliases: own } = await kms.send(new ListAliasesCommand(replica));
        expect(own?.map((alias) => alias.AliasArn)).to.deep.equal([`arn:aws:kms:us-east-1:${account}:alias/both`]);
    });

    it("replicates no key of a single Region", async () => {
        const { KeyId } = await key();
        const command = new ReplicateKeyCommand({ KeyId, ReplicaRegion: "us-west-2" });
        expect(await nameOf(kms.send(command))).to.equal("UnsupportedOperationException");
    });

    it("takes a policy that names an existing role and refuses one that names a role that does not exist", async () => {
        const arn = await role(harness, "cluster-role");
        const root = `arn:aws:iam::${account}:root`;
        const withRole = (name: string) =>
            JSON.stringify({
                Version: "2012-10-17",
                Statement: [
                    { Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" },
                    { Effect: "Allow", Principal: { AWS: [name] }, Action: "kms:Decrypt", Resource: "*" },
                ],
            });
        const { KeyId } = await key({ Policy: withRole(arn) });
        const missing = withRole(`arn:aws:iam::${account}:role/none`);
        expect(await nameOf(key({ Policy: missing }))).to.equal("MalformedPolicyDocumentException");
        const put = new PutKeyPolicyCommand({ KeyId, Policy: missing });
        expect(await nameOf(kms.send(put))).to.equal("MalformedPolicyDocumentException");
        const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId }));
        expect(JSON.parse(Policy!)).to.deep.equal(JSON.parse(withRole(arn)));
    });

    it("refuses a policy that is none, and one that nobody could change again", async () => {
        for (const Policy of ["{", "{}", `{"Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}`]) {
            expect(await nameOf(key({ Policy })), Policy).to.equal("MalformedPolicyDocumentException");
        }
        const locked = policyFor(`arn:aws:iam::${account}:root`, ["kms:Describe*", "kms:Encrypt"]);
        expect(await nameOf(key({ Policy: locked }))).to.equal("MalformedPolicyDocumentException");
        expect(await nameOf(key({ Policy: locked, BypassPolicyLockoutSafetyCheck: true }))).to.equal("success");
    });

    it("refuses keys that it could not hold", async () => {
        const stored = key({ CustomKeyStoreId: "cks-0123456789abcdef0", Origin: "AWS_CLOUDHSM" });
        expect(await nameOf(stored)).to.equal("CustomKeyStoreNotFoundException");
        expect(await nameOf(key({ KeySpec: "RSA_2048" }))).to.equal("ValidationException");
    });
});
