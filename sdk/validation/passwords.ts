import type { Fault } from "./faults";

/** The kinds of characters that Oracle requires in the password of SYS, each with its pattern. */
const kinds: readonly (readonly [RegExp, string])[] = [
    [/[A-Z]/g, "upper-case letters"],
    [/[a-z]/g, "lower-case letters"],
    [/[0-9]/g, "digits"],
    [/[_#-]/g, 'of "_", "#" and "-"'],
];

const remedy =
    'use 9 to 30 characters, two each of upper-case letters, lower-case letters, digits and of "_", "#", "-"';

/** Administrator password of a new database. It is a secret, so no message contains it. */
export function checkAdminPassword(path: string, value: unknown): Fault[] {
    if (typeof value !== "string") return [];
    const faults: Fault[] = [];
    if (value.length < 9 || value.length > 30) {
        faults.push({ path, reason: `has ${value.length} characters`, remedy });
    }
    const lacking = kinds.filter(([kind]) => (value.match(kind)?.length ?? 0) < 2).map(([, name]) => name);
    if (lacking.length > 0) faults.push({ path, reason: `has fewer than two ${lacking.join(", ")}`, remedy });
    if (/[^A-Za-z0-9_#-]/.test(value)) faults.push({ path, reason: "has a character that is not allowed", remedy });
    return faults;
}
