import { matchesArn, matchesExactCase } from "./document";

/**
 * Whether something holds. `open`: it cannot be judged here. `version`: it depends only on the version of the master key.
 */
export type Truth = "yes" | "no" | "open" | "version";

/** What is known about a condition key: its values, that the request has none, or nothing. */
export type Known = readonly string[] | "absent" | "unknown" | "any version";
export type LookUp = (key: string) => Known;

export function all(truths: readonly Truth[]): Truth {
    return strongest(truths, ["no", "open", "version"], "yes");
}

export function any(truths: readonly Truth[]): Truth {
    return strongest(truths, ["yes", "open", "version"], "no");
}

function strongest(truths: readonly Truth[], order: readonly Truth[], otherwise: Truth): Truth {
    return order.find((truth) => truths.includes(truth)) ?? otherwise;
}

/** A list of the versions that a condition covers can be judged version by version. A list of the versions that it does not cover cannot. */
function not(truth: Truth): Truth {
    if (truth === "yes") return "no";
    return truth === "no" ? "yes" : "open";
}

type Comparison = (expected: string, actual: string) => Truth;

const truth = (holds: boolean): Truth => (holds ? "yes" : "no");

/** Compares both sides after parsing them. If one cannot be parsed, the result is open. */
function read<T>(parse: (text: string) => T | undefined, meets: (actual: T, expected: T) => boolean): Comparison {
    return (expected, actual) => {
        const [wanted, given] = [parse(expected), parse(actual)];
        return wanted === undefined || given === undefined ? "open" : truth(meets(given, wanted));
    };
}

const text = (value: string) => value;
const lower = (value: string) => value.toLowerCase();
const numeric = (value: string) => (/^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined);
/** A date in ISO 8601, or in seconds since 1970. */
const date = (value: string) => {
    const seconds = numeric(value);
    const time = seconds === undefined ? Date.parse(value) : seconds * 1000;
    return Number.isNaN(time) ? undefined : time;
};
const bool = (value: string) => (/^(?:true|false)$/i.test(value) ? value.toLowerCase() : undefined);
const equal = (a: unknown, b: unknown) => a === b;
const like: Comparison = (expected, actual) => truth(matchesExactCase(expected, actual));
const arn: Comparison = (expected, actual) => truth(matchesArn(expected, actual));

const ordered = (kind: string, parse: (value: string) => number | undefined): Record<string, Comparison> => ({
    [`${kind}Equals`]: read(parse, equal),
    [`${kind}LessThan`]: read(parse, (actual, expected) => actual < expected),
    [`${kind}LessThanEquals`]: read(parse, (actual, expected) => actual <= expected),
    [`${kind}GreaterThan`]: read(parse, (actual, expected) => actual > expected),
    [`${kind}GreaterThanEquals`]: read(parse, (actual, expected) => actual >= expected),
});

const comparisons: Readonly<Record<string, Comparison>> = {
    StringEquals: read(text, equal),
    StringEqualsIgnoreCase: read(lower, equal),
    StringLike: like,
    ArnEquals: arn,
    ArnLike: arn,
    Bool: read(bool, equal),
    IpAddress: (expected, actual) => inRange(expected, actual),
    ...ordered("Numeric", numeric),
    ...ordered("Date", date),
};

/** Negated operators: each holds exactly if the operator it is named after does not. */
const negations: Readonly<Record<string, string>> = {
    StringNotEquals: "StringEquals",
    StringNotEqualsIgnoreCase: "StringEqualsIgnoreCase",
    StringNotLike: "StringLike",
    ArnNotEquals: "ArnEquals",
    ArnNotLike: "ArnLike",
    NotIpAddress: "IpAddress",
    NumericNotEquals: "NumericEquals",
    DateNotEquals: "DateEquals",
};

/** One condition of a statement. The same text means the same for the same request, in any statement. */
export interface Test {
    readonly truth: Truth;
    readonly text: string;
}

/** The conditions of a statement. All of them have to hold. */
export function testsOf(conditions: unknown, lookUp: LookUp): Test[] {
    if (conditions === undefined) return [];
    const operators = entriesOf(conditions);
    if (operators === undefined) return [{ truth: "open", text: JSON.stringify(conditions) }];
    return operators.flatMap(([operator, keys]): Test[] => {
        const tests = entriesOf(keys);
        if (tests === undefined) return [{ truth: "open", text: JSON.stringify({ [operator]: keys }) }];
        return tests.map(([key, values]) => ({
            truth: holds(operator, values, lookUp(key)),
            text: JSON.stringify([operator, key.toLowerCase(), (textsOf(values) ?? [JSON.stringify(values)]).sort()]),
        }));
    });
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

function holds(name: string, values: unknown, actual: Known): Truth {
    const [, set, operator = "", ifExists] =
        /^(?:(ForAnyValue|ForAllValues):)?([A-Za-z]+?)(IfExists)?$/.exec(name) ?? [];
    const expected = textsOf(values);
    if (expected === undefined || actual === "unknown") return "open";
    if (operator === "Null") return isNull(expected, actual === "absent");
    const isNegated = operator in negations;
    const compare = comparisons[negations[operator] ?? operator];
    if (compare === undefined) return "open";
    if (actual === "absent" || actual.length === 0) {
        if (ifExists !== undefined || set === "ForAllValues") return "yes";
        return truth(isNegated && set === undefined);
    }
    if (actual === "any version")
        return isNegated ? not(amongVersions(operator, compare, expected)) : amongVersions(operator, compare, expected);
    const passes = actual.map((value) => {
        const met = any(expected.map((one) => (one.includes("${") ? "open" : compare(one, value))));
        return isNegated ? not(met) : met;
    });
    if (set === undefined && passes.length > 1) return "open";
    return set === "ForAnyValue" ? any(passes) : all(passes);
}

function isNull(expected: readonly string[], isAbsent: boolean): Truth {
    const wanted = expected.map(bool);
    return wanted.includes(undefined) ? "open" : truth(wanted.includes(String(isAbsent)));
}

/** Example names of versions. A list that covers all of these covers any version. */
const versions = [..."0123456789ABCDEF"].map((digit) => `ORACLE.TDE.HSM.MK.06${digit.repeat(32)}`);

function amongVersions(operator: string, compare: Comparison, expected: readonly string[]): Truth {
    if (!/^String/.test(operator) || expected.some((one) => one.includes("${"))) return "open";
    const coversAll = versions.every((version) => expected.some((one) => compare(one, version) === "yes"));
    return coversAll ? "yes" : "version";
}

/** The values of a condition as texts. In JSON, numbers and booleans may have no quotes. */
function textsOf(values: unknown): string[] | undefined {
    const list = [values].flat();
    const isPlain = list.every((value) => ["string", "number", "boolean"].includes(typeof value));
    return isPlain ? list.map(String) : undefined;
}

function inRange(range: string, address: string): Truth {
    const [network = "", bits = "32"] = range.split("/");
    const [start, given] = [ipv4(network), ipv4(address)];
    if (start === undefined || given === undefined || !/^\d+$/.test(bits) || Number(bits) > 32) return "open";
    const size = 2 ** (32 - Number(bits));
    return truth(Math.floor(start / size) === Math.floor(given / size));
}

function ipv4(address: string): number | undefined {
    const parts = address.split(".").map((part) => (/^\d{1,3}$/.test(part) && Number(part) < 256 ? Number(part) : NaN));
    return parts.length === 4 && !parts.some(Number.isNaN) ? parts.reduce((sum, part) => sum * 256 + part) : undefined;
}
