import {
    ConnectCustomKeyStoreCommand,
    CreateCustomKeyStoreCommand,
    CreateKeyCommand,
    type CreateKeyCommandInput,
    DecryptCommand,
    DescribeCustomKeyStoresCommand,
    DescribeKeyCommand,
    DisconnectCustomKeyStoreCommand,
    EnableKeyRotationCommand,
    EncryptCommand,
    KMSClient,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { eventually, type Harness, startHarness } from "./harness";

const cluster = "cluster-abcdefg2345";
const anchor = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

describe("custom key stores through the AWS endpoint", () => {
    let harness: Harness;
    let kms: KMSClient;
    let storeId: string;

    before(async () => {
        harness = await startHarness();
        const credentials = { accessKeyId: "AKIASANDBOXSDK", secretAccessKey: "secret" };
        kms = new KMSClient({ endpoint: harness.endpoint, maxAttempts: 1, credentials, region: "us-east-1" });
        const input = {
            CustomKeyStoreName: "hsm",
            CloudHsmClusterId: "cluster-zbcdefg2345",
            KeyStorePassword: "kmsPswd1",
            TrustAnchorCertificate: anchor,
        };
        storeId = (await kms.send(new CreateCustomKeyStoreCommand(input))).CustomKeyStoreId!;
    });
    after(() => harness.stop());

    const store = async () => {
        const command = new DescribeCustomKeyStoresCommand({ CustomKeyStoreId: storeId });
        return (await kms.send(command)).CustomKeyStores![0]!;
    };
    const becomes = (state: string) =>
        eventually(async () => ((await store()).ConnectionState === state ? true : undefined));
    const connect = () => kms.send(new ConnectCustomKeyStoreCommand({ CustomKeyStoreId: storeId }));
    const disconnect = () => kms.send(new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId: storeId }));
    const create = (input: CreateKeyCommandInput = {}) =>
        kms.send(new CreateKeyCommand({ CustomKeyStoreId: storeId, Origin: "AWS_CLOUDHSM", ...input }));
    const nameOf = (call: Promise<unknown>) =>
        call.then(
            () => "success",
            (error: Error) => error.name,
        );

    it("are made disconnected, and then hold no key", async () => {
        expect(await store()).to.deep.include({
            CustomKeyStoreName: "hsm",
            CustomKeyStoreType: "AWS_CLOUDHSM",
            ConnectionState: "DISCONNECTED",
            TrustAnchorCertificate: anchor,
        });
        expect(await nameOf(create())).to.equal("CustomKeyStoreInvalidStateException");
    });

    it("say why a connection failed, and can be disconnected and connected anew", async () => {
        harness.world.faults.set({ operation: "ConnectCustomKeyStore", failWorkRequest: "INVALID_CREDENTIALS" });
        await connect();
        await becomes("FAILED");
        expect((await store()).ConnectionErrorCode).to.equal("INVALID_CREDENTIALS");
        expect(await nameOf(connect())).to.equal("CustomKeyStoreInvalidStateException");
        await disconnect();
        await becomes("DISCONNECTED");
        await connect();
        await becomes("CONNECTED");
    });

    it("hold keys that work like others while connected, and are unavailable while not", async () => {
        const { KeyMetadata } = await create();
        const { KeyId, ...metadata } = KeyMetadata!;
        expect(metadata).to.include({ Origin: "AWS_CLOUDHSM", CustomKeyStoreId: storeId, KeyState: "Enabled" });
        const encrypt = () => kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("x") }));
        const { CiphertextBlob } = await encrypt();
        const decrypt = () => kms.send(new DecryptCommand({ CiphertextBlob }));
        await disconnect();
        await becomes("DISCONNECTED");
        const described = await kms.send(new DescribeKeyCommand({ KeyId }));
        expect(described.KeyMetadata).to.include({ KeyState: "Unavailable", Enabled: false });
        for (const call of [encrypt, decrypt]) expect(await nameOf(call())).to.equal("KMSInvalidStateException");
        await connect();
        await becomes("CONNECTED");
        expect(await nameOf(decrypt())).to.equal("success");
        const rotation = new EnableKeyRotationCommand({ KeyId });
        expect(await nameOf(kms.send(rotation))).to.equal("UnsupportedOperationException");
    });

    it("refuse keys of other kinds", async () => {
        expect(await nameOf(create({ Origin: "AWS_KMS" }))).to.equal("ValidationException");
        expect(await nameOf(create({ MultiRegion: true }))).to.equal("UnsupportedOperationException");
        const rsa = create({ KeySpec: "RSA_2048", KeyUsage: "ENCRYPT_DECRYPT" });
        expect(await nameOf(rsa)).to.equal("UnsupportedOperationException");
    });

    it("are changed and deleted only while disconnected, and never with keys in them", async () => {
        const { boto } = harness;
        const update = { CustomKeyStoreId: storeId, NewCustomKeyStoreName: "hsm-2" };
        const refused = await boto.refusal("kms", "update_custom_key_store", update);
        expect(refused.code).to.equal("CustomKeyStoreInvalidStateException");
        await disconnect();
        await becomes("DISCONNECTED");
        await boto.call("kms", "update_custom_key_store", update);
        expect((await store()).CustomKeyStoreName).to.equal("hsm-2");
        const full = await boto.refusal("kms", "delete_custom_key_store", { CustomKeyStoreId: storeId });
        expect(full.code).to.equal("CustomKeyStoreHasCMKsException");
    });

    it("refuse names, clusters, certificates and passwords that KMS refuses", async () => {
        const { boto } = harness;
        const good = {
            CustomKeyStoreName: "other",
            CloudHsmClusterId: cluster,
            KeyStorePassword: "kmsPswd1",
            TrustAnchorCertificate: anchor,
        };
        const wrong: [code: string, member: object][] = [
            ["CustomKeyStoreNameInUseException", { CustomKeyStoreName: "hsm-2" }],
            ["CloudHsmClusterNotFoundException", { CloudHsmClusterId: "hsm" }],
            ["CloudHsmClusterInUseException", { CloudHsmClusterId: "cluster-zbcdefg2345" }],
            ["IncorrectTrustAnchorException", { TrustAnchorCertificate: "MIIB" }],
            ["ValidationException", { KeyStorePassword: "short" }],
        ];
        for (const [code, member] of wrong) {
            const refusal = await boto.refusal("kms", "create_custom_key_store", { ...good, ...member });
            expect(refusal.code, JSON.stringify(member)).to.equal(code);
        }
        const { CustomKeyStoreId } = await boto.call("kms", "create_custom_key_store", good);
        await boto.call("kms", "delete_custom_key_store", { CustomKeyStoreId });
        const gone = await boto.refusal("kms", "describe_custom_key_stores", { CustomKeyStoreId });
        expect(gone.code).to.equal("CustomKeyStoreNotFoundException");
    });
});
