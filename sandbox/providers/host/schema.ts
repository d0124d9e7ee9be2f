import type { Provider } from "./spec";

/** A schema that names what is supported; types are left open, since programs take theirs from the SDK packages. */
export function schemaOf<Session>(provider: Provider<Session>, version: string): string {
    const anything = { $ref: "pulumi.json#/Any" };
    const open = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, anything]));
    const resources = Object.fromEntries(
        Object.entries(provider.resources).map(([token, spec]) => {
            const inputs = Object.keys(spec.inputs);
            return [token, { inputProperties: open(inputs), properties: open([...inputs, ...spec.outputs]) }];
        }),
    );
    const functions = Object.fromEntries(Object.keys(provider.functions).map((token) => [token, {}]));
    return JSON.stringify({ name: provider.name, version, resources, functions });
}
