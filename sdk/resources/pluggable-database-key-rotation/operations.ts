import { shared } from "../../clouds/core/answer-cache";
import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { sameName } from "../../clouds/oci/database-address";
import {
    getDatabase,
    getPluggableDatabase,
    listPluggableDatabases,
    type PluggableDatabase,
} from "../../clouds/oci/databases";
import { checkPresent, checkTriggers } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { rotationOfPluggable } from "../../rotation/pluggable-rotation";
import {
    ownerId,
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
    /** Describes the rotation that the triggers ask for. The check fills it in, so that a preview shows it. */
    readonly rotation?: string;
}

export interface PluggableRotationState extends PluggableRotationInputs, RotationState {
    readonly pluggableDatabaseId: string;
}

/** Rotates the key of one PDB if its triggers have changed since `state`. */
export function rotatePluggable(
    owner: string,
    state: RotationState & { readonly pluggableDatabaseId?: string },
    inputs: PluggableRotationInputs,
): Promise<PluggableRotationState> {
    const { databaseId } = inputs;
    const { pluggableDatabaseId: known } = state;
    return serialise(databaseId, async () => {
        const pluggable = await pluggableDatabaseOf(databaseId, inputs.pluggableDatabase);
        const { id, name } = pluggable;
        if (known !== undefined && known !== id) throw new PlainError(another(name, id, known));
        const container = await getDatabase(databaseId);
        refuseOffAws(container);
        const rotation = rotationOfPluggable(pluggable, container, owner);
        const rotated = await rotateOnChange(rotation, rotationsOf(state), inputs.rotationTriggers);
        return { ...inputs, ...rotated, pluggableDatabaseId: pluggable.id };
    });
}

/** A PDB with the same name can be another one: a clone, or one that was plugged in. It is not rotated in place of the first one. */
function another(name: string, id: string, known: string): string {
    return (
        `pluggable database ${name} is another one now: ${id}, not ${known}. Nothing was rotated; run \`pulumi refresh\`, then ` +
        "`pulumi up`. After that, changes of triggers rotate the new one"
    );
}

/** Finds a PDB. Several look-ups at the same time share one listing of the container. @param wanted Name or OCID. */
async function pluggableDatabaseOf(databaseId: string, wanted: string): Promise<PluggableDatabase> {
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
        const { id } = await pluggableDatabaseOf(inputs.databaseId, inputs.pluggableDatabase);
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
