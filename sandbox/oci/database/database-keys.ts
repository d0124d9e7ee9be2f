import type { Database } from "../../core/records";
import { type Cloud, change, requireMatch } from "../cloud";
import { conflict, incorrectState, invalid, unrelated } from "../wire/errors";
import { type Call, type Operation, operation } from "../wire/operation";
import { begin, requireState } from "./common";
import { livingDatabase } from "./databases";
import { awsKeyOf, clusterOfDatabase, requireAwsKey } from "./key-location";
import { changeKeyStoreType, encryptionKeyLocation, migrateVaultKey, setKeyVersion } from "./schemas";

const service = "database";
const path = "/20160918/databases/{id}/actions";

/** What can be done to the TDE master key of a container database. */
export function databaseKeyOperations(cloud: Cloud): Operation[] {
    return [
        operation({
            service,
            name: "ChangeEncryptionKeyLocation",
            method: "POST",
            path: `${path}/changeEncryptionKeyLocation`,
            body: encryptionKeyLocation,
            handle(call) {
                const database = ready(cloud, call);
                const { oci } = database;
                requireOwnKeys(database);
                const cluster = clusterOfDatabase(cloud, database);
                const key = requireAwsKey(cloud, call.body, cluster, versionOf(cloud, database));
                const current = awsKeyOf(database);
                if (current === key.value.id) throw conflict("The database uses this key already.");
                if (current !== undefined) {
                    throw invalid("awsEncryptionKeyId: a database on AWS KMS cannot be moved to another AWS key.");
                }
                const workRequest = update(cloud, call, database, {
                    operationType: "Change Encryption Key Location",
                    takes: "keyLocation",
                    async perform() {
                        await cloud.exadata.moveToAws(database, key);
                        change(oci, {
                            encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId: key.value.id },
                        });
                    },
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "RotateVaultKey",
            method: "POST",
            path: `${path}/rotateKey`,
            handle(call) {
                const database = ready(cloud, call);
                requireOnAws(database);
                const workRequest = update(cloud, call, database, {
                    operationType: "Rotate Encryption Key",
                    takes: "containerRotation",
                    perform: () => cloud.exadata.rotateContainer(database),
                });
                return { status: 202, body: database.oci.value, etag: database.oci.etag, workRequest };
            },
        }),
        foreign(cloud, "MigrateVaultKey", "migrateKey", migrateVaultKey, ({ kmsKeyId }) => ["kmsKeyId", kmsKeyId]),
        foreign(cloud, "SetDbKeyVersion", "setKeyVersion", setKeyVersion, ({ kmsKeyVersionId }) => [
            "kmsKeyVersionId",
            kmsKeyVersionId,
        ]),
        foreign(cloud, "ChangeKeyStoreType", "changeKeyStoreType", changeKeyStoreType, ({ keyStoreId }) => [
            "keyStoreId",
            keyStoreId,
        ]),
    ];
}

/** Verbs of OCI Vault and Oracle Key Vault: refused on AWS KMS, and elsewhere what they name is not there. */
function foreign<Body>(
    cloud: Cloud,
    name: string,
    action: string,
    body: Parameters<typeof operation<Body>>[0]["body"],
    names: (body: Body) => [field: string, ocid: string],
): Operation {
    return operation<Body>({
        service,
        name,
        method: "POST",
        path: `${path}/${action}`,
        body,
        handle(call) {
            const database = ready(cloud, call);
            if (awsKeyOf(database) !== undefined) throw invalid(`${name} does not apply to a database on AWS KMS.`);
            throw unrelated(...names(call.body));
        },
    });
}

export function requireOnAws(database: Database): void {
    if (awsKeyOf(database) !== undefined) return;
    const { dbName } = database.oci.value;
    const manager = managerOf(database) ?? "Oracle Wallet";
    throw conflict(`Database ${dbName} keeps its keys in ${manager}; rotation needs AWS KMS.`);
}

/** Only from the wallet does a way lead to AWS KMS. */
function requireOwnKeys(database: Database): void {
    const manager = managerOf(database);
    if (manager === undefined) return;
    throw invalid(`The keys of database ${database.oci.value.dbName} are in ${manager}; this needs Oracle Wallet.`);
}

function managerOf({ oci }: Database): string | undefined {
    const { keyStoreId, kmsKeyId, vaultId } = oci.value;
    if (keyStoreId !== undefined) return "Oracle Key Vault";
    return (kmsKeyId ?? vaultId) === undefined ? undefined : "OCI Vault";
}

/** Keys of a Data Guard pair change at its primary, and follow from there. */
export function requirePrimary({ oci }: Database): void {
    const own = oci.value.dataGuardGroup?.members?.find(({ databaseId }) => databaseId === oci.value.id);
    if (own === undefined || own.role === "PRIMARY") return;
    throw conflict(`Database ${oci.value.dbName} is the ${own.role} of a Data Guard group; this needs its primary.`);
}

/** Keys of one database change one after the other, those of its PDBs included. */
function ready(cloud: Cloud, call: Call<unknown>): Database {
    const database = livingDatabase(cloud, call.id);
    requireMatch(call, database.oci.etag);
    requirePrimary(database);
    requireState("The database", database.oci.value, "AVAILABLE");
    const busy = [...cloud.world.pluggableDatabases.values()].find(
        ({ value }) => value.containerDatabaseId === call.id && value.lifecycleState === "UPDATING",
    );
    if (busy) throw incorrectState(`Its pluggable database ${busy.value.pdbName} is UPDATING.`);
    return database;
}

function versionOf({ world }: Cloud, { oci }: Database): string {
    return world.dbHomes.get(oci.value.dbHomeId ?? "")?.value.dbVersion ?? "";
}

interface Update {
    operationType: string;
    takes: "keyLocation" | "containerRotation";
    perform(): Promise<void>;
}

/** UPDATING at once: callers without work requests would else take the old AVAILABLE for the end. */
function update(cloud: Cloud, call: Call<unknown>, { oci }: Database, { operationType, takes, perform }: Update) {
    change(oci, { lifecycleState: "UPDATING", lifecycleDetails: undefined });
    return begin(cloud, call, oci.value.compartmentId, {
        operationType,
        takes: [takes],
        targets: [{ entityType: "database", id: oci.value.id, becomes: "UPDATED" }],
        log: `${operationType} of ${oci.value.dbName}`,
        async perform() {
            await perform();
            change(oci, { lifecycleState: "AVAILABLE" });
        },
        refused: (message) => change(oci, { lifecycleState: "AVAILABLE", lifecycleDetails: message }),
    });
}
