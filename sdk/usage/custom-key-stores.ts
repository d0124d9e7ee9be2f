import { describeKey } from "../clouds/aws/kms-keys";
import { shared } from "../clouds/core/answer-cache";
import { regionOfArn } from "../validation";
import { databasesIn, registeredKey, type UsingDatabase } from "./databases";

/** By custom key store: the databases whose key is in it. A store, its keys and their clusters are of one Region. */
export async function usageOfCustomKeyStore(customKeyStoreId: string, region: string): Promise<UsingDatabase[]> {
    const databases = await databasesIn(region);
    const stores = await Promise.all(databases.map(({ registeredKeyId }) => storeOf(registeredKeyId)));
    return databases.filter((_database, index) => stores[index] === customKeyStoreId);
}

async function storeOf(registeredKeyId: string): Promise<string | undefined> {
    const { awsKeyArn } = await registeredKey(registeredKeyId);
    if (awsKeyArn === undefined) return undefined;
    const key = await shared(`key ${awsKeyArn}`, () => describeKey(awsKeyArn, regionOfArn(awsKeyArn)));
    return key?.customKeyStoreId;
}
