import { isLater } from "../text";
import type { Schema } from "./declare";
import { kindOf } from "./shapes";

/**
 * The value without its nulls. In YAML, null means that nothing is given: a null member is left out, and a null entry of a map
 * becomes an entry without members. A value without nulls is returned unchanged.
 */
export function withoutNulls<T>(schema: Schema, value: T): T {
    return cleaned(schema, value) as T;
}

function cleaned(schema: Schema, value: unknown): unknown {
    if (schema.kind === "list" && kindOf(value) === "list") {
        const items = value as readonly unknown[];
        const clean = items.map((item) => cleaned(schema.item, item));
        return clean.some((item, index) => item !== items[index]) ? clean : value;
    }
    if ((schema.kind !== "entry" && schema.kind !== "map") || kindOf(value) !== "map" || isLater(value)) return value;
    const entries = Object.entries(value as object);
    const clean = entries.flatMap(([name, one]): [string, unknown][] => {
        if (one === undefined) return [];
        const of = schema.kind === "map" ? schema.value : schema.members[name];
        if (one === null) return schema.kind === "map" && schema.value.kind === "entry" ? [[name, {}]] : [];
        return [[name, of === undefined ? one : cleaned(of, one)]];
    });
    const isSame = clean.length === entries.length && clean.every(([, one], index) => one === entries[index]?.[1]);
    return isSame ? value : Object.fromEntries(clean);
}
