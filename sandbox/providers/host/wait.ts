import { setTimeout as sleep } from "node:timers/promises";

export interface Wait<T> {
    pending: readonly string[];
    /** States that end the wait well; empty when the end is the absence of the resource. */
    target: readonly string[];
    /** The object and its state, or nothing when it is absent. */
    refresh: () => Promise<{ object: T; state: string } | undefined>;
    timeout: number;
    signal: AbortSignal;
    /** How often in a row the target must be seen. @default 1 */
    times?: number;
    /** How many absences in a row are taken for a service that has not caught up yet. @default 20 */
    absences?: number;
}

/** A state that is neither waited out nor wished for. */
export class UnexpectedState extends Error {
    constructor(
        readonly state: string,
        wanted: string,
    ) {
        super(`unexpected state '${state}', wanted target '${wanted}'. last error: %!s(<nil>)`);
    }
}

const firstPause = 40;
const longestPause = 2000;

/** Waits until a state is reached; any state that is neither pending nor target is an error, in the words of Terraform's plugin SDK. */
export async function waitFor<T>(wait: Wait<T>): Promise<T | undefined> {
    const end = Date.now() + wait.timeout;
    const wanted = wait.target.length > 0 ? wait.target.join(", ") : "";
    let pause = firstPause;
    let seen = 0;
    let absent = 0;
    let last = "";
    for (;;) {
        wait.signal.throwIfAborted();
        const found = await wait.refresh();
        if (!found) {
            if (wait.target.length === 0) return undefined;
            absent += 1;
            if (absent > (wait.absences ?? 20)) throw new Error(`couldn't find resource (${absent} retries)`);
        } else {
            absent = 0;
            last = found.state;
            if (wait.target.includes(found.state)) {
                seen += 1;
                if (seen >= (wait.times ?? 1)) return found.object;
            } else {
                seen = 0;
                if (!wait.pending.includes(found.state)) {
                    throw new UnexpectedState(found.state, wanted);
                }
            }
        }
        if (Date.now() >= end) {
            throw new Error(
                `timeout while waiting for state to become '${wanted}' (last state: '${last}', timeout: ${wait.timeout / 1000}s)`,
            );
        }
        await sleep(pause, undefined, { signal: wait.signal });
        pause = Math.min(longestPause, Math.round(pause * 1.4));
    }
}

/** `1h30m` and the like, as `timeouts` blocks carry them. */
export function durationOf(text: string): number {
    const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
        total += Number(amount) * (units[unit ?? ""] ?? 0);
    }
    return total;
}
