import type { DatabaseClient, models } from "oci-database";
import type { Change } from "../../host/spec";
import { equal, isObject, type Properties } from "../../host/values";
import { type CallOptions, call } from "../calls";
import { awaitState } from "../lifecycle";
import { freeTags, nestedTags } from "../models";
import { followDatabase } from "../work-requests";
import { createDatabaseDetails, databaseState, firstDatabase, keyLocation, nestedDatabase } from "./nested-database";

interface Step {
    client: DatabaseClient;
    home: models.DbHome;
    options: CallOptions;
    limit: number;
}

/** Changes the database inside a home, with what the real plugin can and cannot do. Nothing when the home has none. */
export async function updateNestedDatabase(
    client: DatabaseClient,
    home: models.DbHome,
    { old, wanted }: Change,
    options: CallOptions,
    limit: number,
): Promise<Properties | undefined> {
    const step = { client, home, options, limit };
    const before = nestedDatabase(old);
    const after = nestedDatabase(wanted);
    if (!after) return before;
    if (!before) return databaseState(await createInside(step, after), after);
    if (equal(before, after)) return before;
    const live = await firstDatabase(client, home, options);
    if (!live) {
        throw new Error("could not perform an Update as we could not get the databaseId in the dbHome");
    }
    await changeKeyLocation(step, live.id, before, after);
    return databaseState(await updateDatabase(step, live.id, before, after), after);
}

async function createInside({ client, home, options, limit }: Step, database: Properties): Promise<models.Database> {
    const createNewDatabaseDetails = {
        source: "NONE",
        dbHomeId: home.id,
        dbVersion: home.dbVersion,
        database: createDatabaseDetails(database),
    } as models.CreateNewDatabaseDetails;
    const answer = await call(options, () => client.createDatabase({ createNewDatabaseDetails }));
    const workRequestId = answer.opcWorkRequestId;
    if (workRequestId) {
        await followDatabase(options, { workRequestId, entity: "database", action: "CREATED", timeout: limit });
    }
    return answer.database;
}

async function changeKeyLocation(step: Step, databaseId: string, before: Properties, after: Properties) {
    const [from, to] = [before.encryptionKeyLocationDetails, after.encryptionKeyLocationDetails];
    if (equal(from, to)) return;
    if (isObject(from)) {
        throw new Error(
            isObject(to)
                ? "[ERROR] no support for updating External HSM now"
                : "[ERROR] no support for migrate from External HSM now",
        );
    }
    const encryptionKeyLocationDetails = keyLocation(to);
    if (!encryptionKeyLocationDetails) return;
    const { client, home, options, limit } = step;
    await call(options, () => client.changeEncryptionKeyLocation({ databaseId, encryptionKeyLocationDetails }));
    // The home's state is waited for, not the database's, and the work request is passed over: a failure goes unseen.
    await awaitState({
        operation: "update",
        pending: ["UPDATING"],
        target: ["AVAILABLE"],
        get: async () => (await call(options, () => client.getDbHome({ dbHomeId: home.id }))).dbHome,
        stateOf: ({ lifecycleState }) => lifecycleState,
        timeout: limit,
        signal: options.signal,
    });
}

async function updateDatabase(step: Step, databaseId: string, before: Properties, after: Properties) {
    const { client, options, limit } = step;
    const changed = (name: string) => !equal(before[name], after[name]);
    const answer = await call(options, () =>
        client.updateDatabase({
            databaseId,
            updateDatabaseDetails: {
                ...(after.freeformTags && { freeformTags: freeTags(after.freeformTags) }),
                ...(after.definedTags && { definedTags: nestedTags(after.definedTags) }),
                ...(changed("adminPassword") && { newAdminPassword: String(after.adminPassword) }),
                ...(changed("tdeWalletPassword") && {
                    newTdeWalletPassword: String(after.tdeWalletPassword),
                    oldTdeWalletPassword: String(before.tdeWalletPassword ?? ""),
                }),
            },
        }),
    );
    const workRequestId = answer.opcWorkRequestId;
    if (workRequestId) {
        await followDatabase(options, { workRequestId, entity: "database", action: "UPDATED", timeout: limit });
    }
    const database = await awaitState({
        operation: "update",
        pending: ["UPDATING"],
        target: ["AVAILABLE"],
        get: async () => (await call(options, () => client.getDatabase({ databaseId }))).database,
        stateOf: ({ lifecycleState }) => lifecycleState,
        timeout: limit,
        signal: options.signal,
    });
    return database ?? answer.database;
}
