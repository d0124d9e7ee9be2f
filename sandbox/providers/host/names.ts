import { createHash, randomBytes } from "node:crypto";

/** `deletionWindowInDays` as the wrapped provider calls it: `deletion_window_in_days`. */
export function snakeCase(name: string): string {
    return name.replace(/[A-Z]+/g, (capitals) => `_${capitals.toLowerCase()}`);
}

export function camelCase(name: string): string {
    return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Logical name, dash, seven hexadecimal digits; the engine's seed makes preview and update agree. */
export function automaticName(logicalName: string, seed: Uint8Array, prefix: string, maxLength: number): string {
    const source = seed.length > 0 ? createHash("sha256").update(seed).digest() : randomBytes(4);
    const suffix = `-${source.toString("hex").slice(0, 7)}`;
    return `${prefix}${logicalName}`.slice(0, maxLength - suffix.length) + suffix;
}
