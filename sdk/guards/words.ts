import type { Finding } from "../chain/finding";

/** Why the guard refuses something, and what to do instead. */
export interface Refusal {
    readonly reason: string;
    readonly remedy: string;
}

export function sentence({ reason, remedy }: Refusal): string {
    return `${reason}; ${remedy}`;
}

/** A refusal as a failure of `check`. It names no property, because the engine would then print the guard's long inputs. */
export function asFailure(refusal: Refusal): { readonly property: string; readonly reason: string } {
    return { property: "", reason: sentence(refusal) };
}

/** The warning about a link that is broken and that the change might not repair. */
export function stillBroken(users: string, found: Finding): string[] {
    if (found.state === "whole") return [];
    const outlook =
        found.state === "broken"
            ? "this change does not repair that"
            : "it is unknown whether this change repairs that";
    return [`${users} cannot open its key, and ${outlook}: ${found.evidence}; ${found.remedy}`];
}
