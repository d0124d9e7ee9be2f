import * as pulumi from "@pulumi/pulumi";

/** Turns of the event loop in which the runtime sends a resource whose inputs are all known. */
const turns = 5;

/**
 * The same value a moment later. Resources that need it directly, and nothing but it and the others, are registered before those
 * that need it by this: they come first where the engine does one thing after the other (`--parallel 1`).
 * @param others What else the first ones wait for.
 */
export function afterwards<T>(value: pulumi.Input<T>, others: readonly pulumi.Input<unknown>[]): pulumi.Output<T> {
    return pulumi.all([value, ...others]).apply(async ([known]) => {
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        return known as T;
    }) as pulumi.Output<T>;
}
