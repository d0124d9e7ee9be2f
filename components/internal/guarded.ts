import type * as pulumi from "@pulumi/pulumi";
import { ChangeGuard } from "../../sdk/resources";

/** A guard, and what it lets through: the one source of what a native resource is made of. */
export interface Guarded<W extends object> {
    readonly guard: ChangeGuard<W>;
    readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;
}

/** Sets a guard before a native resource. @param kind one of the kinds of ChangeGuard */
export function guarded<W extends object>(
    kind: string,
    name: string,
    wanted: W,
    opts: pulumi.CustomResourceOptions,
): Guarded<W> {
    const guard = new ChangeGuard(name, { kind, wanted }, opts);
    return { guard, wanted: guard.wanted };
}
