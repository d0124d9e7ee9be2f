import { randomUUID } from "node:crypto";
import type { DatabaseClient, models } from "oci-database";
import { InitializationFailure, messageOf } from "../../host/errors";
import type { Call, ResourceSpec } from "../../host/spec";
import type { Properties } from "../../host/values";
import { type CallOptions, call, isGone } from "../calls";
import { awaitState } from "../lifecycle";
import { freeTags, nestedTags, plainModel } from "../models";
import type { OciSession } from "../session";
import { followDatabase } from "../work-requests";
import { dbHomeInputs } from "./db-home-inputs";
import { updateNestedDatabase } from "./db-home-update";
import { createDatabaseDetails, databaseState, firstDatabase, nestedDatabase } from "./nested-database";

const hour = 3_600_000;

const optional = ["databaseSoftwareImageId", "dbVersion", "displayName", "kmsKeyId", "kmsKeyVersionId"] as const;

function optionsOf({ session, signal, timeout }: Call<OciSession>, standard: number): CallOptions {
    // While the cluster is busy with something else, the service refuses; the plugin tries for as long as the whole step may take.
    return { session, signal, service: "Database Db Home", conflict: timeout ?? standard };
}

function homeState(home: models.DbHome, known: Properties): Properties {
    const { id: _, oneOffPatches: __, ...members } = plainModel(home);
    return { freeformTags: {}, source: known.source || "NONE", ...members };
}

async function find(client: DatabaseClient, id: string, options: CallOptions): Promise<models.DbHome | undefined> {
    try {
        const { dbHome: home } = await call(options, () => client.getDbHome({ dbHomeId: id }));
        return home.lifecycleState === "TERMINATED" ? undefined : home;
    } catch (error) {
        if (isGone(error)) return undefined;
        throw error;
    }
}

function createDetails(inputs: Properties): models.CreateDbHomeWithVmClusterIdDetails {
    const source = String(inputs.source ?? "NONE").toUpperCase();
    if (source !== "VM_CLUSTER_NEW") {
        throw new Error(
            `the sandbox's stand-in for the oci plugin makes a DbHome with source VM_CLUSTER_NEW only, not ${source}`,
        );
    }
    const database = nestedDatabase(inputs);
    const details = {
        source,
        vmClusterId: String(inputs.vmClusterId ?? ""),
        ...Object.fromEntries(optional.filter((name) => inputs[name]).map((name) => [name, String(inputs[name])])),
        ...(inputs.isUnifiedAuditingEnabled !== undefined && {
            isUnifiedAuditingEnabled: inputs.isUnifiedAuditingEnabled === true,
        }),
        ...(inputs.freeformTags && { freeformTags: freeTags(inputs.freeformTags) }),
        ...(inputs.definedTags && { definedTags: nestedTags(inputs.definedTags) }),
        ...(database && { database: createDatabaseDetails(database) }),
    };
    return details as models.CreateDbHomeWithVmClusterIdDetails;
}

async function create(inputs: Properties, context: Call<OciSession>) {
    const limit = context.timeout ?? 12 * hour;
    const options = optionsOf(context, limit);
    const client = await context.session.database();
    const opcRetryToken = randomUUID();
    const details = createDetails(inputs);
    const answer = await call(options, () =>
        client.createDbHome({ createDbHomeWithDbSystemIdDetails: details, opcRetryToken }),
    );
    const { id } = answer.dbHome;
    const known = nestedDatabase(inputs);
    let database: models.Database | undefined;
    try {
        const workRequestId = answer.opcWorkRequestId;
        if (workRequestId) {
            const entity = known ? "database" : "dbHome";
            await followDatabase(options, { workRequestId, entity, action: "CREATED", timeout: limit });
        }
        // What is seen here stays in state: a refresh reads the home only.
        if (known) database = await firstDatabase(client, answer.dbHome, options);
        const home = await awaitState({
            operation: "creation",
            pending: ["PROVISIONING"],
            target: ["AVAILABLE"],
            get: () => find(client, id, options),
            stateOf: ({ lifecycleState }) => lifecycleState,
            timeout: limit,
            signal: context.signal,
        });
        const state = homeState(home ?? answer.dbHome, inputs);
        return { id, state: { ...state, ...(database && { database: databaseState(database, known ?? {}) }) } };
    } catch (error) {
        const left = database ? { database: databaseState(database, known ?? {}) } : {};
        throw new InitializationFailure(id, left, messageOf(error));
    }
}

async function remove(id: string, state: Properties, context: Call<OciSession>): Promise<void> {
    const limit = context.timeout ?? 2 * hour;
    const options = optionsOf(context, limit);
    const client = await context.session.database();
    try {
        const databaseId = nestedDatabase(state)?.id;
        if (databaseId) {
            const answer = await call(options, () => client.deleteDatabase({ databaseId: String(databaseId) }));
            const workRequestId = answer.opcWorkRequestId;
            if (workRequestId) {
                await followDatabase(options, { workRequestId, entity: "database", action: "DELETED", timeout: limit });
            }
        }
    } catch (error) {
        if (!isGone(error)) throw error;
    }
    try {
        await call(options, () => client.deleteDbHome({ dbHomeId: id }));
    } catch (error) {
        if (isGone(error)) return;
        throw error;
    }
    await awaitState({
        operation: "deletion",
        pending: ["AVAILABLE", "UPDATING", "TERMINATING"],
        target: ["TERMINATED"],
        get: () => find(client, id, options),
        stateOf: ({ lifecycleState }) => lifecycleState,
        timeout: limit,
        signal: context.signal,
    });
}

export const dbHome: ResourceSpec<OciSession> = {
    inputs: dbHomeInputs,
    outputs: [
        "compartmentId",
        "dbHomeLocation",
        "lastPatchHistoryEntryId",
        "lifecycleDetails",
        "state",
        "systemTags",
        "timeCreated",
    ],
    // One member is a password, and the real plugin then hides all of it.
    secrets: ["database"],
    create,
    async read(id, known, context) {
        const client = await context.session.database();
        const home = await find(client, id, optionsOf(context, 2 * hour));
        return home && homeState(home, known);
    },
    async update(id, change, context) {
        const limit = context.timeout ?? 2 * hour;
        const options = optionsOf(context, limit);
        const client = await context.session.database();
        const { wanted } = change;
        const { dbHome: home } = await call(options, () =>
            client.updateDbHome({
                dbHomeId: id,
                updateDbHomeDetails: {
                    ...(wanted.freeformTags && { freeformTags: freeTags(wanted.freeformTags) }),
                    ...(wanted.definedTags && { definedTags: nestedTags(wanted.definedTags) }),
                },
            }),
        );
        const database = await updateNestedDatabase(client, home, change, options, limit);
        const now = await find(client, id, options);
        return { ...homeState(now ?? home, wanted), ...(database && { database }) };
    },
    delete: remove,
};
