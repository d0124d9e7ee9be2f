import { isUnknown } from "../host/provider";

/** The value without what is not known yet; the places of that are noted. */
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
