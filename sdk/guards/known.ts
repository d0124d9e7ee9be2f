import { isUnknown } from "../host/provider";

/** Returns the value without its unknown parts, and adds the places of those to a list. */
export function knownPart(value: unknown, unknown: string[], place = ""): unknown {
    if (Array.isArray(value)) {
        return value.flatMap((entry, index) => {
            const known = knownPart(entry, unknown, `${place}[${index}]`);
            return known === undefined ? [] : [known];
        });
    }
    if (isUnknown(value)) {
        unknown.push(place);
        return undefined;
    }
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([name, entry]) => [
        name,
        knownPart(entry, unknown, place ? `${place}.${name}` : name),
    ]);
    return Object.fromEntries(entries.filter(([, entry]) => entry !== undefined));
}
