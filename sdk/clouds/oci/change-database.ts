import { Backoff } from "../core/backoff";
import { realClock } from "../core/clock";
import { isConflict, PlainError } from "../core/errors";
import { done, pending, waitFor } from "../core/wait";
import {
    failDatabaseWorkRequest,
    followWorkRequests,
    hasFailed,
    listDatabaseWorkRequests,
    type WorkRequest,
    WorkRequestError,
} from "./work-requests";

/** States that a resource of the Database service never leaves by itself. */
const final = new Set(["FAILED", "TERMINATING", "TERMINATED", "RESTORE_FAILED", "RELOCATED", "DISABLED"]);

/** States in which the service changes the resource, perhaps its keys. In any other state, what the resource shows is valid. */
const changing = new Set(["PROVISIONING", "UPDATING"]);

/** An hour. The longest of these operations take about ten minutes on large databases. */
const timeoutSeconds = 3600;

export interface Settling {
    readonly id: string;
    readonly compartmentId: string;
    readonly lifecycleState: string;
    readonly lifecycleDetails?: string;
}

/** A reader that first returns what was just read, so that nobody asks the service twice. */
export function startingWith<T>(found: T, read: () => Promise<T>): () => Promise<T> {
    let fresh: T | undefined = found;
    return async () => {
        const first = fresh;
        fresh = undefined;
        return first ?? read();
    };
}

interface Waiting<T extends Settling> {
    readonly what: string;
    read(): Promise<T>;
    /** What cannot be done before. */
    readonly to?: string;
    /** Whether there is nothing to wait for, because nothing is to be changed. */
    isEnough?(resource: T): boolean;
}

/** Waits until a resource of the Database service is AVAILABLE, so that it can be changed. */
export function settled<T extends Settling>({ what, read, to, isEnough }: Waiting<T>): Promise<T> {
    return waitFor({ what, timeoutSeconds, ...(to === undefined ? {} : { before: to }) }, async () => {
        const found = await read();
        const { lifecycleState: state, lifecycleDetails } = found;
        if (state === "AVAILABLE") return done(found);
        if (!final.has(state) && !changing.has(state) && isEnough?.(found)) return done(found);
        const words = lifecycleDetails ? `${state} (${lifecycleDetails})` : state;
        if (final.has(state)) throw new PlainError(`${what} is ${words}`);
        return pending(words);
    });
}

interface Change<T extends Settling> {
    /** The resource, as a noun with its name. */
    readonly what: string;
    /** What the change does, as an infinitive. */
    readonly to: string;
    read(): Promise<T>;
    /** Whether there is nothing left to do. Throws to refuse the change. */
    satisfied(resource: T): boolean;
    /**
     * Asks for the change.
     * @param listed The work requests of the resource so far, newest first.
     * @returns `opc-work-request-id`, if there is one.
     */
    request(resource: T, listed: readonly WorkRequest[]): Promise<string | undefined>;
    /** The message if the service accepted the change and it failed. @param words The words of the service. */
    failed(words: string): string | Promise<string>;
}

/** The outcome of a change. */
export interface Changed<T> {
    readonly resource: T;
    /** False if the resource was already as wanted, so that nothing was asked for. */
    readonly changed: boolean;
    readonly workRequestId?: string;
}

/**
 * Asks for a change when the resource is ready, follows it to its end, and reads the resource again. The caller has to check
 * whether the resource is as wanted.
 * Throws the message of `failed` if a work request failed.
 */
export async function change<T extends Settling>(wanted: Change<T>): Promise<Changed<T>> {
    try {
        return await followed(wanted);
    } catch (error) {
        throw error instanceof WorkRequestError ? new PlainError(await wanted.failed(error.message)) : error;
    }
}

async function followed<T extends Settling>(wanted: Change<T>): Promise<Changed<T>> {
    const accepted = await accept(wanted);
    if (!accepted.requested) return { resource: accepted.resource, changed: false };
    const { id, compartmentId } = accepted.resource;
    const [workRequestId] = await followWorkRequests("database", accepted.header, id, {
        what: wanted.what,
        timeoutSeconds,
    });
    const resource = await settled({ what: wanted.what, read: wanted.read });
    if (workRequestId !== undefined) return { resource, changed: true, workRequestId };

    // Without an id in the answer, what is listed since then tells whether the work failed.
    const since = (await listDatabaseWorkRequests(compartmentId, id)).filter(
        (listed) => !accepted.before.has(listed.id),
    );
    const failed = since.find(hasFailed);
    if (failed) await failDatabaseWorkRequest(failed, id);
    return { resource, changed: true, ...(since[0] ? { workRequestId: since[0].id } : {}) };
}

type Accepted<T> =
    | { readonly requested: false; readonly resource: T }
    | { readonly requested: true; readonly resource: T; readonly header?: string; readonly before: Set<string> };

/**
 * Waits out a conflict as long as the resource is on its way to AVAILABLE. If the resource is already AVAILABLE, tries a few more
 * times, because the service may see an older state than the one it shows.
 */
async function accept<T extends Settling>(wanted: Change<T>): Promise<Accepted<T>> {
    const backoff = new Backoff(realClock, { first: 200, most: 10_000, factor: 2 });
    for (let triesLeft = 6; ; triesLeft--) {
        const { what, to, read, satisfied } = wanted;
        const resource = await settled({ what, to, read, isEnough: satisfied });
        if (wanted.satisfied(resource)) return { requested: false, resource };
        const listed = await listDatabaseWorkRequests(resource.compartmentId, resource.id);
        const before = new Set(listed.map(({ id }) => id));
        try {
            const header = await wanted.request(resource, listed);
            return { requested: true, resource, before, ...(header === undefined ? {} : { header }) };
        } catch (error) {
            if (!isConflict(error) || error.code === "InvalidatedRetryToken" || triesLeft === 0) throw error;
            await realClock.sleep(backoff.next());
        }
    }
}
