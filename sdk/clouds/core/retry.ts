import { Backoff, retrying } from "./backoff";
import { type Clock, realClock } from "./clock";

const attempts = 8;
const longestWait = 60_000;

/** The outcome of one attempt: a value, or a failure and whether to try again. */
export type Attempt<T> =
    | { readonly value: T }
    | { readonly failure: Error; readonly retry: boolean; readonly retryAfterSeconds?: number };

/** Whether the same request may succeed later: the service throttled it, or failed inside. */
export function isTransient(status: number): boolean {
    return status === 429 || status >= 500;
}

/** `retry-after` in seconds. The services called here do not use the date form. */
export function retryAfterSeconds(headers: Headers): number | undefined {
    const seconds = Number.parseInt(headers.get("retry-after") ?? "", 10);
    return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/**
 * Repeats a request that may be repeated, a limited number of times. It does not repeat after a state conflict (409): only the
 * operation knows whether the state can still change.
 */
export async function withRetries<T>(attempt: () => Promise<Attempt<T>>, clock: Clock = realClock): Promise<T> {
    const backoff = new Backoff(clock, retrying);
    for (let number = 1; ; number++) {
        const result = await attempt();
        if ("value" in result) return result.value;
        if (!result.retry || number === attempts) throw result.failure;
        await clock.sleep(Math.min(longestWait, backoff.next((result.retryAfterSeconds ?? 0) * 1000)));
    }
}

/** Why a request got no answer: the code of the system. Unlike its message, the code holds no address and no body. */
export function networkReason(error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (cause instanceof Error && cause.name === "TimeoutError") return "no answer in time";
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    return typeof code === "string" ? code : "the connection failed";
}
