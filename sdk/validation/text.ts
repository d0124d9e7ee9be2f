import type { Fault, Finding } from "./faults";

/**
 * The gate of all checks. What is absent, and what is known only later (outputs, promises), passes; what is plain and
 * not text cannot be right.
 */
export function checkText(path: string, value: unknown, check: (text: string) => Finding | undefined): Fault[] {
    if (typeof value === "string") return faultsOf(path, check(value));
    if (value === undefined || isUnknown(value)) return [];
    return [{ path, reason: `${JSON.stringify(value)} is a ${typeof value}, not text`, remedy: "put it in quotes" }];
}

/** As `checkText`, for whole numbers. */
export function checkNumber(path: string, value: unknown, check: (number: number) => Finding | undefined): Fault[] {
    if (value === undefined || isUnknown(value)) return [];
    if (typeof value === "number" && Number.isInteger(value)) return faultsOf(path, check(value));
    return [{ path, reason: `${JSON.stringify(value)} is not a whole number`, remedy: "give a whole number" }];
}

function faultsOf(path: string, finding: Finding | undefined): Fault[] {
    return finding ? [{ path, ...finding }] : [];
}

/** Besides outputs and promises, the engine hands unknown values of a preview to dynamic providers as objects of its own. */
function isUnknown(value: unknown): boolean {
    return typeof value === "object";
}

/** Whether a value is known only when the program runs on: an output of the engine or a promise, told by what they have. */
export function isLater(value: unknown): boolean {
    if (typeof value !== "object" || value === null) return false;
    const { __pulumiOutput, then } = value as { __pulumiOutput?: unknown; then?: unknown };
    return __pulumiOutput === true || typeof then === "function";
}
