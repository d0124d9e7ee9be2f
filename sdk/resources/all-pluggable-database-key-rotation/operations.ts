import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { getDatabase, listPluggableDatabases } from "../../clouds/oci/databases";
import { checkPresent, checkTriggers } from "../../host/checks";
import { hosted, PartialFailure, type ResourceOperations } from "../../host/provider";
import { rotationOfPluggable } from "../../rotation/pluggable-rotation";
import {
    ownerId,
    type RotationState,
    refuseOffAws,
    rotateOnChange,
    type Triggers,
} from "../../rotation/rotate-on-change";
import { requested, tellingRotation } from "../../rotation/triggers";
import { readOrGone } from "../../usage/read-or-gone";
import { checkOcid } from "../../validation";
import { same } from "../../validation/equality";

export interface AllRotationInputs {
    readonly databaseId: string;
    readonly rotationTriggers?: Triggers;
    /** Describes the rotation that the triggers ask for. The check fills it in, so that a preview shows it. */
    readonly rotation?: string;
}

/** The result for one PDB. Its triggers are the ones of its last rotation. */
export interface PluggableResult extends RotationState {
    readonly name: string;
    readonly pluggableDatabaseId: string;
    /** Why the last rotation failed. */
    readonly reason?: string;
}

export interface AllRotationState extends AllRotationInputs {
    readonly generation: number;
    /** One result for each PDB that was rotated, or whose rotation failed. */
    readonly results: readonly PluggableResult[];
}

/**
 * Rotates the key of every PDB of a container, one after the other, if the triggers have changed since `state`. If one fails,
 * the others are still rotated, and a repeated run rotates only the failed one. If the program takes the triggers back before
 * all PDBs are rotated, the change is given up and nothing is rotated. If it then sets the same triggers again, the PDBs that
 * were rotated for them are not rotated again.
 */
export function rotateAllPluggable(
    owner: string,
    state: AllRotationState,
    inputs: AllRotationInputs,
): Promise<AllRotationState> {
    const { databaseId } = inputs;
    return serialise(databaseId, async () => {
        const container = await getDatabase(databaseId);
        refuseOffAws(container);
        const givenUp = same(state.rotationTriggers, inputs.rotationTriggers);
        const results: PluggableResult[] = [];
        const reasons: string[] = [];
        for (const pluggable of await listPluggableDatabases(databaseId)) {
            const before = state.results.find(({ pluggableDatabaseId }) => pluggableDatabaseId === pluggable.id) ?? {
                name: pluggable.name,
                pluggableDatabaseId: pluggable.id,
                generation: 0,
                ...(state.rotationTriggers ? { rotationTriggers: state.rotationTriggers } : {}),
            };
            if (givenUp || requested(before.rotationTriggers, inputs.rotationTriggers).length === 0) {
                const kept = givenUp ? before : triggeredBy(before, inputs.rotationTriggers);
                if (state.results.includes(before)) results.push(kept);
                continue;
            }
            try {
                const rotation = rotationOfPluggable(pluggable, container, owner);
                const { reason: _, ...rotated } = {
                    ...before,
                    ...(await rotateOnChange(rotation, before, inputs.rotationTriggers)),
                };
                results.push(rotated);
            } catch (error) {
                if (!(error instanceof PlainError)) throw error;
                reasons.push(error.message);
                results.push({ ...before, lastOutcome: "FAILED", reason: error.message });
            }
        }
        // If the container has no PDB, the change of triggers counts as done.
        const generation = Math.max(state.generation, ...results.map((result) => result.generation));
        if (reasons.length > 0) throw new PartialFailure(owner, { ...state, generation, results }, reasons);
        return { ...inputs, generation, results };
    });
}

/** The result with the current triggers. Removed entries are forgotten. */
function triggeredBy({ rotationTriggers: _, ...result }: PluggableResult, now: Triggers | undefined): PluggableResult {
    return now === undefined ? result : { ...result, rotationTriggers: now };
}

const operations: ResourceOperations<AllRotationInputs, AllRotationState> = {
    inputs: ["databaseId", "rotationTriggers", "rotation"],
    identity: ["databaseId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { databaseId: "give the OCID of the container database" }),
        ...checkOcid("databaseId", inputs.databaseId, "database"),
        ...checkTriggers("rotationTriggers", inputs.rotationTriggers),
    ],
    async create(inputs) {
        refuseOffAws(await getDatabase(inputs.databaseId));
        return { id: ownerId(inputs.databaseId), state: { ...inputs, generation: 0, results: [] } };
    },
    async read(_id, state) {
        const { databaseId } = state;
        const found = await readOrGone(`database ${databaseId}`, undefined, () => getDatabase(databaseId));
        return found === undefined || isGone(found.lifecycleState) ? undefined : state;
    },
    update: rotateAllPluggable,
    async delete() {},
};

export const provider = tellingRotation(hosted(operations), operations.identity);
