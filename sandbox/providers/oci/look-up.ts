import { createHash } from "node:crypto";
import { camelCase } from "../host/names";
import { isObject, type Plain, type Properties } from "../host/values";

/** An id for a look-up of many: the real plugin makes one from the arguments as well. */
export function lookUpId(name: string, args: Properties): string {
    const digest = createHash("sha256").update(JSON.stringify(args)).digest();
    return `${name}-${digest.readUInt32BE()}`;
}

/** Keeps what every filter of `filters: [{ name, values, regex }]` lets through. */
export function filtered(items: Properties[], filters: Plain | undefined): Properties[] {
    const conditions = Array.isArray(filters) ? filters.filter(isObject) : [];
    return items.filter((item) => conditions.every((condition) => passes(item, condition)));
}

function passes(item: Properties, filter: Properties): boolean {
    const path = String(filter.name).split(".").map(camelCase);
    let value: Plain | undefined = item;
    for (const step of path) value = isObject(value) ? value[step] : undefined;
    const found = (Array.isArray(value) ? value : [value]).map((one) => String(one ?? ""));
    const wanted = Array.isArray(filter.values) ? filter.values.map(String) : [];
    return found.some((one) => wanted.some((text) => (filter.regex ? new RegExp(text).test(one) : text === one)));
}

/** Every page of a list. */
export async function pages<T>(next: (page: string | undefined) => Promise<{ items: T[]; opcNextPage?: string }>) {
    const items: T[] = [];
    let page: string | undefined;
    do {
        const answer = await next(page);
        items.push(...answer.items);
        page = answer.opcNextPage || undefined;
    } while (page);
    return items;
}

/** The arguments that are set, under the names of the request. */
export function query(args: Properties, names: Record<string, string>): Record<string, string> {
    const entries = Object.entries(names)
        .map(([name, parameter]) => [parameter, args[name]] as const)
        .filter(([, value]) => value !== undefined && value !== null && value !== "");
    return Object.fromEntries(entries.map(([parameter, value]) => [parameter, String(value)]));
}
