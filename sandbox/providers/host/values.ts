/** What a property holds once secrets are opened. Unknowns appear as the string `unknown`. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain | undefined };
export type Properties = { [key: string]: Plain | undefined };

/** The engine's mark of a value that only a later step will know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

export function isObject(value: Plain | undefined): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isSecret(value: Plain | undefined): value is Properties {
    return isObject(value) && value[signature] === secretSignature;
}

export function secret(value: Plain): Plain {
    return isSecret(value) ? value : { [signature]: secretSignature, value };
}

function mapProperties(properties: Properties, change: (value: Plain) => Plain): Properties {
    const result: Properties = {};
    for (const [key, value] of Object.entries(properties)) {
        if (value !== undefined) result[key] = change(value);
    }
    return result;
}

/** A reference to another resource stands for its id, as it does for every bridged provider. */
export function resolve(value: Plain): Plain {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    if (value[signature] === resourceSignature) return value.id === "" ? unknown : (value.id ?? unknown);
    return mapProperties(value, resolve);
}

/** The value without its secret wrappings. */
export function reveal(value: Plain): Plain {
    if (Array.isArray(value)) return value.map(reveal);
    if (isSecret(value)) return reveal(value.value ?? null);
    if (isObject(value)) return mapProperties(value, reveal);
    return value;
}

export function revealAll(properties: Properties): Properties {
    return mapProperties(properties, reveal);
}

export function containsSecret(value: Plain | undefined): boolean {
    if (Array.isArray(value)) return value.some(containsSecret);
    return isSecret(value) || (isObject(value) && Object.values(value).some(containsSecret));
}

export function containsUnknown(value: Plain | undefined): boolean {
    if (Array.isArray(value)) return value.some(containsUnknown);
    return isObject(value) ? Object.values(value).some(containsUnknown) : value === unknown;
}

/** Wraps what was secret in `pattern` in `value` too; a list that no longer lines up is wrapped whole. */
export function seal(value: Plain, pattern: Plain | undefined): Plain {
    if (isSecret(pattern)) return secret(value);
    if (Array.isArray(pattern) && containsSecret(pattern)) {
        if (!Array.isArray(value) || value.length !== pattern.length) return secret(value);
        return value.map((element, index) => seal(element, pattern[index]));
    }
    if (isObject(pattern) && isObject(value)) {
        const sealed: Properties = {};
        for (const [key, element] of Object.entries(value)) {
            if (element !== undefined) sealed[key] = seal(element, pattern[key]);
        }
        return sealed;
    }
    return value;
}

export function isEmpty(value: Plain | undefined): boolean {
    if (value === undefined || value === null || value === "") return true;
    if (Array.isArray(value)) return value.length === 0;
    return isObject(value) && Object.values(value).every((element) => element === undefined);
}

export function equal(left: Plain | undefined, right: Plain | undefined): boolean {
    if (left === right) return true;
    if (Array.isArray(left) && Array.isArray(right)) {
        return left.length === right.length && left.every((element, index) => equal(element, right[index]));
    }
    if (isObject(left) && isObject(right)) {
        const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
        return [...keys].every((key) => equal(left[key], right[key]));
    }
    return false;
}

/** Text of a value whose order of object keys does not matter. */
export function canonical(value: Plain | undefined): string {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (isObject(value)) {
        const keys = Object.keys(value)
            .filter((key) => value[key] !== undefined)
            .sort();
        return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    }
    return JSON.stringify(value ?? null);
}
