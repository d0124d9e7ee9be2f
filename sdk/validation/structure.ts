import { type Fault, quote } from "./faults";

/** Finds entries of a list with the same name. Letter case counts unless an option says otherwise, as for databases. */
export function checkDuplicates<T>(
    path: string,
    items: readonly T[],
    nameOf: (item: T) => unknown,
    options: { member?: string; ignoreCase?: boolean; remedy?: string | undefined } = {},
): Fault[] {
    const first = new Map<string, number>();
    return items.flatMap((item, index) => {
        const name = nameOf(item);
        if (typeof name !== "string") return [];
        const key = options.ignoreCase ? name.toLowerCase() : name;
        const earlier = first.get(key);
        if (earlier === undefined) {
            first.set(key, index);
            return [];
        }
        const member = options.member === undefined ? "" : `.${options.member}`;
        return [
            {
                path: `${path}[${index}]${member}`,
                reason: `${quote(name)} is already ${path}[${earlier}]${member}`,
                remedy: options.remedy ?? "give each entry its own name",
            },
        ];
    });
}

/**
 * Checks that either `existing` or creation arguments are given. `creation` holds the arguments that create something. The caller
 * leaves out arguments that are allowed with either.
 */
export function checkExistingOrNew(
    path: string,
    existing: unknown,
    creation: Readonly<Record<string, unknown>>,
    required: readonly string[] = [],
    name = "existing",
): Fault[] {
    const given = Object.keys(creation).filter((one) => creation[one] !== undefined);
    if (existing !== undefined) {
        if (given.length === 0) return [];
        return [
            {
                path,
                reason: `both \`${name}\` and creation arguments (${given.join(", ")}) are given`,
                remedy: "keep one",
            },
        ];
    }
    const missing = required.filter((one) => !given.includes(one));
    if (missing.length === 0) return [];
    if (given.length === 0) {
        return [
            {
                path,
                reason: `neither \`${name}\` nor creation arguments are given`,
                remedy: `give \`${name}\`, or ${missing.map((one) => `\`${one}\``).join(", ")}`,
            },
        ];
    }
    return missing.flatMap((one) => checkRequired(join(path, one), undefined));
}

/** Runs one check for every entry of a list. An unknown list passes. */
export function checkEach(path: string, items: unknown, check: (path: string, item: unknown) => Fault[]): Fault[] {
    return Array.isArray(items) ? items.flatMap((item, index) => check(`${path}[${index}]`, item)) : [];
}

/** A policy document as text. */
export function checkDocument(path: string, value: unknown): Fault[] {
    if (typeof value !== "string") return [];
    try {
        JSON.parse(value);
        return [];
    } catch {
        return [{ path, reason: "is not JSON", remedy: "give a policy document, e.g. with JSON.stringify" }];
    }
}

/** An argument that has no default. Outputs count as given. */
export function checkRequired(path: string, value: unknown, remedy = "give a value"): Fault[] {
    return value === undefined || value === null || value === "" ? [{ path, reason: "is missing", remedy }] : [];
}

function join(path: string, member: string): string {
    return path === "" ? member : `${path}.${member}`;
}
