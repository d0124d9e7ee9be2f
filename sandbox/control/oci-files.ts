import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxSettings } from "../core/settings";
import type { OciUser } from "./oci-user";

/** Versions in the paths of the services, by the names of their commands: an endpoint of the OCI CLI has to bring them along. */
const versions = { iam: "20160918", db: "20160918", "work-requests": "20160918", dbmulticloud: "20240501" };

/** Writes a profile that OCI's SDKs and its CLI sign with, and the endpoints that the CLI calls with it. */
export function writeOciFiles({ ociRegion }: SandboxSettings, directory: string, user: OciUser, endpoint: string) {
    const configFile = join(directory, "oci-config");
    const profile = {
        tenancy: user.tenancyId,
        user: user.userId,
        fingerprint: user.fingerprint,
        key_file: user.privateKeyPath,
        region: ociRegion,
    };
    writeFileSync(configFile, section(profile), { mode: 0o600 });
    const defaultsFile = join(directory, "oci-cli-rc");
    const endpoints = Object.entries(versions).map(([command, version]) => [
        `${command}.endpoint`,
        `${endpoint}/${version}`,
    ]);
    writeFileSync(defaultsFile, section(Object.fromEntries(endpoints)), { mode: 0o600 });
    return { configFile, defaultsFile };
}

function section(members: Readonly<Record<string, string>>): string {
    return ["[DEFAULT]", ...Object.entries(members).map(([name, value]) => `${name}=${value}`), ""].join("\n");
}
