import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { environment, SettingsError } from "../../core/settings";
import { ociSetting } from "./native-settings";

/** Values of a profile by their keys, in lower case. */
type Profile = ReadonlyMap<string, string>;

/** The name of the profile in the settings, if any. */
export function profileName(): string | undefined {
    return ociSetting("configFileProfile", "config_file_profile");
}

/** A value of the OCI config file, from the profile of the settings or else from the profile DEFAULT. */
export function fromProfile(...keys: readonly string[]): string | undefined {
    const profiles = readProfiles();
    const name = profileName();
    if (name !== undefined && !profiles.has(name)) {
        throw new SettingsError("the OCI config file has no profile of the name that oci:configFileProfile gives");
    }
    for (const profile of [name, "DEFAULT"]) {
        for (const key of keys) {
            const value = profile === undefined ? undefined : profiles.get(profile)?.get(key);
            if (value) return value;
        }
    }
    return undefined;
}

/** The native provider looks into the home folder first. */
function configFiles(): string[] {
    const home = (folder: string) => join(homedir(), folder, "config");
    const first = home(".oci");
    const named = environment("OCI_CONFIG_FILE");
    if (existsSync(first) || named === undefined || !existsSync(named)) return [first, home(".oraclebmc")];
    return [named, home(".oraclebmc")];
}

function readProfiles(): ReadonlyMap<string, Profile> {
    const [main, second] = configFiles();
    const file = [main!, ...(profileName() === undefined ? [second!] : [])].find((path) => existsSync(path));
    const profiles = new Map<string, Map<string, string>>();
    if (file === undefined) return profiles;
    let current = new Map<string, string>();
    for (const line of textOf(file)
        .split("\n")
        .map((part) => part.trim())) {
        const [, name] = line.match(/^\[(.+)\]$/) ?? [];
        const [, key, value] = line.match(/^([^#;=]+)=(.*)$/) ?? [];
        if (name !== undefined) {
            current = profiles.get(name.trim()) ?? new Map();
            profiles.set(name.trim(), current);
        } else if (key !== undefined && value !== undefined) current.set(key.trim().toLowerCase(), value.trim());
    }
    return profiles;
}

function textOf(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        throw new SettingsError("the OCI config file cannot be read");
    }
}
