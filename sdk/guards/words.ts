import type { Finding } from "../chain/finding";
import type { UsingDatabase } from "./usage";

/** Why something must not happen, and what to do instead. */
export interface Refusal {
    readonly reason: string;
    readonly remedy: string;
}

/** The way through for whoever means it: databases first. */
export const offAwsKms =
    "or take its databases off AWS KMS first as docs/runbooks/take-a-cluster-off-aws-kms.md describes";
export const takeOff = `keep it as it is, ${offAwsKms}`;

/** Names the databases that use something; undefined when none does. */
export function spoken(databases: readonly UsingDatabase[]): string | undefined {
    if (databases.length === 0) return undefined;
    const names = databases.map(({ name, id, clusterName }) => `${name} of VM cluster ${clusterName} (${id})`).sort();
    return `${names.length === 1 ? "database" : "databases"} ${names.join(", ")}`;
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
