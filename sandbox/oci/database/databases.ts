import type { Database } from "../../core/records";
import { type Cloud, change, clusters, inBody, inPath, requireMatch } from "../cloud";
import { retagged } from "../tagging";
import { gone, invalid, unrelated } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, fits, listed, requireState } from "./common";
import { fail, prepare, provision, show } from "./new-database";
import * as schemas from "./schemas";

type Value = Database["oci"]["value"];

const service = "database";
const path = "/20160918/databases";

export function databaseOperations(cloud: Cloud): Operation[] {
    const { databases, dbHomes, settings } = cloud.world;
    const { leanDatabaseSummaries } = settings;
    return [
        operation({
            service,
            name: "ListDatabases",
            method: "GET",
            path,
            query: schemas.listDatabases,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    [...databases.values()].map(({ oci }) => (leanDatabaseSummaries ? lean(oci.value) : oci.value)),
                    { sortBy: "DBNAME", of: ({ dbName }) => dbName },
                    (value) =>
                        fits(query.dbHomeId, value.dbHomeId) &&
                        fits(query.systemId, value.vmClusterId) &&
                        fits(query.dbName, value.dbName),
                ),
        }),
        operation({
            service,
            name: "GetDatabase",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { oci } = inPath(databases, id);
                return { status: 200, body: oci.value, etag: oci.etag };
            },
        }),
        operation({
            service,
            name: "CreateDatabase",
            method: "POST",
            path,
            body: schemas.createDatabase,
            handle(call) {
                const { body, headers } = call;
                const home = inBody(dbHomes, "dbHomeId", body.dbHomeId);
                requireState("The database home", home.value, "AVAILABLE");
                const cluster = inBody(clusters(cloud), "dbHomeId", home.value.vmClusterId);
                requireState("The VM cluster", cluster.twin.value, "AVAILABLE");
                if (body.kmsKeyId !== undefined) throw unrelated("kmsKeyId", body.kmsKeyId);
                const prepared = prepare(cloud, cluster, home, body.database);
                const { value, etag } = prepared.database.oci;
                if (headers["opc-dry-run"] === "true") return { status: 200, body: value };
                show(cloud, prepared);
                const workRequest = begin(cloud, call, value.compartmentId, {
                    operationType: "Create Database",
                    takes: ["database"],
                    targets: [{ entityType: "database", id: value.id, becomes: "CREATED" }],
                    log: "Creating the database",
                    perform: () => provision(cloud, prepared),
                    refused: (message) => fail(cloud, prepared, message),
                });
                return { status: 200, body: value, etag, workRequest, resource: value.id };
            },
        }),
        operation({
            service,
            name: "UpdateDatabase",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateDatabase,
            handle(call) {
                const { oci } = livingDatabase(cloud, call.id);
                requireMatch(call, oci.etag);
                requireState("The database", oci.value, "AVAILABLE");
                const { dbHomeId, dbBackupConfig, ...tags } = call.body;
                const { freeformTags, definedTags } = retagged(cloud, oci.value, tags);
                if (dbHomeId !== undefined) {
                    const { vmClusterId } = inBody(dbHomes, "dbHomeId", dbHomeId).value;
                    if (vmClusterId !== oci.value.vmClusterId)
                        throw invalid("dbHomeId: the home is on another cluster.");
                }
                change(oci, {
                    lifecycleState: "UPDATING",
                    dbHomeId: dbHomeId ?? oci.value.dbHomeId,
                    dbBackupConfig: dbBackupConfig ?? oci.value.dbBackupConfig,
                    freeformTags: freeformTags ?? oci.value.freeformTags,
                    definedTags: definedTags ?? oci.value.definedTags,
                });
                const workRequest = begin(cloud, call, oci.value.compartmentId, {
                    operationType: "Update Database",
                    takes: ["resourceUpdate"],
                    targets: [{ entityType: "database", id: call.id, becomes: "UPDATED" }],
                    log: "Updating the database",
                    perform: () => change(oci, { lifecycleState: "AVAILABLE" }),
                    refused: (message) => change(oci, { lifecycleState: "AVAILABLE", lifecycleDetails: message }),
                });
                return { status: 200, body: oci.value, etag: oci.etag, workRequest };
            },
        }),
        operation({
            service,
            name: "DeleteDatabase",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const { oci } = livingDatabase(cloud, call.id);
                requireMatch(call, oci.etag);
                requireState("The database", oci.value, "AVAILABLE", "FAILED");
                const before = oci.value.lifecycleState;
                setWithPluggables(cloud, oci, "TERMINATING");
                const workRequest = begin(cloud, call, oci.value.compartmentId, {
                    operationType: "Delete Database",
                    takes: ["databaseDelete"],
                    targets: [{ entityType: "database", id: call.id, becomes: "DELETED" }],
                    log: "Deleting the database",
                    perform() {
                        setWithPluggables(cloud, oci, "TERMINATED");
                        cloud.tokens.forget(call.id);
                    },
                    refused(message) {
                        setWithPluggables(cloud, oci, before === "FAILED" ? "FAILED" : "AVAILABLE");
                        change(oci, { lifecycleDetails: message });
                    },
                });
                return { status: 204, workRequest };
            },
        }),
    ];
}

function lean({ encryptionKeyLocationDetails: _, ...summary }: Value): Value {
    return summary;
}

/** A database that calls can still act on: a terminated one can only be read. */
export function livingDatabase(cloud: Cloud, id: string): Database {
    const database = inPath(cloud.world.databases, id);
    if (database.oci.value.lifecycleState === "TERMINATED") throw gone();
    return database;
}

function setWithPluggables(
    { world }: Cloud,
    oci: Database["oci"],
    lifecycleState: "AVAILABLE" | "FAILED" | "TERMINATING" | "TERMINATED",
): void {
    change(oci, { lifecycleState });
    for (const pluggable of world.pluggableDatabases.values()) {
        if (pluggable.value.containerDatabaseId === oci.value.id) change(pluggable, { lifecycleState });
    }
}
