import type * as database from "oci-database";
import { databaseClient } from "./clients";

/*
 * The mutating calls of the Database service. Each returns `opc-work-request-id`, or undefined if the service gave none.
 */

type WorkRequestHeader = Promise<string | undefined>;

/** The value of the enumeration of the SDK. To load its module takes a second, so the value is written here. */
const awsStore = "AWS" as database.models.RegisterCloudVmClusterPkcsDetails.TdeKeyStoreType.Aws;

export async function registerAwsKeyStore(cloudVmClusterId: string, opcRetryToken: string): WorkRequestHeader {
    const client = await databaseClient(cloudVmClusterId);
    const registerCloudVmClusterPkcsDetails = { tdeKeyStoreType: awsStore };
    return header(
        await client.registerCloudVmClusterPkcs({ cloudVmClusterId, registerCloudVmClusterPkcsDetails, opcRetryToken }),
    );
}

export async function unregisterAwsKeyStore(cloudVmClusterId: string, opcRetryToken: string): WorkRequestHeader {
    const client = await databaseClient(cloudVmClusterId);
    const unregisterCloudVmClusterPkcsDetails = {
        tdeKeyStoreType: "AWS" as database.models.UnregisterCloudVmClusterPkcsDetails.TdeKeyStoreType.Aws,
    };
    return header(
        await client.unregisterCloudVmClusterPkcs({
            cloudVmClusterId,
            unregisterCloudVmClusterPkcsDetails,
            opcRetryToken,
        }),
    );
}

export async function moveKeyToAws(
    databaseId: string,
    awsEncryptionKeyId: string,
    opcRetryToken: string,
): WorkRequestHeader {
    const client = await databaseClient(databaseId);
    const encryptionKeyLocationDetails = { providerType: "AWS", awsEncryptionKeyId };
    return header(
        await client.changeEncryptionKeyLocation({ databaseId, encryptionKeyLocationDetails, opcRetryToken }),
    );
}

export async function rotateContainerKey(databaseId: string, opcRetryToken: string): WorkRequestHeader {
    return header(await (await databaseClient(databaseId)).rotateVaultKey({ databaseId, opcRetryToken }));
}

export async function rotatePluggableKey(pluggableDatabaseId: string, opcRetryToken: string): WorkRequestHeader {
    const client = await databaseClient(pluggableDatabaseId);
    return header(await client.rotatePluggableDatabaseEncryptionKey({ pluggableDatabaseId, opcRetryToken }));
}

function header(answer: { opcWorkRequestId?: string }): string | undefined {
    return answer.opcWorkRequestId || undefined;
}
