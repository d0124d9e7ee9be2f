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

/** States that no resource of the Database service leaves by itself. */
const final = new Set(["FAILED", "TERMINATING", "TERMINATED", "RESTORE_FAILED", "RELOCATED", "DISABLED"]);

/** States in which something of the resource is being changed, its keys perhaps. In all others, what it shows holds. */
const changing = new Set(["PROVISIONING", "UPDATING"]);

/** An hour: the longest of these operations, on large databases, take some ten minutes. */
const timeoutSeconds = 3600;

export interface Settling {
    readonly id: string;
    readonly compartmentId: string;
    readonly lifecycleState: string;
    readonly lifecycleDetails?: string;
}

/** A reader that gives first what was read just now, so that it is not asked for twice. */
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
    /** What is to be done, as an infinitive. */
    readonly to: string;
    read(): Promise<T>;
    /** Whether there is nothing left to do. It may throw: a refusal. */
    satisfied(resource: T): boolean;
    /**
     * Asks for the change.
     * @param listed The work requests of the resource so far, newest first.
     * @returns `opc-work-request-id`, if there is one.
     */
    request(resource: T, listed: readonly WorkRequest[]): Promise<string | undefined>;
    /** What to tell people when the change was accepted and did not come about. @param words The service's own. */
    failed(words: string): string | Promise<string>;
}

/** What became of a change. */
export interface Changed<T> {
    readonly resource: T;
    /** False when the resource was as wanted before anything was asked for. */
    readonly changed: boolean;
    readonly workRequestId?: string;
}

/**
 * Asks for a change when the resource can take it, follows it to its end, and reads the resource again. Whether the
 * outcome is the wanted one is for the caller to see in that.
 * Throws `failed` with the service's words when a work request failed.
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
 * A conflict is waited out as long as the resource is on its way to AVAILABLE; when it is there already, a few tries
 * remain, because the service may see an older state than the one it shows.
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
