import { shared } from "../../clouds/core/answer-cache";
import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { rotatePluggableKey } from "../../clouds/oci/database-actions";
import {
    getDatabase,
    getPluggableDatabase,
    isGone,
    listPluggableDatabases,
    type PluggableDatabase,
} from "../../clouds/oci/databases";
import { sameName } from "../../clouds/oci/find-database";
import { checkPresent, checkTriggers, hosted, type ResourceOperations } from "../../host/provider";
import {
    ownerId,
    pluggableRotations,
    type RotationState,
    refuseOffAws,
    rotateOnChange,
    rotationsOf,
    type Triggers,
} from "../../rotation/rotate-on-change";
import { tellingRotation } from "../../rotation/triggers";
import { readOrGone } from "../../usage/read-or-gone";
import { checkOcid, checkPluggableDatabase, suggest } from "../../validation";

export interface PluggableRotationInputs {
    readonly databaseId: string;
    readonly pluggableDatabase: string;
    readonly rotationTriggers?: Triggers;
    /** What the triggers ask for, for people; made by the check. */
    readonly rotation?: string;
}

export interface PluggableRotationState extends PluggableRotationInputs, RotationState {
    readonly pluggableDatabaseId: string;
}

/** Rotates the key of one PDB if its triggers ask for it since `state`. */
export function rotatePluggable(
    owner: string,
    state: RotationState & { readonly pluggableDatabaseId?: string },
    inputs: PluggableRotationInputs,
): Promise<PluggableRotationState> {
    const { databaseId } = inputs;
    const { pluggableDatabaseId: known } = state;
    return serialise(databaseId, async () => {
        const { id, name } = await findPluggableDatabase(databaseId, inputs.pluggableDatabase);
        if (known !== undefined && known !== id) throw new PlainError(another(name, id, known));
        const container = await getDatabase(databaseId);
        refuseOffAws(container);
        const rotation = {
            what: `pluggable database ${name} of ${container.name}`,
            owner,
            workRequests: pluggableRotations,
            read: () => getPluggableDatabase(id),
            refuse() {},
            rotate: (token: string) => rotatePluggableKey(id, token),
        };
        const rotated = await rotateOnChange(rotation, rotationsOf(state), inputs.rotationTriggers);
        return { ...inputs, ...rotated, pluggableDatabaseId: id };
    });
}

/** A PDB that was unplugged, cloned or made anew is another one, whatever its name is, and is not rotated for the first one. */
function another(name: string, id: string, known: string): string {
    return (
        `pluggable database ${name} is another one by now: ${id}, not ${known}. Nothing was rotated; run \`pulumi refresh\`, then ` +
        "`pulumi up`, which takes the new one on, and rotates it when a trigger changes after that"
    );
}

/** The PDBs of a container are listed once for all that are looked up at the same time. @param wanted Name or OCID. */
async function findPluggableDatabase(databaseId: string, wanted: string): Promise<PluggableDatabase> {
    const listed = await shared(`PDBs of ${databaseId}`, () => listPluggableDatabases(databaseId));
    const found = listed.find(({ id, name }) => id === wanted || sameName(name, wanted));
    if (found) return found;
    throw new PlainError(
        `container database ${databaseId} has no pluggable database ${wanted}; ` +
            suggest(
                wanted,
                listed.map(({ name }) => name),
            ),
    );
}

const operations: ResourceOperations<PluggableRotationInputs, PluggableRotationState> = {
    inputs: ["databaseId", "pluggableDatabase", "rotationTriggers", "rotation"],
    identity: ["databaseId", "pluggableDatabase"],
    faults: (inputs) => [
        ...checkPresent(inputs, {
            databaseId: "give the OCID of the container database",
            pluggableDatabase: "give the name or the OCID of the pluggable database",
        }),
        ...checkOcid("databaseId", inputs.databaseId, "database"),
        ...checkPluggableDatabase("pluggableDatabase", inputs.pluggableDatabase),
        ...checkTriggers("rotationTriggers", inputs.rotationTriggers),
    ],
    async create(inputs) {
        const { id } = await findPluggableDatabase(inputs.databaseId, inputs.pluggableDatabase);
        return { id: ownerId(id), state: { ...inputs, pluggableDatabaseId: id, generation: 0 } };
    },
    async read(_id, state) {
        const { pluggableDatabaseId: id } = state;
        const found = await readOrGone(`pluggable database ${id}`, undefined, () => getPluggableDatabase(id));
        if (found === undefined || isGone(found.lifecycleState)) return undefined;
        return found.containerDatabaseId === state.databaseId ? state : undefined;
    },
    update: (id, state, inputs) => rotatePluggable(id, state, inputs),
    async delete() {},
};

export const provider = tellingRotation(hosted(operations), operations.identity);
