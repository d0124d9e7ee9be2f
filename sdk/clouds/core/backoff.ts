import type { Clock } from "./clock";

interface BackoffOptions {
    /** Upper bound of the first delay, in milliseconds. */
    readonly first: number;
    /** Upper bound of every delay, in milliseconds. */
    readonly most: number;
    /** Growth of the bound from delay to delay. */
    readonly factor: number;
}

/** For polling: often enough for an operation that takes milliseconds, seldom enough for one that takes an hour. */
export const polling: BackoffOptions = { first: 100, most: 10_000, factor: 1.6 };

/** For retries of requests that got no answer. */
export const retrying: BackoffOptions = { first: 250, most: 8_000, factor: 2 };

/**
 * Delays with full jitter: each delay is random, between zero and a bound that grows. So callers that a service turned away together
 * do not come back together.
 */
export class Backoff {
    private bound: number;

    constructor(
        private readonly clock: Clock,
        private readonly options: BackoffOptions,
    ) {
        this.bound = options.first;
    }

    /** @param atLeast Delay that the service asked for, in milliseconds. It may exceed the bound. */
    next(atLeast = 0): number {
        const drawn = this.clock.random() * this.bound;
        this.bound = Math.min(this.options.most, this.bound * this.options.factor);
        return Math.max(atLeast, Math.ceil(drawn));
    }

    reset(): void {
        this.bound = this.options.first;
    }
}
