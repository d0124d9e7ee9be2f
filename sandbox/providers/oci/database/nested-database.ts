import type { DatabaseClient, models } from "oci-database";
import { isObject, type Plain, type Properties } from "../../host/values";
import { type CallOptions, call } from "../calls";
import { freeTags, nestedTags, plainModel } from "../models";

/** Members of a database that go to the service as they stand. */
const texts = [
    "adminPassword",
    "characterSet",
    "databaseSoftwareImageId",
    "dbName",
    "dbWorkload",
    "keyStoreId",
    "kmsKeyId",
    "kmsKeyVersionId",
    "ncharacterSet",
    "pdbName",
    "tdeWalletPassword",
    "vaultId",
] as const;

export function nestedDatabase(properties: Properties): Properties | undefined {
    return isObject(properties.database) ? properties.database : undefined;
}

export function keyLocation(details: Plain | undefined): models.AwsEncryptionKeyDetails | undefined {
    if (!isObject(details)) return undefined;
    const providerType = String(details.providerType).toUpperCase();
    if (providerType !== "AWS") {
        throw new Error(
            `the sandbox's stand-in for the oci plugin knows encryption keys of AWS only, not of ${providerType}`,
        );
    }
    return { providerType: "AWS", awsEncryptionKeyId: String(details.awsEncryptionKeyId ?? "") };
}

export function createDatabaseDetails(database: Properties): models.CreateDatabaseDetails {
    const given = texts.filter((name) => database[name]).map((name) => [name, String(database[name])]);
    const encryptionKeyLocationDetails = keyLocation(database.encryptionKeyLocationDetails);
    return {
        ...Object.fromEntries(given),
        ...(database.freeformTags && { freeformTags: freeTags(database.freeformTags) }),
        ...(database.definedTags && { definedTags: nestedTags(database.definedTags) }),
        ...(encryptionKeyLocationDetails && { encryptionKeyLocationDetails }),
    } as models.CreateDatabaseDetails;
}

/** Members that the service never shows; they stay as the program gave them. */
const remembered = [
    "adminPassword",
    "tdeWalletPassword",
    "backupId",
    "backupTdePassword",
    "databaseId",
    "databaseSoftwareImageId",
    "timeStampForPointInTimeRecovery",
] as const;

const shown = [
    "characterSet",
    "dbBackupConfig",
    "dbName",
    "dbUniqueName",
    "dbWorkload",
    "definedTags",
    "freeformTags",
    "id",
    "keyStoreId",
    "lifecycleDetails",
    "ncharacterSet",
    "pdbName",
    "state",
    "storageSizeDetails",
    "timeCreated",
] as const;

/** The nested database as state holds it. */
export function databaseState(model: models.Database, known: Properties): Properties {
    const plain = plainModel(model);
    const state: Properties = { freeformTags: {} };
    for (const name of remembered) if (known[name] !== undefined) state[name] = known[name];
    for (const name of shown) if (plain[name] !== undefined) state[name] = plain[name];
    if (isObject(plain.connectionStrings)) state.connectionStrings = [plain.connectionStrings];
    if (isObject(plain.encryptionKeyLocationDetails)) {
        state.encryptionKeyLocationDetails = plain.encryptionKeyLocationDetails;
    }
    return state;
}

/** The first database of a home; the plugin looks it up once, and only after creating the home. */
export async function firstDatabase(client: DatabaseClient, home: models.DbHome, options: CallOptions) {
    const { items } = await call(options, () =>
        client.listDatabases({ compartmentId: home.compartmentId, dbHomeId: home.id }),
    );
    const [first] = items;
    if (!first) return undefined;
    return (await call(options, () => client.getDatabase({ databaseId: first.id }))).database;
}
