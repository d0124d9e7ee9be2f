import { Backoff } from "../core/backoff";
import { realClock } from "../core/clock";
import { isConflict, PlainError } from "../core/errors";
import { done, pending, waitFor } from "../core/wait";
import { followWorkRequests, WorkRequestError } from "./work-requests";

/** Half an hour: the multicloud service takes some minutes at most. */
const timeoutSeconds = 1800;

interface Living {
    readonly lifecycleState?: string;
    readonly lifecycleStateDetails?: string;
}

const onTheWay = new Set(["CREATING", "UPDATING", "DELETING"]);

/** Follows an accepted change in the multicloud service to its end. @returns OCID of the work request, if there was one. */
export async function follow(what: string, header: string | undefined, target: string): Promise<string | undefined> {
    try {
        const [id] = await followWorkRequests("dbmulticloud", header, target, { what, timeoutSeconds });
        return id;
    } catch (error) {
        throw error instanceof WorkRequestError ? new PlainError(`${what} failed: ${error.message}`) : error;
    }
}

/** Waits until no work is under way on the resource. Throws the words of the service if the resource is FAILED. */
export function atRest<T extends Living>(what: string, read: () => Promise<T>): Promise<T> {
    return waitFor({ what, timeoutSeconds }, async () => {
        const found = await read();
        const { lifecycleState = "UNKNOWN", lifecycleStateDetails } = found;
        if (onTheWay.has(lifecycleState)) return pending(lifecycleState);
        if (lifecycleState !== "FAILED") return done(found);
        throw new PlainError(`${what} is FAILED: ${lifecycleStateDetails || "the service gave no reason"}`);
    });
}

/** Makes a call. If somebody else is changing the resource, waits until that has ended and tries again, a few times. */
export async function whenFree<T>(call: () => Promise<T>, settled: () => Promise<unknown>): Promise<T> {
    const backoff = new Backoff(realClock, { first: 200, most: 10_000, factor: 2 });
    for (let triesLeft = 6; ; triesLeft--) {
        try {
            return await call();
        } catch (error) {
            if (!isConflict(error) || error.code === "InvalidatedRetryToken" || triesLeft === 0) throw error;
            await realClock.sleep(backoff.next());
            await settled();
        }
    }
}
