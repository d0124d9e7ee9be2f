import { PolicyError } from "./document";

/** Whether a value matches a pattern in which `*` stands for any text and `?` for any one character. */
export function matchesPattern(pattern: string, value: string, ignoreCase = false): boolean {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*")
        .replaceAll("?", ".");
    return new RegExp(`^${source}$`, ignoreCase ? "is" : "s").test(value);
}

/** ARNs match part by part: a `*` does not reach over a colon, except in the last part. */
export function matchesArn(pattern: string, value: string): boolean {
    const expected = arnParts(pattern);
    const actual = arnParts(value);
    return (
        expected.length === 6 &&
        actual.length === 6 &&
        expected.every((part, index) => matchesPattern(part, actual[index] ?? ""))
    );
}

function arnParts(arn: string): string[] {
    const parts = arn.split(":");
    return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Policy variables are filled from facts about sessions that nobody simulates here. */
export function refuseVariables(policy: string, values: readonly string[]): void {
    const found = values.find((value) => value.includes("${"));
    if (found !== undefined) throw new PolicyError(`${policy}: the policy variable in "${found}" is not understood`);
}
