import { Backoff, polling } from "./backoff";
import { type Clock, realClock } from "./clock";
import { type Look, TimeoutError, type WaitOptions } from "./wait";

interface Waiter<T> {
    readonly options: WaitOptions;
    readonly deadline: number;
    /** Number of the first look that counts for this waiter: one that began after the waiter came. */
    readonly from: number;
    readonly look: (list: T) => Look<unknown>;
    readonly resolve: (value: unknown) => void;
    readonly reject: (error: unknown) => void;
}

/**
 * One list that many wait on. However many waiters there are, the list is asked for once a tick. A waiter sees only lists that were
 * asked for after it came, so it never takes the state before its own call for the state after it.
 */
export class Watch<T> {
    private waiters: Waiter<T>[] = [];
    private looks = 0;
    private running = false;
    private readonly backoff: Backoff;

    constructor(
        private readonly list: () => Promise<T>,
        private readonly clock: Clock = realClock,
    ) {
        this.backoff = new Backoff(clock, polling);
    }

    /** Resolves with the value of the first look that is done. Rejects with what a look throws. */
    until<R>(options: WaitOptions, look: (list: T) => Look<R>): Promise<R> {
        return new Promise<R>((resolve, reject) => {
            this.waiters.push({
                options,
                deadline: this.clock.now() + options.timeoutSeconds * 1000,
                from: this.looks + 1,
                look,
                resolve: resolve as (value: unknown) => void,
                reject,
            });
            // The next look often has the answer for a new waiter, and a quick tick costs the others nothing.
            this.backoff.reset();
            if (!this.running) {
                this.running = true;
                void this.run();
            }
        });
    }

    private async run(): Promise<void> {
        while (this.waiters.length > 0) {
            this.looks += 1;
            try {
                const list = await this.list();
                this.waiters = this.waiters.filter((waiter) => waiter.from > this.looks || this.serve(waiter, list));
            } catch (error) {
                const failed = this.waiters.filter((waiter) => waiter.from <= this.looks);
                this.waiters = this.waiters.filter((waiter) => waiter.from > this.looks);
                for (const waiter of failed) waiter.reject(error);
            }
            if (this.waiters.length > 0) await this.clock.sleep(this.backoff.next());
        }
        this.running = false;
    }

    /** Whether the waiter has to wait on. */
    private serve(waiter: Waiter<T>, list: T): boolean {
        try {
            waiter.options.signal?.throwIfAborted();
            const found = waiter.look(list);
            if (found.done) {
                waiter.resolve(found.value);
                return false;
            }
            const { what, timeoutSeconds } = waiter.options;
            if (this.clock.now() >= waiter.deadline) throw new TimeoutError(what, timeoutSeconds, found.state);
            return true;
        } catch (error) {
            waiter.reject(error);
            return false;
        }
    }
}
