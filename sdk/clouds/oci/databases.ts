import type * as database from "oci-database";
import { allPages, pageSize } from "../core/pages";
import { isGone } from "../core/states";
import { inTurns } from "../core/turns";
import { databaseClient } from "./clients";
import { type DataGuardPlace, dataGuardPlace } from "./data-guard";

/** A container database, with what concerns its keys. */
export interface ContainerDatabase {
    readonly id: string;
    readonly name: string;
    readonly compartmentId: string;
    /** OCID of the VM cluster that runs it, where the service tells it. */
    readonly vmClusterId?: string;
    /** Its place in a Data Guard group, if it is in one. */
    readonly dataGuard?: DataGuardPlace;
    readonly lifecycleState: string;
    /** What the service says about that state. */
    readonly lifecycleDetails?: string;
    /** Key manager that holds the TDE master encryption key: `AWS`, `AZURE`, `GCP`, `OCI`, `OKV`, `EXTERNAL`, …; absent for the Oracle Wallet. */
    readonly keyProvider?: string;
    /** OCID of the registered key, if the key manager is `AWS`. */
    readonly awsKeyId?: string;
    /** Oracle version of its database home. Only lists have it. */
    readonly version?: string;
    readonly etag?: string;
}

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getDatabase(databaseId: string): Promise<ContainerDatabase> {
    const { database: found, etag } = await (await databaseClient(databaseId)).getDatabase({ databaseId });
    return { ...described(found), etag };
}

/** The databases of a VM cluster. Lists its database homes and then the databases of each: the API documents no other way. */
export async function listDatabases(vmClusterId: string, compartmentId: string): Promise<ContainerDatabase[]> {
    const client = await databaseClient(vmClusterId);
    const homes = await allPages((page) => client.listDbHomes({ compartmentId, vmClusterId, limit: pageSize, page }));
    const found = await Promise.all(
        homes.map(async ({ id: dbHomeId, dbVersion: version }) => {
            const inHome = await allPages((page) =>
                client.listDatabases({ compartmentId, dbHomeId, limit: pageSize, page }),
            );
            return inHome.map((listed) => ({ ...described(listed), version }));
        }),
    );
    return found.flat().filter((listed) => !isGone(listed.lifecycleState));
}

/** How many databases are read one by one at the same time. */
const atOnce = 8;

/**
 * The databases of a VM cluster whose TDE master encryption key is in AWS KMS. A list may leave out where a key is, which looks like
 * the Oracle Wallet. Such a database is read by itself, because silence must never mean "not in use".
 */
export async function databasesOnAws(vmClusterId: string, compartmentId: string): Promise<ContainerDatabase[]> {
    const listed = await listDatabases(vmClusterId, compartmentId);
    const asked = await inTurns(atOnce, listed, async (database) => {
        if (database.keyProvider !== undefined) return database;
        const { version } = database;
        return { ...(await getDatabase(database.id)), ...(version === undefined ? {} : { version }) };
    });
    return asked.filter(({ keyProvider, lifecycleState }) => keyProvider === "AWS" && !isGone(lifecycleState));
}

export interface PluggableDatabase {
    readonly id: string;
    readonly name: string;
    readonly compartmentId: string;
    readonly lifecycleState: string;
    readonly containerDatabaseId: string;
    /** When it was created in this container database, in milliseconds. */
    readonly timeCreated: number;
}

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getPluggableDatabase(pluggableDatabaseId: string): Promise<PluggableDatabase> {
    const client = await databaseClient(pluggableDatabaseId);
    return pluggable((await client.getPluggableDatabase({ pluggableDatabaseId })).pluggableDatabase);
}

export async function listPluggableDatabases(databaseId: string): Promise<PluggableDatabase[]> {
    const client = await databaseClient(databaseId);
    const found = await allPages((page) => client.listPluggableDatabases({ databaseId, limit: pageSize, page }));
    return found.map(pluggable).filter((listed) => !isGone(listed.lifecycleState));
}

function described(found: database.models.Database | database.models.DatabaseSummary): ContainerDatabase {
    const { providerType, awsEncryptionKeyId } = keyLocation(found.encryptionKeyLocationDetails);
    const keyProvider = providerType ?? otherProvider(found);
    const dataGuard = dataGuardPlace(found);
    return {
        id: found.id,
        name: found.dbName,
        compartmentId: found.compartmentId,
        ...(found.vmClusterId ? { vmClusterId: found.vmClusterId } : {}),
        ...(dataGuard ? { dataGuard } : {}),
        lifecycleState: found.lifecycleState,
        ...(found.lifecycleDetails ? { lifecycleDetails: found.lifecycleDetails } : {}),
        ...(keyProvider ? { keyProvider } : {}),
        ...(awsEncryptionKeyId ? { awsKeyId: awsEncryptionKeyId } : {}),
    };
}

/** For databases that are older than `encryptionKeyLocationDetails`. */
function otherProvider(found: Partial<database.models.Database>): string | undefined {
    const { kmsKeyId, kmsKeyVersionId, vaultId, keyStoreId, keyStoreWalletName } = found;
    if (keyStoreId || keyStoreWalletName) return "OKV";
    return kmsKeyId || kmsKeyVersionId || vaultId ? "OCI" : undefined;
}

/** The SDK has a class for each provider. `providerType` tells them apart. */
function keyLocation(details: object | undefined): { providerType?: string; awsEncryptionKeyId?: string } {
    return details ?? {};
}

function pluggable(
    found: database.models.PluggableDatabase | database.models.PluggableDatabaseSummary,
): PluggableDatabase {
    return {
        id: found.id,
        name: found.pdbName,
        compartmentId: found.compartmentId,
        lifecycleState: found.lifecycleState,
        containerDatabaseId: found.containerDatabaseId,
        timeCreated: new Date(found.timeCreated).getTime(),
    };
}
