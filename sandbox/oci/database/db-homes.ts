import { ocidBeside } from "../../core/ids";
import type { DbHome } from "../../core/records";
import { type Cloud, change, clusters, inBody, inPath, now, requireMatch, store, type Twin } from "../cloud";
import { newTags, retagged } from "../tagging";
import { conflict, gone, unrelated } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, fits, listed, requireState, type Target } from "./common";
import { fail, type Prepared, prepare, provision, show } from "./new-database";
import * as schemas from "./schemas";

const service = "database";
const path = "/20160918/dbHomes";
const usualVersion = "19.0.0.0";

export function dbHomeOperations(cloud: Cloud): Operation[] {
    const { dbHomes } = cloud.world;
    return [
        operation({
            service,
            name: "ListDbHomes",
            method: "GET",
            path,
            query: schemas.listDbHomes,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    [...dbHomes.values()].map(({ value }) => value),
                    { sortBy: "DISPLAYNAME", of: ({ displayName }) => displayName },
                    (value) =>
                        fits(query.vmClusterId, value.vmClusterId) &&
                        fits(query.dbSystemId, value.dbSystemId) &&
                        fits(query.dbVersion, value.dbVersion) &&
                        fits(query.displayName, value.displayName) &&
                        query.backupId === undefined,
                ),
        }),
        operation({
            service,
            name: "GetDbHome",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { value, etag } = inPath(dbHomes, id);
                return { status: 200, body: value, etag };
            },
        }),
        operation({
            service,
            name: "CreateDbHome",
            method: "POST",
            path,
            body: schemas.createDbHome,
            handle(call) {
                const { body } = call;
                const cluster = inBody(clusters(cloud), "vmClusterId", body.vmClusterId);
                requireState("The VM cluster", cluster.twin.value, "AVAILABLE");
                if (body.kmsKeyId !== undefined) throw unrelated("kmsKeyId", body.kmsKeyId);
                const home = newHome(cloud, cluster, body);
                const nested = body.database && prepare(cloud, cluster, home, body.database);
                dbHomes.set(home.value.id, home);
                if (nested) show(cloud, nested);
                const workRequest = begin(cloud, call, home.value.compartmentId, {
                    operationType: nested ? "Create Database Home and Database" : "Create Database Home",
                    takes: nested ? ["dbHome", "database"] : ["dbHome"],
                    targets: targetsOf(home, nested),
                    log: "Creating the database home",
                    async perform() {
                        if (nested) await provision(cloud, nested);
                        change(home, { lifecycleState: "AVAILABLE" });
                    },
                    refused(message) {
                        if (nested) fail(cloud, nested, message);
                        // Callers that cannot follow work requests watch the home: it must not look well.
                        change(home, { lifecycleState: "FAILED", lifecycleDetails: message });
                    },
                });
                const { value, etag } = home;
                return { status: 200, body: value, etag, workRequest, resource: value.id };
            },
        }),
        operation({
            service,
            name: "UpdateDbHome",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateDbHome,
            handle(call) {
                const home = living(cloud, call.id);
                requireMatch(call, home.etag);
                requireState("The database home", home.value, "AVAILABLE");
                const { dbVersion: _patch, ...members } = call.body;
                change(home, { ...retagged(cloud, home.value, members), lifecycleState: "UPDATING" });
                const workRequest = begin(cloud, call, home.value.compartmentId, {
                    operationType: "Update Database Home",
                    takes: ["resourceUpdate"],
                    targets: [{ entityType: "dbHome", id: call.id, becomes: "UPDATED" }],
                    log: "Updating the database home",
                    perform: () => change(home, { lifecycleState: "AVAILABLE" }),
                    refused: (message) => change(home, { lifecycleState: "AVAILABLE", lifecycleDetails: message }),
                });
                return { status: 200, body: home.value, etag: home.etag, workRequest };
            },
        }),
        operation({
            service,
            name: "DeleteDbHome",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const home = living(cloud, call.id);
                requireMatch(call, home.etag);
                requireState("The database home", home.value, "AVAILABLE", "FAILED");
                requireEmpty(cloud, home);
                const before = home.value.lifecycleState;
                change(home, { lifecycleState: "TERMINATING" });
                const workRequest = begin(cloud, call, home.value.compartmentId, {
                    operationType: "Delete Database Home",
                    takes: ["databaseDelete"],
                    targets: [{ entityType: "dbHome", id: call.id, becomes: "DELETED" }],
                    log: "Deleting the database home",
                    perform() {
                        change(home, { lifecycleState: "TERMINATED" });
                        cloud.tokens.forget(call.id);
                    },
                    refused: (message) => change(home, { lifecycleState: before, lifecycleDetails: message }),
                });
                return { status: 204, workRequest };
            },
        }),
    ];
}

function newHome(cloud: Cloud, { ocid: vmClusterId, twin }: Twin, body: schemas.NewDbHome): DbHome {
    const { world } = cloud;
    const dbVersion = body.dbVersion ?? usualVersion;
    const number = world.dbHomes.size + 1;
    return store({
        id: ocidBeside("dbhome", vmClusterId),
        compartmentId: twin.value.compartmentId,
        displayName: body.displayName ?? `dbhome${number}`,
        lifecycleState: "PROVISIONING",
        vmClusterId,
        dbVersion,
        dbHomeLocation: `/u02/app/oracle/product/${dbVersion}/dbhome_${number}`,
        timeCreated: now(),
        isUnifiedAuditingEnabled: body.isUnifiedAuditingEnabled,
        ...newTags(cloud, body),
        systemTags: {},
    });
}

/** The database comes first: the native provider takes the first entity whose type contains `database`. */
function targetsOf({ value }: DbHome, nested: Prepared | undefined): Target[] {
    const home: Target = { entityType: "dbHome", id: value.id, becomes: "CREATED" };
    if (!nested) return [home];
    return [{ entityType: "database", id: nested.database.oci.value.id, becomes: "CREATED" }, home];
}

function living(cloud: Cloud, id: string): DbHome {
    const home = inPath(cloud.world.dbHomes, id);
    if (home.value.lifecycleState === "TERMINATED") throw gone();
    return home;
}

function requireEmpty({ world }: Cloud, { value }: DbHome): void {
    const names = [...world.databases.values()]
        .filter(({ oci }) => oci.value.dbHomeId === value.id && oci.value.lifecycleState !== "TERMINATED")
        .map(({ oci }) => oci.value.dbName);
    if (names.length > 0) throw conflict(`The database home has databases: ${names.join(", ")}.`);
}
