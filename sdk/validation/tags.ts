import { type Fault, quote } from "./faults";
import { checkText } from "./text";

const mostTags = 50;
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** AWS's rules for tags. Unknown values pass. */
export function checkTags(path: string, tags: unknown): Fault[] {
    if (typeof tags !== "object" || tags === null) return [];
    const entries = Object.entries(tags);
    const faults = entries.flatMap(([key, value]) => checkTag(`${path}[${quote(key)}]`, key, value));
    if (entries.length > mostTags) {
        faults.unshift({ path, reason: `${entries.length} tags are given`, remedy: `give at most ${mostTags}` });
    }
    return faults;
}

/** The name of an OCI defined tag: its namespace and its key. */
export function checkDefinedTag(path: string, name: unknown): Fault[] {
    return checkText(path, name, (text) =>
        /^[^.\s]{1,100}\.[^.\s]{1,100}$/.test(text)
            ? undefined
            : {
                  reason: `${quote(text)} is not a defined tag`,
                  remedy: 'give its namespace and its key, e.g. "Operations.CostCenter"',
              },
    );
}

function checkTag(path: string, key: string, value: unknown): Fault[] {
    const faults: Fault[] = [];
    if (/^aws:/i.test(key)) {
        faults.push({ path, reason: 'the prefix "aws:" is reserved', remedy: "choose another key" });
    }
    if (key.length === 0 || key.length > 128) {
        faults.push({ path, reason: `the key has ${key.length} characters`, remedy: "use 1 to 128" });
    }
    if (typeof value === "string" && value.length > 256) {
        faults.push({ path, reason: `the value has ${value.length} characters`, remedy: "use at most 256" });
    }
    if (!allowed.test(key) || (typeof value === "string" && !allowed.test(value))) {
        faults.push({
            path,
            reason: "key or value contains a character that AWS does not accept",
            remedy: "use letters, digits, spaces and _ . : / = + - @",
        });
    }
    return faults;
}
