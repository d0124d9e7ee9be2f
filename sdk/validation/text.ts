import type { Fault } from "./faults";

/** A finding about a value; the check adds the path. */
export type Finding = Omit<Fault, "path">;

/**
 * The gate of all checks. What is absent, and what is known only later (outputs, promises), passes; what is plain and
 * not text cannot be right.
 */
export function checkText(path: string, value: unknown, check: (text: string) => Finding | undefined): Fault[] {
    if (typeof value === "string") return faultsOf(path, check(value));
    if (isLater(value)) return [];
    return [{ path, reason: `${JSON.stringify(value)} is a ${typeof value}, not text`, remedy: "put it in quotes" }];
}

/** As `checkText`, for whole numbers. */
export function checkNumber(path: string, value: unknown, check: (number: number) => Finding | undefined): Fault[] {
    if (isLater(value)) return [];
    if (typeof value === "number" && Number.isInteger(value)) return faultsOf(path, check(value));
    return [{ path, reason: `${JSON.stringify(value)} is not a whole number`, remedy: "give a whole number" }];
}

function faultsOf(path: string, finding: Finding | undefined): Fault[] {
    return finding ? [{ path, ...finding }] : [];
}

/** Outputs and promises are objects to `typeof`, and where text or a number belongs nothing else that is plain is one. */
function isLater(value: unknown): boolean {
    return value === undefined || value === null || typeof value === "object";
}
