import { isUnknown, type Properties, type Provider } from "../host/provider";
import { same } from "../validation/equality";

/**
 * The triggers that ask for a rotation: added ones, and those whose value has changed. A removed trigger asks for nothing.
 */
export function requested(before: object | undefined, now: object | undefined): string[] {
    const [old, given] = [mapOf(before), mapOf(now)];
    return Object.keys(given).filter((name) => !same(old[name], given[name]));
}

/**
 * Adds to the inputs a description of the rotation that their triggers ask for, so that a preview shows it. The description
 * stays until the next request, so it never changes by itself.
 * @param identity Inputs whose change replaces the resource, which rotates nothing.
 */
export function tellingRotation(provider: Provider, identity: readonly string[]): Provider {
    return {
        ...provider,
        async check(olds, news) {
            const { inputs, failures } = await provider.check(olds, news);
            return { inputs: { ...inputs, rotation: inWords(olds, inputs, identity) }, failures };
        },
    };
}

function inWords(olds: Properties, inputs: Properties, identity: readonly string[]): unknown {
    const another = identity.some((name) => !isUnknown(inputs[name]) && !same(olds[name], inputs[name]));
    if (another || Object.keys(olds).length === 0) return "none";
    const { rotationTriggers } = inputs;
    if (isUnknown(rotationTriggers)) return rotationTriggers;
    const given = mapOf(rotationTriggers);
    const asking = requested(mapOf(olds.rotationTriggers), given);
    if (asking.length === 0) return olds.rotation ?? "none";
    const later = asking.map((name) => given[name]).find(isUnknown);
    return later ?? `once, for ${asking.join(", ")}`;
}

function mapOf(value: unknown): Properties {
    return typeof value === "object" && value !== null ? (value as Properties) : {};
}
