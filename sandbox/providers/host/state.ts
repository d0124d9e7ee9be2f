import { same } from "./diff";
import type { InputSpec, ResourceSpec } from "./spec";
import { isEmpty, isObject, type Plain, type Properties, seal, secret, unknown } from "./values";

function withoutInternals(properties: Properties): Properties {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => !key.startsWith("__")));
}

/** What a preview knows of a resource that does not exist yet. */
export function plannedCreation<Session>(
    spec: ResourceSpec<Session>,
    inputs: Properties,
    planned: Properties,
): Properties {
    const state = withoutInternals(inputs);
    for (const [name, input] of Object.entries(spec.inputs)) {
        if (input.computed && state[name] === undefined) state[name] = unknown;
        else if (input.fields && isObject(state[name])) state[name] = plannedFields(input, state[name]);
    }
    for (const name of spec.outputs) state[name] = unknown;
    return { ...state, ...planned };
}

function plannedFields(input: InputSpec, value: Properties): Properties {
    const result = { ...value };
    for (const [name, field] of Object.entries(input.fields ?? {})) {
        if (field.computed && result[name] === undefined) result[name] = unknown;
    }
    return result;
}

/** What a preview knows of a resource that will be changed in place. */
export function plannedUpdate<Session>(
    spec: ResourceSpec<Session>,
    state: Properties,
    inputs: Properties,
    planned: Properties,
): Properties {
    const result: Properties = { ...state };
    for (const [name, input] of Object.entries(spec.inputs)) {
        const wanted = inputs[name];
        if (wanted !== undefined) result[name] = mergedInput(input, state[name], wanted);
        else if (!input.computed) delete result[name];
    }
    for (const name of spec.volatile ?? []) if (inputs[name] === undefined) result[name] = unknown;
    return { ...result, ...planned };
}

function mergedInput(input: InputSpec, stored: Plain | undefined, wanted: Plain): Plain {
    if (!input.fields || !isObject(stored) || !isObject(wanted)) return wanted;
    return { ...stored, ...wanted };
}

/**
 * State after a read: what the service says, and what only the program knows (windows, passwords). A value that the
 * service merely spells differently keeps its spelling where the real plugin keeps it.
 */
export function stateAfterRead<Session>(spec: ResourceSpec<Session>, known: Properties, read: Properties): Properties {
    const state: Properties = { ...withoutInternals(known), ...read };
    for (const [name, input] of Object.entries(spec.inputs)) {
        const old = known[name];
        const now = read[name];
        if (input.keepSpelling && !isEmpty(old) && now !== undefined && now !== null && same(input, old, now)) {
            state[name] = old;
        }
    }
    for (const [name, value] of Object.entries(state)) if (value === undefined) delete state[name];
    return state;
}

/** The inputs that go with a refreshed state: only what the program had set, with the values of today. */
export function refreshedInputs<Session>(
    spec: ResourceSpec<Session>,
    oldInputs: Properties,
    state: Properties,
): Properties {
    const inputs: Properties = {};
    for (const [name, old] of Object.entries(oldInputs)) {
        const input = spec.inputs[name];
        if (!input || old === undefined) inputs[name] = old;
        else {
            const value = refreshedInput(input, old, state[name]);
            if (value !== undefined) inputs[name] = value;
        }
    }
    return inputs;
}

function refreshedInput(input: InputSpec, old: Plain, now: Plain | undefined): Plain | undefined {
    if (now === undefined || now === null) return isEmpty(old) ? old : undefined;
    if (same(input, now, old)) return old;
    if (input.fields && isObject(old) && isObject(now)) {
        const result: Properties = {};
        for (const [name, value] of Object.entries(old)) {
            const field = input.fields[name];
            if (value === undefined) continue;
            const refreshed = field ? refreshedInput(field, value, now[name]) : value;
            if (refreshed !== undefined) result[name] = refreshed;
        }
        return result;
    }
    if (input.element && Array.isArray(old) && Array.isArray(now) && old.length === now.length) {
        const fields = input.element;
        return old.map((element, index) => refreshedInput({ kind: "object", fields }, element, now[index]) ?? element);
    }
    return now;
}

/** The inputs that a resource taken over by id would have been made with. */
export function importedInputs<Session>(spec: ResourceSpec<Session>, state: Properties): Properties {
    const inputs: Properties = {};
    for (const [name, input] of Object.entries(spec.inputs)) {
        const value = state[name];
        if (isEmpty(value) || value === undefined) continue;
        if (!input.required && !input.autoName && (value === false || value === 0)) continue;
        inputs[name] = importedInput(input, value);
    }
    inputs.__defaults = [];
    return inputs;
}

function importedInput(input: InputSpec, value: Plain): Plain {
    const pick = (fields: NonNullable<InputSpec["fields"]>, from: Properties): Properties => {
        const result: Properties = {};
        for (const [name, field] of Object.entries(fields)) {
            const member = from[name];
            if (member !== undefined && !isEmpty(member)) result[name] = importedInput(field, member);
        }
        return result;
    };
    if (input.fields && isObject(value)) return pick(input.fields, value);
    if (input.element && Array.isArray(value)) {
        const { element } = input;
        return value.map((item) => (isObject(item) ? pick(element, item) : item));
    }
    return value;
}

/** Marks what is secret: outputs that always are, and those whose input was. */
export function sealed<Session>(spec: ResourceSpec<Session>, state: Properties, inputs: Properties): Properties {
    const result: Properties = {};
    for (const [name, value] of Object.entries(state)) {
        if (value === undefined) continue;
        result[name] = spec.secrets?.includes(name) ? secret(value) : seal(value, inputs[name]);
    }
    return result;
}
