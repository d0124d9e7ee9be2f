import { same } from "../../validation/equality";
import type { Refusal } from "../words";

/*
 * The clouds change some arguments of a VM cluster or an infrastructure while it goes on: people scale it, and patch it. The
 * native provider has no update for them and would make another one in its place. So the native resource ignores them. The guard
 * compares what the program says with what is there.
 */

/** Something that a program made, as AWS lists it now. */
export interface Found {
    readonly id: string;
    readonly status: string;
    /** What the service shows of the arguments, under the names that components give them. */
    readonly shown: Readonly<Record<string, unknown>>;
}

interface Said {
    /** The arguments that the clouds change, as far as their values are known. */
    readonly names: readonly string[];
    /** Which of all arguments say something else than in the last run. */
    readonly changes: readonly string[];
    readonly after: Readonly<Record<string, unknown>>;
}

export interface Followed {
    readonly refusals: Refusal[];
    readonly warnings: string[];
}

/**
 * What the program says of these arguments and what is there. A program that follows what is there passes. One that stands still
 * while the clouds go on is told so. One that asks for something else is refused, because nothing would do it.
 */
export function followed(noun: string, meant: readonly Found[], { names, changes, after }: Said): Followed {
    const refusals: Refusal[] = [];
    const warnings: string[] = [];
    const [one, ...others] = meant;
    for (const name of names) {
        const apart = meant.filter(({ shown }) => !same(shown[name], after[name]));
        const isAsked = changes.includes(name);
        // Of several with the same name, one that is as the program says may be the one that is meant.
        if (one === undefined || apart.length < meant.length) continue;
        if (isAsked) refusals.push(asksTooMuch(noun, one, name, after[name]));
        else if (others.length === 0 && one.shown[name] !== undefined) {
            const values = apartIn(one.shown[name], after[name]);
            warnings.push(`${noun} ${one.id}: ${name} ${values}. Nothing is changed: say in the program what is there`);
        }
    }
    return { refusals, warnings };
}

function asksTooMuch(noun: string, { id, status, shown }: Found, name: string, wanted: unknown): Refusal {
    const reason = `${noun} ${id}: ${name} ${apartIn(shown[name], wanted)}, and the native provider cannot change it`;
    if (status === "FAILED") {
        return { reason, remedy: `the ${noun} is FAILED: delete it there, run \`pulumi refresh\`, then run again` };
    }
    return {
        reason,
        remedy: "change it in the console of OCI or of Oracle Database@AWS first, or say in the program what is there",
    };
}

/** Values of some members, such as keys, are too long to be told. */
function apartIn(live: unknown, wanted: unknown): string {
    if (live === undefined) return "is not told by AWS, and the program says something else than before";
    if (typeof live === "object" || typeof wanted === "object") return "is not what the program says";
    return `is ${live} there, and ${wanted} in the program`;
}
