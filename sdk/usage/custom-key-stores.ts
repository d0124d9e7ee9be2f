import { findKmsKey } from "../clouds/aws/kms-keys";
import { shared } from "../clouds/core/answer-cache";
import { regionOfArn } from "../validation";
import { databasesIn, keyArnOf, type UsingDatabase } from "./databases";

/** The databases whose key is in a custom key store. A store, its keys and the clusters that use them are in one Region. */
export async function usageOfCustomKeyStore(customKeyStoreId: string, region: string): Promise<UsingDatabase[]> {
    const databases = await databasesIn(region);
    const stores = await Promise.all(databases.map(storeOf));
    return databases.filter((_database, index) => stores[index] === customKeyStoreId);
}

async function storeOf(database: UsingDatabase): Promise<string | undefined> {
    const keyArn = await keyArnOf(database);
    const key = await shared(`key ${keyArn}`, () => findKmsKey(keyArn, regionOfArn(keyArn)));
    return key?.customKeyStoreId;
}
