import type { Clock } from "../../../sdk/clouds/core/clock";

/** A clock that jumps over every sleep, and remembers it. */
export class FakeClock implements Clock {
    readonly sleeps: number[] = [];
    private time = 0;

    /** @param chance What `random` gives. */
    constructor(private readonly chance = 1) {}

    now(): number {
        return this.time;
    }

    async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
        signal?.throwIfAborted();
        this.sleeps.push(milliseconds);
        this.time += milliseconds;
    }

    random(): number {
        return this.chance;
    }
}
