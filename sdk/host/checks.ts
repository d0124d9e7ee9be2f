import type { Fault } from "../validation";
import { type Properties, Unknown } from "./provider";

/** A fault for each required input that is absent. */
export function checkPresent(inputs: object, required: Readonly<Record<string, string>>): Fault[] {
    const given = inputs as Properties;
    return Object.entries(required).flatMap(([path, remedy]) =>
        given[path] === undefined || given[path] === null ? [{ path, reason: "is missing", remedy }] : [],
    );
}

/** A fault unless the value is a map of texts, as triggers have to be. */
export function checkTriggers(path: string, value: unknown): Fault[] {
    if (value === undefined || value === null || value instanceof Unknown) return [];
    const isMap = typeof value === "object" && !Array.isArray(value);
    const wrong = isMap
        ? Object.entries(value).filter(([, entry]) => typeof entry === "object" && !(entry instanceof Unknown))
        : [];
    if (isMap && wrong.length === 0) return [];
    const where = wrong[0] ? `${path}.${wrong[0][0]}` : path;
    return [{ path: where, reason: "is not text", remedy: 'give a map of texts, e.g. { quarter: "2026-Q1" }' }];
}
