import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
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

/** A value of the stack configuration that says yes or no; `undefined` when absent. */
export function configuredFlag(key: string): boolean | undefined {
    const value = configured(key)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value !== "true" && value !== "false") throw new SettingsError(`${key} is neither true nor false`);
    return value === "true";
}

/** A value of the stack configuration that is made of parts. It travels as JSON text; `undefined` when absent. */
export function configuredParts(key: string): unknown {
    const text = configured(key);
    if (text === undefined) return undefined;
    try {
        return JSON.parse(text);
    } catch {
        throw new SettingsError(`${key} is not JSON`);
    }
}

/** A list of texts in the stack configuration; empty when absent. */
export function configuredTexts(key: string): string[] {
    const value = configuredParts(key) ?? [];
    if (Array.isArray(value) && value.every((entry) => typeof entry === "string")) return value;
    throw new SettingsError(`${key} is not a list of texts`);
}

/** The path with `~` as the home folder of the user. */
function expandHome(path: string): string {
    return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/** Text of a file that a setting names. @param setting What to tell when the file cannot be read; its path stays untold. */
export function settingFile(path: string, setting: string): string {
    try {
        return readFileSync(expandHome(path), "utf8");
    } catch {
        throw new SettingsError(`the file that ${setting} names cannot be read`);
    }
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
