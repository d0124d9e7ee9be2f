import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { startingWith } from "../../clouds/oci/change-database";
import { rotateContainerKey } from "../../clouds/oci/database-actions";
import { databasesOf, getDatabaseAt, sameName } from "../../clouds/oci/database-address";
import { type ContainerDatabase, getDatabase } from "../../clouds/oci/databases";
import { locationOf, wallet } from "../../clouds/oci/key-location";
import { hosted, isUnknown, type Properties, type Provider, pick, type ResourceOperations } from "../../host/provider";
import {
    containerRotations,
    ownerId,
    type RotationState,
    refuseOffAws,
    rotateOnChange,
    rotationsOf,
} from "../../rotation/rotate-on-change";
import { tellingRotation } from "../../rotation/triggers";
import { readOrGone } from "../../usage/read-or-gone";
import { same } from "../../validation/equality";
import { asItIsNow, checkDatabaseKey, locate, namesApart, refuseOtherIdentity, strayed } from "./checks";
import { moveKey } from "./move-key";
import type { DatabaseKeyInputs, DatabaseKeyState } from "./state";
import { tellBrokenLink } from "./tell-broken-link";

/** Moves the database to the key and rotates the key if the triggers ask for it. It does each of these at most once. */
async function keep(
    inputs: DatabaseKeyInputs,
    rotate: (database: ContainerDatabase) => Promise<RotationState>,
): Promise<DatabaseKeyState> {
    const databaseId = inputs.databaseId ?? (await getDatabaseAt(inputs)).id;
    return serialise(databaseId, async () => {
        const read = () => getDatabase(databaseId);
        const found = await read();
        const stray = strayed(found, inputs);
        if (stray) throw new PlainError(`${stray.reason}; ${stray.remedy}`);
        const { resource, changed, workRequestId } = await moveKey(found, inputs, startingWith(found, read));
        return {
            ...inputs,
            databaseId,
            databaseName: inputs.databaseName ?? found.name,
            addressedBy: inputs.databaseName === undefined ? "databaseId" : "databaseName",
            previousKeyLocation: changed ? wallet : locationOf(resource),
            ...(workRequestId ? { workRequestId } : {}),
            ...(changed ? { changedAt: new Date().toISOString() } : {}),
            ...(await rotate(resource)),
        };
    });
}

/** Rotates the key of the root of a container database if its triggers ask for it. */
function rotateRoot(
    owner: string,
    state: RotationState,
    { registeredKeyId, rotationTriggers }: DatabaseKeyInputs,
    database: ContainerDatabase,
): Promise<RotationState> {
    const { id, name } = database;
    const rotation = {
        what: `database ${name}`,
        owner,
        workRequests: containerRotations,
        read: startingWith(database, () => getDatabase(id)),
        refuse: (found: ContainerDatabase) => refuseOffAws(found, registeredKeyId),
        rotate: (token: string) => rotateContainerKey(id, token),
    };
    return rotateOnChange(rotation, state, rotationTriggers);
}

const operations: ResourceOperations<DatabaseKeyInputs, DatabaseKeyState> = {
    inputs: [
        "vmClusterOcid",
        "databaseName",
        "databaseId",
        "registeredKeyId",
        "keyLocation",
        "rotationTriggers",
        "rotation",
    ],
    identity: [],
    given({ addressedBy }) {
        const names = operations.inputs;
        return addressedBy === "databaseId" ? names.filter((name) => name !== "databaseName") : names;
    },
    faults: checkDatabaseKey,
    refusals: refuseOtherIdentity,
    async create(inputs) {
        const state = await keep(inputs, async () => ({ generation: 0 }));
        return { id: ownerId(state.databaseId), state };
    },
    async read(_id, state) {
        const { databaseId, vmClusterOcid } = state;
        const database = await readOrGone(`database ${databaseId}`, vmClusterOcid, () => getDatabase(databaseId));
        if (database === undefined || isGone(database.lifecycleState)) return undefined;
        if (database.awsKeyId !== undefined) await tellBrokenLink(vmClusterOcid, database.awsKeyId);
        return found(state, database);
    },
    async update(id, state, inputs) {
        const kept = rotationsOf(state);
        const { databaseId = state.databaseId } = inputs;
        const now = await keep({ ...inputs, databaseId }, (database) => rotateRoot(id, kept, inputs, database));
        const { previousKeyLocation } = state;
        return { ...pick({ ...state }, ["workRequestId", "changedAt"]), ...now, previousKeyLocation };
    },
    // OCI cannot move a key back to the wallet, so there is nothing to undo.
    async delete() {},
};

/**
 * The state with the findings of a refresh. If the key is back in the wallet (after a restore, perhaps), the next update moves it
 * again. If the database has another name or cluster, the next run is refused until the program gives that one.
 */
function found(before: DatabaseKeyState, database: ContainerDatabase): DatabaseKeyState {
    const { name, vmClusterId = before.vmClusterOcid } = database;
    const isRenamed = before.addressedBy === "databaseName" && !sameName(before.databaseName, name);
    const state =
        isRenamed || vmClusterId !== before.vmClusterOcid ? { ...before, ...strayedTo(name, vmClusterId) } : before;
    if (database.keyProvider === undefined) return { ...state, keyLocation: wallet, changedOutside: true };
    const registeredKeyId = database.awsKeyId ?? locationOf(database);
    return registeredKeyId === state.registeredKeyId ? state : { ...state, registeredKeyId, changedOutside: true };
}

function strayedTo(databaseName: string, vmClusterOcid: string): Partial<DatabaseKeyState> {
    return { databaseName, vmClusterOcid, changedOutside: true };
}

/**
 * @param databases Lists the databases of a VM cluster, for databases that are given by name.
 * @param read Gets one database.
 */
export function databaseKeys(databases = databasesOf, read = getDatabase): Provider {
    const base = tellingRotation(hosted(operations), []);
    return {
        ...base,
        async check(olds, news) {
            const { inputs, failures } = await base.check(await asItIsNow(olds, news, read), news);
            if (failures.length > 0) return { inputs, failures };
            const { databaseId, faults } = await locate(olds, inputs, databases, read);
            return {
                inputs: databaseId === undefined ? inputs : { ...inputs, databaseId },
                failures: faults.map(({ path, reason, remedy }) => ({
                    property: path,
                    reason: `${reason}; ${remedy}`,
                })),
            };
        },
        async diff(id, olds, news) {
            const { replaces } = await base.diff(id, await asItIsNow(olds, news, read), news);
            return { changes: needsUpdate(olds, news), replaces };
        },
    };
}

/**
 * Only triggers, drift, and the present name or cluster of a database need an update. A change of key or database is refused, even
 * if its value is still unknown. A new name of the key is written with the next update.
 */
function needsUpdate(state: Properties, news: Properties): boolean {
    const isElsewhere = !isUnknown(news.vmClusterOcid) && state.vmClusterOcid !== news.vmClusterOcid;
    const follows = isElsewhere || namesApart(state, news);
    return state.changedOutside === true || follows || !same(state.rotationTriggers, news.rotationTriggers);
}

export const provider = databaseKeys();
