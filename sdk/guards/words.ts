import type { Finding } from "../chain/finding";

/** Why something must not happen, and what to do instead. */
export interface Refusal {
    readonly reason: string;
    readonly remedy: string;
}

export function sentence({ reason, remedy }: Refusal): string {
    return `${reason}; ${remedy}`;
}

/** A refusal as a check tells it. The inputs of a guard may be long: without a property, the engine prints the reason alone. */
export function asFailure(refusal: Refusal): { readonly property: string; readonly reason: string } {
    return { property: "", reason: sentence(refusal) };
}

/** What people are told of a link that is broken and that a change does not mend for certain. */
export function stillBroken(users: string, found: Finding): string[] {
    if (found.state === "whole") return [];
    const outlook =
        found.state === "broken" ? "this change does not mend that" : "nobody can tell whether this change mends that";
    return [`${users} cannot open its key, and ${outlook}: ${found.evidence}; ${found.remedy}`];
}

/** Tells people something that ends no run. The engine shows what its plugins print. */
export function warn(text: string): void {
    console.warn(`warning: ${text}`);
}
