import { moveKeyToAws } from "../clouds/database-actions";
import { type ContainerDatabase, getDatabase, isGone } from "../clouds/databases";
import { isNotFound, PlainError } from "../clouds/errors";
import { findDatabase } from "./find-database";
import { checkKeyLocation, refuseOtherIdentity } from "./key-location-checks";
import { hosted, type ResourceOperations } from "./provider";
import { retryToken } from "./retry-token";
import { serialise } from "./serialise";
import { type Changed, change } from "./settle";

export interface KeyLocationInputs {
    readonly vmClusterOcid: string;
    readonly databaseName?: string;
    readonly databaseId?: string;
    readonly keyId: string;
    readonly keyLocation?: string;
}

export interface KeyLocationState extends KeyLocationInputs {
    readonly databaseName: string;
    readonly databaseId: string;
    readonly compartmentId: string;
    /** Which of name and OCID the program gave; the other was looked up. */
    readonly addressedBy: "databaseName" | "databaseId";
    readonly previousKeyLocation: string;
    readonly workRequestId?: string;
    readonly changedAt?: string;
    /** Set once a refresh found the database under another key: `keyId` is then what was found. */
    readonly changedOutside?: boolean;
}

const wallet = "Oracle Wallet";

/** Moves the key of a database from the Oracle Wallet to AWS KMS; a database that uses this key already is left alone. */
export async function moveDatabaseToAws(inputs: KeyLocationInputs): Promise<KeyLocationState> {
    const { id, name } = await findDatabase(inputs);
    return serialise(id, async () => {
        const { resource, changed, workRequestId } = await move(id, name, inputs.keyId);
        return {
            ...inputs,
            databaseId: id,
            databaseName: inputs.databaseName ?? name,
            addressedBy: inputs.databaseName === undefined ? "databaseId" : "databaseName",
            compartmentId: resource.compartmentId,
            previousKeyLocation: changed ? wallet : locationOf(resource),
            ...(workRequestId ? { workRequestId } : {}),
            ...(changed ? { changedAt: new Date().toISOString() } : {}),
        };
    });
}

async function move(id: string, name: string, keyId: string): Promise<Changed<ContainerDatabase>> {
    const moved = await change({
        what: `database ${name}`,
        read: () => getDatabase(id),
        satisfied(database) {
            refuseOtherKey(database, keyId);
            return database.awsKeyId === keyId;
        },
        request: ({ etag }) => moveKeyToAws(id, keyId, retryToken("changeKeyLocation", { id, keyId, etag })),
        failed: (words) => stays(name, words),
    });
    if (moved.resource.awsKeyId !== keyId) throw new PlainError(stays(name, "the service gave no reason"));
    return moved;
}

/** Where the master key of a database is, for people. */
export function locationOf({ keyProvider }: ContainerDatabase): string {
    switch (keyProvider) {
        case undefined:
            return wallet;
        case "AWS":
            return "AWS KMS";
        case "OCI":
            return "OCI Vault";
        case "AZURE":
            return "Azure Key Vault";
        case "GCP":
            return "Google Cloud KMS";
        default:
            return keyProvider;
    }
}

function stays(name: string, words: string): string {
    return (
        `the key of database ${name} was not moved to AWS KMS and is still in the ${wallet}: ${words}. Look at the OCI ` +
        "policy that lets VM clusters read oracle-db-aws-keys, at the policy of the KMS key, and whether it is enabled"
    );
}

function refuseOtherKey(database: ContainerDatabase, keyId: string): void {
    const { name, keyProvider, awsKeyId } = database;
    if (keyProvider === undefined || awsKeyId === keyId) return;
    if (keyProvider === "AWS") {
        throw new PlainError(
            `database ${name} already uses the registered key ${awsKeyId}, not ${keyId}: the service cannot change one ` +
                "AWS key for another; give the key it uses (rotation makes new versions under the same key)",
        );
    }
    throw new PlainError(
        `the key of database ${name} is in ${locationOf(database)}: only a database whose key is in the ${wallet} can be ` +
            "moved to AWS KMS",
    );
}

const operations: ResourceOperations<KeyLocationInputs, KeyLocationState> = {
    inputs: ["vmClusterOcid", "databaseName", "databaseId", "keyId", "keyLocation"],
    identity: [],
    given: ({ addressedBy }) => ["vmClusterOcid", addressedBy, "keyId", "keyLocation"],
    faults: checkKeyLocation,
    refusals: refuseOtherIdentity,
    async create(inputs) {
        const state = await moveDatabaseToAws(inputs);
        return { id: state.databaseId, state };
    },
    async read(id, state) {
        try {
            const database = await getDatabase(id);
            // A database back in the wallet, restored perhaps, is to be moved again.
            if (isGone(database.lifecycleState) || database.keyProvider === undefined) return undefined;
            const keyId = database.awsKeyId ?? locationOf(database);
            return keyId === state.keyId ? state : { ...state, keyId, changedOutside: true };
        } catch (error) {
            if (isNotFound(error)) return undefined;
            throw error;
        }
    },
    async update(_id, state, inputs) {
        const now = await moveDatabaseToAws(inputs);
        const workRequestId = now.workRequestId ?? state.workRequestId;
        const changedAt = now.changedAt ?? state.changedAt;
        return {
            ...now,
            previousKeyLocation: state.previousKeyLocation,
            ...(workRequestId ? { workRequestId } : {}),
            ...(changedAt ? { changedAt } : {}),
        };
    },
    // The service has no way back to the wallet, so there is nothing to undo.
    async delete() {},
};

export const provider = hosted(operations);
