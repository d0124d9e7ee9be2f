import { same } from "../../validation/equality";
import type { Refusal } from "../words";

/*
 * Some arguments of a VM cluster, an infrastructure or a network change in the console: people scale, rename and upgrade them. The
 * native provider cannot update these arguments and would create another resource. So the native resource ignores them, and the
 * guard compares the program with the live values.
 */

/** Something that the program made, as AWS lists it now. */
export interface Found {
    readonly id: string;
    readonly status: string;
    /** The arguments that the service shows, under the names that components give them. */
    readonly shown: Readonly<Record<string, unknown>>;
}

interface Said {
    /** The arguments that can change in the console, if their values are known. */
    readonly names: readonly string[];
    /** Arguments of which the program gives another value than in the last run. */
    readonly changes: readonly string[];
    readonly after: Readonly<Record<string, unknown>>;
}

export interface Followed {
    readonly refusals: Refusal[];
    readonly warnings: string[];
}

/**
 * Compares the program with the live values. A program that gives the live value passes. If the program stays the same and the live
 * value is another one, there is a warning. A new value that is not the live one is refused, because nothing would set it.
 */
export function followed(noun: string, meant: readonly Found[], { names, changes, after }: Said): Followed {
    const refusals: Refusal[] = [];
    const warnings: string[] = [];
    const [one, ...others] = meant;
    for (const name of names) {
        const apart = meant.filter(({ shown }) => !same(shown[name], after[name]));
        const isAsked = changes.includes(name);
        // If several have the same name, one with the value of the program may be the right one.
        if (one === undefined || apart.length < meant.length) continue;
        if (isAsked) refusals.push(refusalOf(noun, one, name, after[name]));
        else if (others.length === 0 && one.shown[name] !== undefined) {
            const values = apartIn(one.shown[name], after[name]);
            warnings.push(
                `${noun} ${one.id}: ${name} ${values}. Nothing is changed. Give the live value in the program`,
            );
        }
    }
    return { refusals, warnings };
}

function refusalOf(noun: string, { id, status, shown }: Found, name: string, wanted: unknown): Refusal {
    const reason = `${noun} ${id}: ${name} ${apartIn(shown[name], wanted)}, and the native provider cannot change it`;
    if (status === "FAILED") {
        return {
            reason,
            remedy: `the ${noun} is FAILED: delete it in the console, run \`pulumi refresh\`, then run again`,
        };
    }
    return {
        reason,
        remedy: "change it in the console of OCI or of Oracle Database@AWS first, or give the live value in the program",
    };
}

/** Lists, such as SSH keys, are too long for a message. */
function apartIn(live: unknown, wanted: unknown): string {
    if (live === undefined) return "has a new value in the program, AWS does not show the live one";
    if (typeof live === "object" || typeof wanted === "object") return "is not the list in the program";
    return `is ${live}, not ${wanted} as in the program`;
}
