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
    if (awsKeyOf(database) === undefined) {
        throw conflict(
            `Database ${database.oci.value.dbName} keeps its keys in Oracle Wallet; rotation needs AWS KMS.`,
        );
    }
}

/** Keys of one database change one after the other, those of its PDBs included. */
function ready(cloud: Cloud, call: Call<unknown>): Database {
    const database = livingDatabase(cloud, call.id);
    requireMatch(call, database.oci.etag);
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
