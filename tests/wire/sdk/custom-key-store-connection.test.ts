import { CreateCustomKeyStoreCommand, DisconnectCustomKeyStoreCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../../sandbox/start";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { provider as connection } from "../../../sdk/resources/custom-key-store-connection/operations";
import { calls, sandboxFor } from "../../support/sandbox";

describe("the connection of a custom key store", function () {
    this.timeout(30_000);
    let sandbox: Sandbox;
    let kms: KMSClient;
    let customKeyStoreId: string;

    before(async () => {
        sandbox = await sandboxFor();
        const credentials = { accessKeyId: "AKIASANDBOX", secretAccessKey: "sandbox" };
        const keys = { "aws:accessKey": credentials.accessKeyId, "aws:secretKey": credentials.secretAccessKey };
        const config: Record<string, string> = { ...sandbox.pulumiConfig, ...keys };
        useConfig({ get: (key) => config[key] });
        kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
        const made = await kms.send(
            new CreateCustomKeyStoreCommand({
                CustomKeyStoreName: "hsm",
                CloudHsmClusterId: "cluster-abcdefg2345",
                KeyStorePassword: "kmsPswd1",
                TrustAnchorCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            }),
        );
        customKeyStoreId = made.CustomKeyStoreId!;
    });
    after(async () => {
        kms.destroy();
        await sandbox.stop();
    });

    const stateOf = () => sandbox.world.customKeyStores.get(customKeyStoreId)!.ConnectionState;

    it("tells why it failed and what to do, and is tried anew after that", async () => {
        sandbox.world.faults.set({ operation: "ConnectCustomKeyStore", failWorkRequest: "INVALID_CREDENTIALS" });
        const failure = await connection.create({ customKeyStoreId }).then(
            () => "success",
            (error: Error) => error.message,
        );
        expect(failure).to.match(/could not be connected: INVALID_CREDENTIALS; give the current password of kmsuser/);
        const { outs } = await connection.create({ customKeyStoreId });
        expect(outs).to.include({ connectionState: "CONNECTED", wasAlreadyConnected: false });
        expect(stateOf()).to.equal("CONNECTED");
    });

    it("is taken as it is when it is there, restored when it was cut, and kept on deletion unless told otherwise", async () => {
        const since = sandbox.world.audit.last;
        const { id, outs } = await connection.create({ customKeyStoreId });
        expect(outs.wasAlreadyConnected).to.equal(true);
        expect(calls(sandbox, "ConnectCustomKeyStore", since)).to.equal(0);
        await kms.send(new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId: customKeyStoreId }));
        const { props } = await connection.read(id, outs);
        expect(props?.connectionState).to.match(/^DISCONNECT/);
        expect((await connection.diff(id, props!, { customKeyStoreId })).changes).to.equal(true);
        const restored = await connection.update(id, props!, { customKeyStoreId });
        await connection.delete(id, restored.outs);
        expect(stateOf()).to.equal("CONNECTED");
        await connection.delete(id, { ...restored.outs, disconnectOnDelete: true });
        expect(stateOf()).to.equal("DISCONNECTED");
    });

    it("of a store that is gone is no obstacle to deletion, and cannot be made", async () => {
        const gone = { customKeyStoreId: "cks-00000000000000000", disconnectOnDelete: true };
        await connection.delete("x", gone);
        expect(await connection.read("x", gone)).to.deep.equal({ id: "" });
        const failure = await connection.create(gone).catch((error: Error) => error.message);
        expect(failure).to.match(/^KMS has no custom key store cks-0+/);
    });
});
