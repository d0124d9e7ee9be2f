import { ServiceError, unlessMissing } from "../core/errors";
import { awsCall, kmsClient } from "./clients";

/** A custom key store of KMS. */
export interface KmsKeyStore {
    readonly id: string;
    /** `CONNECTED`, `CONNECTING`, `FAILED`, `DISCONNECTED`, `DISCONNECTING`. */
    readonly connectionState: string;
    /** Why the store is `FAILED`, as KMS names it. */
    readonly connectionErrorCode?: string;
}

/** A store in the Region of the stack, by its id or its name; `undefined` when KMS has no such store. */
export async function findKeyStore(
    which: { readonly id: string } | { readonly name: string },
): Promise<KmsKeyStore | undefined> {
    const client = await kmsClient();
    const { DescribeCustomKeyStoresCommand } = await import("@aws-sdk/client-kms");
    const command = new DescribeCustomKeyStoresCommand(
        "id" in which ? { CustomKeyStoreId: which.id } : { CustomKeyStoreName: which.name },
    );
    return unlessMissing(isNoKeyStore, async () => {
        const { CustomKeyStores: [found] = [] } = await awsCall("KMS", "DescribeCustomKeyStores", () =>
            client.send(command),
        );
        if (found?.CustomKeyStoreId === undefined) return undefined;
        return {
            id: found.CustomKeyStoreId,
            connectionState: found.ConnectionState ?? "",
            ...(found.ConnectionErrorCode ? { connectionErrorCode: found.ConnectionErrorCode } : {}),
        };
    });
}

function isNoKeyStore(error: unknown): boolean {
    return error instanceof ServiceError && error.code === "CustomKeyStoreNotFoundException";
}

/** Starts to connect a store. */
export async function connectKeyStore(customKeyStoreId: string): Promise<void> {
    const client = await kmsClient();
    const { ConnectCustomKeyStoreCommand } = await import("@aws-sdk/client-kms");
    const command = new ConnectCustomKeyStoreCommand({ CustomKeyStoreId: customKeyStoreId });
    await awsCall("KMS", "ConnectCustomKeyStore", () => client.send(command));
}

/** Starts to disconnect a store. */
export async function disconnectKeyStore(customKeyStoreId: string): Promise<void> {
    const client = await kmsClient();
    const { DisconnectCustomKeyStoreCommand } = await import("@aws-sdk/client-kms");
    const command = new DisconnectCustomKeyStoreCommand({ CustomKeyStoreId: customKeyStoreId });
    await awsCall("KMS", "DisconnectCustomKeyStore", () => client.send(command));
}
