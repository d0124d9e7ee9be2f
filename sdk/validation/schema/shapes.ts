import { type Finding, quote } from "../faults";
import type { EntrySchema, Schema } from "./declare";

type Kind = "text" | "number" | "flag" | "list" | "map" | "nothing" | "other";

export function kindOf(value: unknown): Kind {
    if (value === undefined || value === null) return "nothing";
    if (Array.isArray(value)) return "list";
    switch (typeof value) {
        case "string":
            return "text";
        case "number":
            return "number";
        case "boolean":
            return "flag";
        case "object":
            return "map";
        default:
            return "other";
    }
}

const wanted: Readonly<Record<Schema["kind"], string>> = {
    text: "text",
    number: "a number",
    flag: "true or false",
    list: "a list",
    map: "a map",
    entry: "an entry with members",
};

const found: Readonly<Record<Kind, string>> = {
    text: "text",
    number: "a number",
    flag: "a boolean",
    list: "a list",
    map: "a map",
    nothing: "nothing",
    other: "no data",
};

/** The fault of a value of the wrong kind, and how to write it. */
export function misshaped(schema: Schema, value: unknown): Finding {
    const kind = kindOf(value);
    if (kind === "nothing") return { reason: "is missing", remedy: remedyFor(schema, kind, value) };
    const shown = schema.kind === "text" && schema.secret ? "" : shownAs(kind, value);
    return {
        reason: `${shown === "" ? "" : `${shown} `}is ${found[kind]}, not ${wanted[schema.kind]}`,
        remedy: remedyFor(schema, kind, value),
    };
}

/** Lists and maps are not shown: they may be long and may hold secrets. */
function shownAs(kind: Kind, value: unknown): string {
    if (kind === "text") return quote(value as string);
    return kind === "number" || kind === "flag" ? String(value) : "";
}

function remedyFor(schema: Schema, kind: Kind, value: unknown): string {
    switch (schema.kind) {
        case "text":
            if (schema.values !== undefined) return `one of: ${schema.values.map(quote).join(", ")}`;
            return kind === "number" || kind === "flag" ? "put it in quotes" : "give one text";
        case "number":
            return kind === "text" && /^\d+$/.test(value as string) ? "leave out the quotes" : "give a number";
        case "flag":
            return kind === "text" && /^(?:true|false)$/.test(value as string)
                ? "leave out the quotes"
                : "write true or false";
        case "list":
            return kind === "map" ? "write a list: each entry after a dash" : "write a list, even for one entry";
        case "map":
            return "write names with their values";
        case "entry":
            return `write ${outline(schema)}`;
    }
}

/** The first members: `{ name: …, key: … }`. */
function outline({ members, oneOf, existing }: EntrySchema): string {
    const names = Object.keys(members);
    const needed = names.filter((name) => members[name]?.required !== undefined);
    const first = needed.length > 0 ? needed : (existing?.needs ?? []).concat(oneOf?.[0] ?? []);
    return `{ ${(first.length > 0 ? first : names.slice(0, 1)).map((name) => `${name}: …`).join(", ")} }`;
}
