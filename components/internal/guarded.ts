import type * as pulumi from "@pulumi/pulumi";
import { ChangeGuard } from "../../sdk/resources";

/** A guard and what it lets through. The native resource takes its arguments only from `wanted`. */
export interface Guarded<W extends object> {
    readonly guard: ChangeGuard<W>;
    readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;
}

/** Creates a guard that a native resource depends on. @param kind One of the kinds of ChangeGuard. */
export function guarded<W extends object>(
    kind: string,
    name: string,
    wanted: W,
    opts: pulumi.CustomResourceOptions,
): Guarded<W> {
    const guard = new ChangeGuard(name, { kind, wanted }, opts);
    return { guard, wanted: guard.wanted };
}
