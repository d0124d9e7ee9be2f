import { type InputSpec, text } from "../host/spec";
import { canonical, isObject, type Plain, type Properties } from "../host/values";

/** An IAM policy document: text that must be JSON and is compared by meaning. */
export function policyDocument(options: Omit<InputSpec, "kind"> = {}): InputSpec {
    return text({
        ...options,
        same: samePolicy,
        keepSpelling: true,
        check: (value, name) => {
            const document = parse(value);
            if (document === undefined) return `"${name}" contains an invalid JSON policy`;
            return isObject(document) ? undefined : `"${name}" contains an invalid JSON policy: not a JSON object`;
        },
    });
}

function parse(value: Plain): Plain | undefined {
    try {
        return JSON.parse(String(value)) as Plain;
    } catch {
        return undefined;
    }
}

/** Whether two documents allow and deny the same: order of lists and keys, single values and lists of one do not matter. */
export function samePolicy(left: Plain, right: Plain): boolean {
    const [one, other] = [parse(left), parse(right)];
    if (one === undefined || other === undefined) return left === right;
    return normalForm(one) === normalForm(other);
}

function normalForm(value: Plain): string {
    return canonical(normalize(value));
}

function normalize(value: Plain | undefined): Plain {
    if (Array.isArray(value)) {
        const elements = value.map(normalize);
        if (elements.length === 1 && elements[0] !== undefined) return elements[0];
        return elements.sort((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
    }
    if (!isObject(value))
        return typeof value === "boolean" || typeof value === "number" ? String(value) : (value ?? null);
    const result: Properties = {};
    for (const [key, member] of Object.entries(value)) {
        if (member !== undefined) result[key] = normalize(member);
    }
    // `"Principal": "*"` and `{ "AWS": "*" }` name the same callers.
    if (result.Principal === "*") result.Principal = { AWS: "*" };
    return result;
}
