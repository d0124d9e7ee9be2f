import { isObject, type Plain, type Properties } from "../host/values";

/** A time in the layout in which Go prints it, which is what the plugin puts into state. */
export function goTime(time: Date): string {
    const [date, clock = ""] = time.toISOString().split("T");
    const seconds = clock.replace("Z", "").replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
    return `${date} ${seconds} +0000 UTC`;
}

/** `dataStorageSizeInGBs` as Pulumi spells it, and lifecycle fields under the plugin's names. */
const renamed: Record<string, string> = {
    lifecycleState: "state",
    scanIpv6Ids: "scanIpv6ids",
    vipv6Ids: "vipv6ids",
};

function pulumiName(name: string): string {
    return renamed[name] ?? name.replace(/(GB|TB)s$/, (_, unit: string) => `${unit.charAt(0)}bs`);
}

/** Tags by namespace become one map with `namespace.key`. */
export function flatTags(tags: Plain | undefined): Properties {
    const result: Properties = {};
    for (const [namespace, keys] of Object.entries(isObject(tags) ? tags : {})) {
        if (!isObject(keys)) continue;
        for (const [key, value] of Object.entries(keys)) {
            result[`${namespace}.${key}`] = typeof value === "string" ? value : JSON.stringify(value ?? null);
        }
    }
    return result;
}

/** The way back: `namespace.key` by namespace. */
export function nestedTags(tags: Plain | undefined): Record<string, Record<string, string>> {
    const result: Record<string, Record<string, string>> = {};
    for (const [name, value] of Object.entries(isObject(tags) ? tags : {})) {
        const [namespace = "", ...rest] = name.split(".");
        if (rest.length === 0) {
            throw new Error(`invalid key structure found in map key: ${name}. Must be of format 'namespace.key'`);
        }
        result[namespace] = { ...result[namespace], [rest.join(".")]: String(value) };
    }
    return result;
}

export function freeTags(tags: Plain | undefined): Record<string, string> {
    return Object.fromEntries(Object.entries(isObject(tags) ? tags : {}).map(([key, value]) => [key, String(value)]));
}

/** A model of the SDK as plain properties under Pulumi's names. */
export function plainModel(model: object): Properties {
    const result: Properties = {};
    for (const [name, value] of Object.entries(model)) {
        if (value === undefined || value === null) continue;
        if (name === "definedTags" || name === "systemTags") result[name] = flatTags(value as Plain);
        else result[pulumiName(name)] = isTime(name, value) ? goTime(new Date(value)) : plainValue(value);
    }
    return result;
}

/** The SDK types times as dates, and hands nested ones on as the text that came over the wire. */
function isTime(name: string, value: unknown): value is string | Date {
    if (value instanceof Date) return true;
    return typeof value === "string" && /time|date/i.test(name) && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value);
}

function plainValue(value: unknown): Plain {
    if (Array.isArray(value)) return value.map(plainValue);
    if (typeof value === "object" && value !== null) return plainModel(value);
    return value as Plain;
}

export interface Shape {
    strings?: readonly string[];
    numbers?: readonly string[];
    booleans?: readonly string[];
    lists?: readonly string[];
    maps?: readonly string[];
}

/** The members of a look-up: each is there, with its zero value when the service left it out. */
export function shaped(model: object, shape: Shape): Properties {
    const plain = plainModel(model);
    const result: Properties = {};
    const fill = (names: readonly string[] | undefined, zero: Plain) => {
        for (const name of names ?? []) result[name] = plain[name] ?? zero;
    };
    fill(shape.strings, "");
    fill(shape.numbers, 0);
    fill(shape.booleans, false);
    fill(shape.lists, []);
    fill(shape.maps, {});
    return result;
}
