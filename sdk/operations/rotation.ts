import { hasFailed } from "../clouds/work-requests";
import { same } from "./canonical";
import { retryToken } from "./retry-token";
import { type Changed, change, type Settling } from "./settle";

export type Triggers = Readonly<Record<string, string>>;

/** What is kept of rotations. */
export interface RotationState {
    readonly rotationTriggers?: Triggers;
    /** How many were made. */
    readonly generation: number;
    readonly lastWorkRequestId?: string;
    readonly lastRotatedAt?: string;
    readonly lastOutcome?: string;
}

export interface Rotation<T extends Settling> {
    /** What is rotated, as a noun with its name. */
    readonly what: string;
    /** Id of the resource that asks: two of them that rotate one database are two changes. */
    readonly owner: string;
    read(): Promise<T>;
    /** Throws when the key must not be rotated. */
    refuse(resource: T): void;
    rotate(retryToken: string): Promise<string | undefined>;
}

/**
 * Rotates once if the triggers changed.
 *
 * A rotation leaves no trace in the resource, so a run that was cut off between request and answer cannot be told from
 * one that never asked. Both therefore carry the same retry token, made of target, generation and triggers, and the
 * service rotates once. A rotation that failed must be made anew, not answered again: the last failed work request is
 * part of the token. Tokens live for 24 hours; a run repeated later than that rotates again, which harms nothing.
 */
export async function rotateOnChange<T extends Settling>(
    rotation: Rotation<T>,
    state: RotationState,
    triggers: Triggers | undefined,
): Promise<RotationState> {
    const { rotationTriggers: _, ...kept } = state;
    const given = triggers === undefined ? {} : { rotationTriggers: triggers };
    if (same(state.rotationTriggers, triggers)) return { ...kept, ...given };

    const { workRequestId } = await once(rotation, state.generation, triggers);
    return {
        ...given,
        generation: state.generation + 1,
        ...(workRequestId ? { lastWorkRequestId: workRequestId } : {}),
        lastRotatedAt: new Date().toISOString(),
        lastOutcome: "SUCCEEDED",
    };
}

function once<T extends Settling>(
    rotation: Rotation<T>,
    generation: number,
    triggers: Triggers | undefined,
): Promise<Changed<T>> {
    const { what, owner, read } = rotation;
    return change({
        what,
        read,
        satisfied(resource) {
            rotation.refuse(resource);
            return false;
        },
        request({ id }, listed) {
            const identity = { id, owner, generation, triggers, failed: listed.find(hasFailed)?.id };
            return rotation.rotate(retryToken("rotate", identity));
        },
        failed: (words) =>
            `the key of ${what} was not rotated: ${words}. The version in use before is still in use; look at the ` +
            "policy of the KMS key and whether it is enabled, then run again",
    });
}
