import { Backoff, polling } from "./backoff";
import { type Clock, realClock } from "./clock";
import { PlainError } from "./errors";

/** The result of one look: done with a value, or still pending. */
export type Look<T> =
    | { readonly done: true; readonly value: T }
    | { readonly done: false; readonly state: string; readonly retryAfterSeconds?: number };

export const done = <T>(value: T): Look<T> => ({ done: true, value });

/** @param state The state now. The message names it if time runs out. */
export const pending = (state: string, retryAfterSeconds?: number): Look<never> =>
    retryAfterSeconds === undefined ? { done: false, state } : { done: false, state, retryAfterSeconds };

export interface WaitOptions {
    /** What to wait for, as a noun: "the key store of VM cluster ocid1…". */
    readonly what: string;
    readonly timeoutSeconds: number;
    readonly clock?: Clock;
    readonly signal?: AbortSignal;
    /** What cannot be done before, as an infinitive. If something has to be waited for, people are told once. */
    readonly before?: string;
}

export class TimeoutError extends PlainError {
    override readonly name = "TimeoutError";

    constructor(what: string, timeoutSeconds: number, state: string) {
        super(`${what} took longer than ${spoken(timeoutSeconds)}; last seen: ${state}`);
    }
}

/** Looks immediately, and then again until a look is done, a look throws, or time is up. */
export async function waitFor<T>(options: WaitOptions, look: () => Promise<Look<T>>): Promise<T> {
    const clock = options.clock ?? realClock;
    const deadline = clock.now() + options.timeoutSeconds * 1000;
    const backoff = new Backoff(clock, polling);
    for (let looks = 0; ; looks++) {
        options.signal?.throwIfAborted();
        const found = await look();
        if (found.done) return found.value;
        if (looks === 0 && options.before !== undefined) tell(options.what, found.state, options.before);
        const left = deadline - clock.now();
        if (left <= 0) throw new TimeoutError(options.what, options.timeoutSeconds, found.state);
        const delay = backoff.next((found.retryAfterSeconds ?? 0) * 1000);
        await clock.sleep(Math.min(delay, left), options.signal);
    }
}

/** The engine shows what its plugins print. */
function tell(what: string, state: string, before: string): void {
    console.info(`${what} is ${state}: waiting until it is AVAILABLE, to ${before}`);
}

function spoken(seconds: number): string {
    return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} seconds`;
}
