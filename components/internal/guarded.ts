import type * as pulumi from "@pulumi/pulumi";
import { ChangeGuard } from "../../sdk/resources";
import { nativeAccount, nativeTenancy } from "./native-place";

/** A guard and what it lets through. The native resource takes its arguments only from `wanted`. */
export interface Guarded<W extends object> {
    readonly guard: ChangeGuard<W>;
    readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;
}

/**
 * A name as the guard watches it. The name of the component stands in for one that is not given. Another name of the component
 * then asks for no other name.
 */
export function namedAs<M extends string>(
    component: string,
    member: M,
    given: pulumi.Input<string> | undefined,
): Record<M, pulumi.Input<string>> & { defaults?: string[] } {
    const named = { [member]: given ?? component } as Record<M, pulumi.Input<string>>;
    return given === undefined ? { ...named, defaults: [member] } : named;
}

/** Kinds whose native resource is one of OCI. */
const inOci = new Set(["registration", "database"]);

/** Creates a guard that a native resource depends on. @param kind One of the kinds of ChangeGuard. */
export function guarded<W extends object>(
    kind: string,
    name: string,
    wanted: W,
    opts: { readonly parent: pulumi.Resource },
): Guarded<W> {
    const place = inOci.has(kind)
        ? { tenancyId: nativeTenancy(opts.parent) }
        : { accountId: nativeAccount(opts.parent) };
    const guard = new ChangeGuard(name, { kind, wanted, ...place }, opts);
    return { guard, wanted: guard.wanted };
}
