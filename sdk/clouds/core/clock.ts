import { setTimeout as delay } from "node:timers/promises";

/** Time and chance. Tests replace both. */
export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
    /** From 0 up to but not including 1. */
    random(): number;
}

export const realClock: Clock = {
    now: () => Date.now(),
    sleep: async (milliseconds, signal) => {
        await delay(milliseconds, undefined, { signal });
    },
    random: () => Math.random(),
};
