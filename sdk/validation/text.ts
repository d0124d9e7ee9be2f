import type { Fault, Finding } from "./faults";

/**
 * Every check starts here. An absent or unknown value (an Output, a Promise) passes. A plain value that is not text is a fault.
 */
export function checkText(path: string, value: unknown, check: (text: string) => Finding | undefined): Fault[] {
    if (typeof value === "string") return faultsOf(path, check(value));
    if (value === undefined || isUnknown(value)) return [];
    return [{ path, reason: `${JSON.stringify(value)} is a ${typeof value}, not text`, remedy: "put it in quotes" }];
}

/** The same as `checkText`, for whole numbers. */
export function checkNumber(path: string, value: unknown, check: (number: number) => Finding | undefined): Fault[] {
    if (value === undefined || isUnknown(value)) return [];
    if (typeof value === "number" && Number.isInteger(value)) return faultsOf(path, check(value));
    return [{ path, reason: `${JSON.stringify(value)} is not a whole number`, remedy: "give a whole number" }];
}

function faultsOf(path: string, finding: Finding | undefined): Fault[] {
    return finding ? [{ path, ...finding }] : [];
}

/** At preview, the engine passes unknown values to dynamic providers as its own objects, not as outputs or promises. */
function isUnknown(value: unknown): boolean {
    return typeof value === "object";
}

/** Whether a value becomes known only later: an Output or a Promise, recognised by its members. */
export function isLater(value: unknown): boolean {
    if (typeof value !== "object" || value === null) return false;
    const { __pulumiOutput, then } = value as { __pulumiOutput?: unknown; then?: unknown };
    return __pulumiOutput === true || typeof then === "function";
}
