import { hasFailed, isUnderWay, type WorkRequest } from "../clouds/work-requests";
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

/**
 * Work requests that may be rotations, by what their types say. Oracle publishes no list of types: whatever is about keys
 * counts, because a failed rotation that is not seen would be answered again instead of made anew. Those of a PDB are not
 * those of the root.
 */
export const pluggableRotations = /rotat|key|vault|tde/i;
export const containerRotations = /^(?!.*pluggable).*(?:rotat|key|vault|tde)/i;

export interface Rotation<T extends Settling> {
    /** What is rotated, as a noun with its name. */
    readonly what: string;
    /** Id of the resource that asks: two of them that rotate one database are two changes. */
    readonly owner: string;
    /** Which work requests of the resource may be rotations of it, by type. */
    readonly workRequests: RegExp;
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
 * service rotates once. A rotation that failed must be made anew, not answered again: its work request is part of the
 * token. Tokens live for 24 hours; a run repeated later than that rotates again, which harms nothing, unless the rotation
 * is still under way: then it is followed to its end.
 */
export async function rotateOnChange<T extends Settling>(
    rotation: Rotation<T>,
    state: RotationState,
    triggers: Triggers | undefined,
): Promise<RotationState> {
    const { rotationTriggers: _, ...kept } = state;
    const given = triggers === undefined ? {} : { rotationTriggers: triggers };
    if (same(state.rotationTriggers, triggers)) return { ...kept, ...given };

    const { workRequestId } = await once(rotation, state, triggers);
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
    { generation, lastRotatedAt }: RotationState,
    triggers: Triggers | undefined,
): Promise<Changed<T>> {
    const { what, owner, workRequests, read } = rotation;
    const since = lastRotatedAt === undefined ? 0 : Date.parse(lastRotatedAt);
    const begun = (listed: WorkRequest) =>
        /rotat/i.test(listed.operationType) && listed.timeAccepted > since && isUnderWay(listed);
    return change({
        what,
        read,
        satisfied(resource) {
            rotation.refuse(resource);
            return false;
        },
        async request({ id }, listed) {
            const rotations = listed.filter(({ operationType }) => workRequests.test(operationType));
            const running = rotations.find(begun);
            if (running) return running.id;
            const identity = { id, owner, generation, triggers, failed: rotations.find(hasFailed)?.id };
            return rotation.rotate(retryToken("rotate", identity));
        },
        failed: (words) =>
            `the key of ${what} was not rotated: ${words}. The version in use before is still in use; look at the ` +
            "policy of the KMS key and whether it is enabled, then run again",
    });
}
