import type * as pulumi from "@pulumi/pulumi";
import { ChangeGuard } from "../../sdk/resources";
import { nativeAccount, nativeTenancy } from "./native-place";

/** A guard and what it lets through. The native resource takes its arguments only from `wanted`. */
export interface Guarded<W extends object> {
    readonly guard: ChangeGuard<W>;
    readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;
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
