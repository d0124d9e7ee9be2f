import { PlainError } from "../clouds/core/errors";
import { retryToken } from "../clouds/core/retry-token";
import { type Changed, change, type Settling } from "../clouds/oci/change-database";
import { refuseStandby } from "../clouds/oci/data-guard";
import type { ContainerDatabase } from "../clouds/oci/databases";
import { locationOf } from "../clouds/oci/key-location";
import { hasFailed, isUnderWay, type WorkRequest } from "../clouds/oci/work-requests";
import { requested } from "./triggers";

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

/** What a larger state keeps of rotations. */
export function rotationsOf({
    generation,
    rotationTriggers,
    lastWorkRequestId,
    lastRotatedAt,
    lastOutcome,
}: RotationState): RotationState {
    return {
        generation,
        ...(rotationTriggers ? { rotationTriggers } : {}),
        ...(lastWorkRequestId ? { lastWorkRequestId } : {}),
        ...(lastRotatedAt ? { lastRotatedAt } : {}),
        ...(lastOutcome ? { lastOutcome } : {}),
    };
}

/**
 * Work requests that may be rotations, by what their types say. Oracle publishes no list of types: whatever is about keys
 * counts, because a failed rotation that is not seen would be answered again instead of made anew. Those of a PDB are not
 * those of the root.
 */
export const pluggableRotations = /rotat|key|vault|tde/i;
export const containerRotations = /^(?!.*pluggable).*(?:rotat|key|vault|tde)/i;

interface Rotation<T extends Settling> {
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
 * Rotates once if a trigger was added or has another value.
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
    if (requested(state.rotationTriggers, triggers).length === 0) return { ...kept, ...given };

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
        to: "rotate its key",
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

/** Throws unless the master key is in AWS KMS, under the given key if there is one, and for a standby of Data Guard. */
export function refuseOffAws(database: ContainerDatabase, registeredKeyId?: string): void {
    const { name, keyProvider, awsKeyId } = database;
    if (keyProvider !== "AWS") {
        throw new PlainError(
            `the key of database ${name} is in ${locationOf(database)}: move it to AWS KMS before rotating it here`,
        );
    }
    if (registeredKeyId !== undefined && awsKeyId !== registeredKeyId) {
        throw new PlainError(
            `database ${name} uses the registered key ${awsKeyId}, not ${registeredKeyId}: give the key that it uses`,
        );
    }
    refuseStandby(database);
}

/** Unlike the database, the resource is a new one each time it is made: its rotations are counted from zero again. */
export function ownerId(target: string): string {
    return `${target}@${new Date().toISOString()}`;
}
