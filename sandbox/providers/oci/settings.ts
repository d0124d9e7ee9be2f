import { readFileSync } from "node:fs";
import type { Plain, Properties } from "../host/values";

export interface OciSettings {
    region?: string;
    configFileProfile?: string;
    disableRetries: boolean;
    /** `Namespace.Key` of the defined tags that the provider leaves alone. */
    ignoredTags: readonly string[];
    /** Absent when the configuration file of OCI has to say who is signing. */
    signer?: { tenancy: string; user: string; fingerprint: string; privateKey: string; passphrase: string | null };
}

const supportedAuth = ["", "ApiKey"];

/** A setting of the provider, else the environment in the forms that the real plugin reads. */
function lookUp(config: Properties, environment: NodeJS.ProcessEnv, name: string): string | undefined {
    const value = config[name];
    if (typeof value === "string" && value !== "") return value;
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const candidates = [`TF_VAR_${snake}`, `OCI_${snake}`, `OCI_${snake.toUpperCase()}`, snake];
    return candidates.map((candidate) => environment[candidate]).find((found) => found !== undefined && found !== "");
}

export function readSettings(config: Properties, environment: NodeJS.ProcessEnv = process.env): OciSettings {
    const find = (name: string) => lookUp(config, environment, name);
    const auth = find("auth") ?? "";
    if (!supportedAuth.includes(auth)) {
        throw new Error(
            `the sandbox's stand-in for the oci plugin signs with an API key only; it does not support oci:auth "${auth}"`,
        );
    }
    const settings: OciSettings = {
        ignoredTags: listOf(config.ignoreDefinedTags),
        disableRetries: String(config.disableAutoRetries) === "true" || environment.disable_409_retry === "true",
    };
    const [region, profile] = [find("region"), find("configFileProfile")];
    if (region) settings.region = region;
    if (profile) settings.configFileProfile = profile;
    const [tenancy, user, fingerprint] = [find("tenancyOcid"), find("userOcid"), find("fingerprint")];
    const path = find("privateKeyPath");
    const privateKey = find("privateKey") ?? (path ? readFileSync(path, "utf8") : undefined);
    if (tenancy && user && fingerprint && privateKey) {
        settings.signer = { tenancy, user, fingerprint, privateKey, passphrase: find("privateKeyPassword") ?? null };
    }
    return settings;
}

/** Settings of a provider that are no text travel as JSON. */
function listOf(value: Plain | undefined): string[] {
    const parsed: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : value;
    return Array.isArray(parsed) ? parsed.map(String) : [];
}
