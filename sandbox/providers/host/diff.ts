import type { InputSpec, ResourceSpec } from "./spec";
import { canonical, containsUnknown, equal, isEmpty, isObject, type Plain, type Properties, unknown } from "./values";

export interface Difference {
    /** `tags.owner`, `statements[0]`, … */
    path: string;
    kind: "add" | "delete" | "update";
    replace: boolean;
}

/** What has to change so that the stored resource becomes the wanted one. */
export function differences<Session>(
    spec: ResourceSpec<Session>,
    state: Properties,
    wanted: Properties,
    planned: Properties = {},
): Difference[] {
    const found = Object.entries(spec.inputs).flatMap(([name, input]) =>
        compare(name, input, state[name], wanted[name], false),
    );
    for (const [name, value] of Object.entries(planned)) {
        found.push(...compare(name, { kind: isObject(value) ? "map" : "string" }, state[name], value, false));
    }
    return found;
}

function compare(
    path: string,
    input: InputSpec,
    stored: Plain | undefined,
    wanted: Plain | undefined,
    parentReplaces: boolean,
): Difference[] {
    const replace = parentReplaces || input.replace === true;
    const difference = (kind: Difference["kind"], at = path): Difference => ({ path: at, kind, replace });
    if (wanted === undefined || wanted === null) {
        if (input.computed || isUnset(stored)) return [];
        return [difference("delete")];
    }
    const change = difference(isEmpty(stored) ? "add" : "update");
    if (wanted === unknown) return [change];
    if (input.fields && isObject(wanted)) {
        if (!isObject(stored)) return [change];
        return Object.entries(input.fields).flatMap(([name, field]) =>
            compare(`${path}.${name}`, field, stored[name], wanted[name], replace),
        );
    }
    if (input.element && Array.isArray(wanted)) {
        return compareElements(path, input, stored, wanted, replace, change);
    }
    if (input.kind === "map" && isObject(wanted) && isObject(stored)) {
        const keys = new Set([...Object.keys(stored), ...Object.keys(wanted)]);
        return [...keys].flatMap((key) =>
            compare(`${path}.${key}`, { kind: "string" }, stored[key], wanted[key], replace),
        );
    }
    if (containsUnknown(wanted)) return [change];
    return same(input, stored, wanted) ? [] : [change];
}

function compareElements(
    path: string,
    input: InputSpec,
    stored: Plain | undefined,
    wanted: Plain[],
    replace: boolean,
    change: Difference,
): Difference[] {
    if (!Array.isArray(stored) || stored.length !== wanted.length) return equal(stored, wanted) ? [] : [change];
    const found = wanted.flatMap((element, index) =>
        compare(
            `${path}[${index}]`,
            { kind: "object", ...(input.element && { fields: input.element }) },
            stored[index],
            element,
            replace,
        ),
    );
    return found;
}

/** Absent, or the zero value that the wrapped provider stores for an absent one. */
function isUnset(value: Plain | undefined): boolean {
    return isEmpty(value) || value === false || value === 0;
}

export function same(input: InputSpec, stored: Plain | undefined, wanted: Plain): boolean {
    if (stored === undefined || stored === null) return isUnset(wanted);
    if (equal(stored, wanted)) return true;
    if (input.unordered && Array.isArray(stored) && Array.isArray(wanted)) {
        return equal(stored.map(canonical).sort(), wanted.map(canonical).sort());
    }
    return input.same?.(stored, wanted) ?? false;
}

/** `tags` of `tags.owner` and `tags["a.b"]`. */
export function rootOf(path: string): string {
    return path.split(/[.[]/, 1)[0] ?? path;
}
