import { ServiceError } from "../core/errors";
import { awsCall, kmsClient } from "./clients";

/** A custom key store of KMS. */
export interface KmsKeyStore {
    /** `CONNECTED`, `CONNECTING`, `FAILED`, `DISCONNECTED`, `DISCONNECTING`. */
    readonly connectionState: string;
    /** Why it is `FAILED`. */
    readonly connectionErrorCode?: string;
}

/** A store of the Region of the stack; `undefined` when there is none. */
export async function findKeyStore(customKeyStoreId: string): Promise<KmsKeyStore | undefined> {
    const client = await kmsClient();
    const { DescribeCustomKeyStoresCommand } = await import("@aws-sdk/client-kms");
    try {
        const { CustomKeyStores: [found] = [] } = await awsCall("KMS", "DescribeCustomKeyStores", () =>
            client.send(new DescribeCustomKeyStoresCommand({ CustomKeyStoreId: customKeyStoreId })),
        );
        return (
            found && { connectionState: found.ConnectionState ?? "", connectionErrorCode: found.ConnectionErrorCode }
        );
    } catch (error) {
        if (error instanceof ServiceError && error.code === "CustomKeyStoreNotFoundException") return undefined;
        throw error;
    }
}

/** Id of the store of a name in the Region of the stack; `undefined` when there is none. */
export async function findKeyStoreId(customKeyStoreName: string): Promise<string | undefined> {
    const client = await kmsClient();
    const { DescribeCustomKeyStoresCommand } = await import("@aws-sdk/client-kms");
    try {
        const { CustomKeyStores: [found] = [] } = await awsCall("KMS", "DescribeCustomKeyStores", () =>
            client.send(new DescribeCustomKeyStoresCommand({ CustomKeyStoreName: customKeyStoreName })),
        );
        return found?.CustomKeyStoreId;
    } catch (error) {
        if (error instanceof ServiceError && error.code === "CustomKeyStoreNotFoundException") return undefined;
        throw error;
    }
}

/** Begins to connect a store. */
export async function connectKeyStore(customKeyStoreId: string): Promise<void> {
    const client = await kmsClient();
    const { ConnectCustomKeyStoreCommand } = await import("@aws-sdk/client-kms");
    const command = new ConnectCustomKeyStoreCommand({ CustomKeyStoreId: customKeyStoreId });
    await awsCall("KMS", "ConnectCustomKeyStore", () => client.send(command));
}

/** Begins to disconnect a store. */
export async function disconnectKeyStore(customKeyStoreId: string): Promise<void> {
    const client = await kmsClient();
    const { DisconnectCustomKeyStoreCommand } = await import("@aws-sdk/client-kms");
    const command = new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId: customKeyStoreId });
    await awsCall("KMS", "DisconnectCustomKeyStore", () => client.send(command));
}
