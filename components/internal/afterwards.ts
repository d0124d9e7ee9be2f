import * as pulumi from "@pulumi/pulumi";

/** Turns of the event loop that the runtime needs to send a resource whose inputs are all known. */
const turns = 5;

/**
 * The same value, slightly later. Resources that take the value directly are registered before resources that take it through
 * this function, provided they need nothing but the value and `others`. With `--parallel 1` the engine then handles them first.
 * @param others What else the first resources wait for.
 */
export function afterwards<T>(value: pulumi.Input<T>, others: readonly pulumi.Input<unknown>[]): pulumi.Output<T> {
    return pulumi.all([value, ...others]).apply(async ([known]) => {
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
        return known as T;
    }) as pulumi.Output<T>;
}
