import { automaticName, snakeCase } from "./names";
import type { InputSpec, Inputs, ResourceSpec } from "./spec";
import {
    containsUnknown,
    equal,
    isEmpty,
    isObject,
    isSecret,
    type Plain,
    type Properties,
    reveal,
    revealAll,
} from "./values";

export interface Naming {
    logicalName: string;
    seed: Uint8Array;
    /** A name that the engine proposes by the stack's auto-naming settings. */
    proposed?: string;
    /** Automatic names are switched off. */
    disabled?: boolean;
}

export interface Checked {
    inputs: Properties;
    failures: string[];
}

/** The inputs with defaults and automatic names filled in, and every fault in the words of a bridged provider. */
export function checkInputs<Session>(
    spec: ResourceSpec<Session>,
    olds: Properties,
    news: Properties,
    naming: Naming,
): Checked {
    const inputs: Properties = { ...news };
    const defaulted: string[] = [];
    const oldDefaults = Array.isArray(olds.__defaults) ? olds.__defaults : [];
    for (const [name, input] of Object.entries(spec.inputs)) {
        if (inputs[name] !== undefined && inputs[name] !== null) continue;
        const old = olds[name];
        if (input.autoName && isEmpty(inputs.namePrefix)) {
            const value = oldDefaults.includes(name) && old !== undefined ? old : nameOf(naming, input.autoName);
            if (value !== undefined) {
                inputs[name] = value;
                defaulted.push(name);
            }
        } else if (input.default !== undefined) {
            inputs[name] = input.default;
            defaulted.push(name);
        }
    }
    const plain = revealAll(inputs);
    const failures = faultsOf(spec.inputs, plain, naming.logicalName);
    if (failures.length === 0 && spec.check) failures.push(...spec.check(plain));
    inputs.__defaults = defaulted;
    return { inputs, failures };
}

function nameOf(naming: Naming, auto: NonNullable<InputSpec["autoName"]>): Plain | undefined {
    if (naming.disabled) return undefined;
    const prefix = auto.prefix !== undefined && !naming.logicalName.startsWith(auto.prefix) ? auto.prefix : "";
    if (naming.proposed) return prefix + naming.proposed;
    return automaticName(naming.logicalName, naming.seed, prefix, auto.maxLength);
}

function faultsOf(inputs: Inputs, values: Properties, path: string): string[] {
    const faults: string[] = [];
    for (const name of Object.keys(values)) {
        if (!(name in inputs) && name !== "__defaults") {
            faults.push(`Invalid or unknown key. Examine values at '${path}.${name}'.`);
        }
    }
    for (const [name, input] of Object.entries(inputs)) {
        faults.push(...faultsOfValue(input, values[name], name, `${path}.${name}`));
    }
    return faults;
}

function faultsOfValue(input: InputSpec, value: Plain | undefined, name: string, path: string): string[] {
    const at = `Examine values at '${path}'.`;
    if (value === undefined || value === null) {
        if (!input.required) return [];
        return [
            `Missing required argument. The argument "${snakeCase(name)}" is required, but no definition was found.. ${at}`,
        ];
    }
    if (containsUnknown(value) && !isObject(value) && !Array.isArray(value)) return [];
    const actual = Array.isArray(value) ? "list" : isObject(value) ? "object" : typeof value;
    const expected = input.kind === "map" ? "object" : input.kind;
    if (actual !== expected) return [`expected ${input.kind} type, got ${actual} type. ${at}`];
    if (input.fields && isObject(value)) return faultsOf(input.fields, value, path);
    if (input.element && Array.isArray(value)) {
        const { element } = input;
        return value.flatMap((item, index) => (isObject(item) ? faultsOf(element, item, `${path}[${index}]`) : []));
    }
    if (containsUnknown(value)) return [];
    const fault = input.check?.(value, snakeCase(name));
    return fault === undefined ? [] : [`${fault}. ${at}`];
}

/** Whether the old resource must go before its replacement comes: its name was chosen by the program and stays. */
export function nameStays<Session>(spec: ResourceSpec<Session>, state: Properties, news: Properties): boolean {
    const defaults = Array.isArray(news.__defaults) ? news.__defaults : [];
    return Object.entries(spec.inputs).some(([name, input]) => {
        const wanted = news[name];
        if (!input.autoName || wanted === undefined || defaults.includes(name)) return false;
        return equal(isSecret(wanted) ? reveal(wanted) : wanted, state[name]);
    });
}
