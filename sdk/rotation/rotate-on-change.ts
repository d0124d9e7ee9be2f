import { PlainError } from "../clouds/core/errors";
import { retryToken } from "../clouds/core/retry-token";
import { type Changed, change, type Settling } from "../clouds/oci/change-database";
import { refuseStandby } from "../clouds/oci/data-guard";
import type { ContainerDatabase } from "../clouds/oci/databases";
import { locationOf } from "../clouds/oci/key-location";
import { hasFailed, isUnderWay, type WorkRequest } from "../clouds/oci/work-requests";
import { requested } from "./triggers";

export type Triggers = Readonly<Record<string, string>>;

/** What the state keeps about rotations. */
export interface RotationState {
    readonly rotationTriggers?: Triggers;
    /** Number of rotations. */
    readonly generation: number;
    readonly lastWorkRequestId?: string;
    readonly lastRotatedAt?: string;
    readonly lastOutcome?: string;
}

/** The part of a larger state that is about rotations. */
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
 * Whether a work request may be a rotation, judged by its type. Oracle publishes no list of types, so every type that is about
 * keys counts: if a failed rotation were overlooked, OCI would repeat its answer instead of rotating again. Work requests of a
 * PDB and of the root differ.
 */
export const pluggableRotations = /rotat|key|vault|tde/i;
export const containerRotations = /^(?!.*pluggable).*(?:rotat|key|vault|tde)/i;

export interface Rotation<T extends Settling> {
    /** What is rotated, as a noun with its name. */
    readonly what: string;
    /** Id of the resource that asks. If two resources rotate one database, these are two changes. */
    readonly owner: string;
    /** Whether a work request of the resource may be a rotation, judged by its type. */
    readonly workRequests: RegExp;
    read(): Promise<T>;
    /** Throws if the key must not be rotated. */
    refuse(resource: T): void;
    rotate(retryToken: string): Promise<string | undefined>;
}

/**
 * Rotates once if a trigger was added or has another value.
 *
 * A rotation leaves no trace in the resource. So a run that was cut off between request and answer looks like a run that never
 * asked. Both carry the same retry token, made of target, generation and triggers, and OCI rotates only once. After a failed
 * rotation OCI must rotate again instead of repeating its answer, so the failed work request is part of the token. Tokens live
 * for 24 hours. A run repeated later rotates again, which does no harm. If the rotation is still running, the run waits for it.
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
            `the key of ${what} was not rotated: ${words}. The previous version is still in use; check the ` +
            "policy of the KMS key and whether the key is enabled, then run again",
    });
}

/** Throws unless the master key is in AWS KMS, and under the given key, if one is given. Throws for a standby of Data Guard. */
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

/** An id for the resource. If the program creates the resource again, it gets a new id and counts its rotations from zero. */
export function ownerId(target: string): string {
    return `${target}@${new Date().toISOString()}`;
}
