import { PlainError } from "./errors";

/** Reads stack configuration, as the engine's dynamic host hands it to `configure`. */
export interface ConfigReader {
    /** @param key With its namespace: `oci:region`. */
    get(key: string): unknown;
}

let reader: ConfigReader | undefined;
const forget: (() => void)[] = [];

/**
 * Keeps the reader and drops everything made from the last one. The host configures providers while others already run, so settings
 * are read when an operation needs them.
 */
export function useConfig(config: ConfigReader): void {
    reader = config;
    for (const drop of forget) drop();
}

/** Registers what to drop when the configuration changes, such as clients made from it. */
export function onConfigChange(drop: () => void): void {
    forget.push(drop);
}

/** A value of the stack configuration as text; `undefined` when absent or empty. */
export function configured(key: string): string | undefined {
    const value = reader?.get(key);
    if (value === undefined || value === null || value === "") return undefined;
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** The first of these environment variables that is set and not empty. */
export function environment(...names: readonly string[]): string | undefined {
    for (const name of names) {
        const value = process.env[name];
        if (value) return value;
    }
    return undefined;
}

/** A setting that cannot be used or is missing. The message names settings, never their values. */
export class SettingsError extends PlainError {
    override readonly name = "SettingsError";
}
