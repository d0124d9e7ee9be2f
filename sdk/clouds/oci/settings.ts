import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { configured, environment, SettingsError } from "../core/settings";
import { loadCommon } from "./modules";

/** The ways to sign in (`oci:auth`) of @pulumi/oci that this package supports. */
const authentications = ["ApiKey", "SecurityToken", "InstancePrincipal", "ResourcePrincipal"] as const;
type Authentication = (typeof authentications)[number];

/** A key that signs requests. Held in memory only. */
interface ApiKey {
    readonly tenancyOcid: string;
    readonly userOcid: string;
    readonly fingerprint: string;
    readonly privateKey: string;
    readonly passphrase?: string;
}

/** Reads a setting from the places of the native OCI provider, in its order: stack config, environment, config file. */
function setting(name: string, attribute: string, inFile?: string): string | undefined {
    return (
        configured(`oci:${name}`) ??
        environment(`TF_VAR_${attribute}`, `OCI_${attribute.toUpperCase()}`) ??
        (inFile === undefined ? undefined : fromProfile(inFile))
    );
}

export function authentication(): Authentication {
    const wanted = setting("auth", "auth") ?? "ApiKey";
    const found = authentications.find((known) => known.toLowerCase() === wanted.toLowerCase());
    if (!found) throw new SettingsError(`oci:auth is not one of ${authentications.join(", ")}`);
    return found;
}

/** The region for calls whose target names no region. */
export function ociRegion(): string {
    const region = setting("region", "region", "region");
    if (!region) throw missing(["oci:region"]);
    return region;
}

export function apiKey(): ApiKey {
    const tenancyOcid = setting("tenancyOcid", "tenancy_ocid", "tenancy");
    const userOcid = setting("userOcid", "user_ocid", "user");
    const fingerprint = setting("fingerprint", "fingerprint", "fingerprint");
    const privateKey = setting("privateKey", "private_key") ?? privateKeyFile();
    const passphrase = setting("privateKeyPassword", "private_key_password", "pass_phrase");
    if (!tenancyOcid || !userOcid || !fingerprint || !privateKey) {
        throw missing([
            ...(tenancyOcid ? [] : ["oci:tenancyOcid"]),
            ...(userOcid ? [] : ["oci:userOcid"]),
            ...(fingerprint ? [] : ["oci:fingerprint"]),
            ...(privateKey ? [] : ["oci:privateKey or oci:privateKeyPath"]),
        ]);
    }
    return { tenancyOcid, userOcid, fingerprint, privateKey, ...(passphrase ? { passphrase } : {}) };
}

/** The OCI config file, where the OCI tools look for it. */
export function configFile(): string {
    return expand(environment("OCI_CONFIG_FILE", "OCI_CLI_CONFIG_FILE") ?? join(homedir(), ".oci", "config"));
}

export function profileName(): string {
    return setting("configFileProfile", "config_file_profile") ?? "DEFAULT";
}

function privateKeyFile(): string | undefined {
    const path = setting("privateKeyPath", "private_key_path", "key_file");
    if (!path) return undefined;
    try {
        return readFileSync(expand(path), "utf8");
    } catch {
        throw new SettingsError(
            `the file that oci:privateKeyPath (or key_file of the OCI config file) names cannot be read`,
        );
    }
}

function fromProfile(key: string): string | undefined {
    const { ConfigFileReader } = loadCommon();
    const file = configFile();
    if (!ConfigFileReader.fileExists(file)) return undefined;
    return ConfigFileReader.parseFileFromPath(file, profileName()).get(key) ?? undefined;
}

function expand(path: string): string {
    return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

function missing(names: readonly string[]): SettingsError {
    return new SettingsError(
        `OCI settings are missing: ${names.join(", ")}. ` +
            "Set them in the stack configuration as for @pulumi/oci, in the environment, or in the OCI config file",
    );
}
