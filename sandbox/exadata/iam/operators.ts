import { BlockList, isIP } from "node:net";
import { matchesArn, matchesPattern } from "./wildcards";

export interface Operator {
    /** Whether one value of the request meets one value of the policy. */
    meets(expected: string, actual: string): boolean;
    /** The condition holds when no value of the policy is met. */
    negated?: boolean;
    /** Whether a value of the policy is of the operator's type; any is when absent. */
    reads?(expected: string): boolean;
}

type Compare = (actual: number, expected: number) => boolean;

const equal = (expected: string, actual: string) => expected === actual;
const equalIgnoringCase = (expected: string, actual: string) => expected.toLowerCase() === actual.toLowerCase();
const like = (expected: string, actual: string) => matchesPattern(expected, actual);

const comparisons: Readonly<Record<string, Compare>> = {
    LessThan: (actual, expected) => actual < expected,
    LessThanEquals: (actual, expected) => actual <= expected,
    GreaterThan: (actual, expected) => actual > expected,
    GreaterThanEquals: (actual, expected) => actual >= expected,
};

/** Condition operators as AWS documents them, without `Null`, which asks for no value. */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
    ...both("StringEquals", "StringNotEquals", { meets: equal }),
    ...both("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", { meets: equalIgnoringCase }),
    ...both("StringLike", "StringNotLike", { meets: like }),
    ...both("ArnEquals", "ArnNotEquals", { meets: matchesArn }),
    ...both("ArnLike", "ArnNotLike", { meets: matchesArn }),
    ["Bool", { meets: equalIgnoringCase }],
    ...both("IpAddress", "NotIpAddress", { meets: inRange, reads: (range) => rangeOf(range) !== undefined }),
    ...ordered("Numeric", numberOf),
    ...ordered("Date", timeOf),
]);

function both(name: string, opposite: string, operator: Operator): [string, Operator][] {
    return [
        [name, operator],
        [opposite, { ...operator, negated: true }],
    ];
}

function ordered(type: string, read: (text: string) => number): [string, Operator][] {
    const comparing = (compare: Compare): Operator => ({
        meets: (expected, actual) => compare(read(actual), read(expected)),
        reads: (expected) => !Number.isNaN(read(expected)),
    });
    return [
        ...both(
            `${type}Equals`,
            `${type}NotEquals`,
            comparing((actual, expected) => actual === expected),
        ),
        ...Object.entries(comparisons).map(([name, compare]): [string, Operator] => [type + name, comparing(compare)]),
    ];
}

function numberOf(text: string): number {
    return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** A date of ISO 8601, or seconds since the epoch; in milliseconds. */
function timeOf(text: string): number {
    if (/^\d+(\.\d+)?$/.test(text) && text.length > 4) return Number(text) * 1000;
    return /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?)?)?$/.test(text)
        ? Date.parse(text)
        : Number.NaN;
}

/** One address, or a range of CIDR notation. */
function rangeOf(text: string): BlockList | undefined {
    const [address = "", prefix, more] = text.split("/");
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : numberOf(prefix);
    if (version === 0 || more !== undefined || !(length >= 0 && length <= bits && Number.isInteger(length)))
        return undefined;
    const range = new BlockList();
    range.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
    return range;
}

function inRange(expected: string, actual: string): boolean {
    return rangeOf(expected)?.check(actual, isIP(actual) === 6 ? "ipv6" : "ipv4") ?? false;
}
