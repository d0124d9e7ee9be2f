import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { findOnPath } from "../setup/commands.mjs";

const oldest = [3, 200];

function isNewEnough(pulumi) {
    let version;
    try {
        version = execFileSync(pulumi, ["version"], {
            encoding: "utf8",
            timeout: 10_000,
            stdio: ["ignore", "pipe", "ignore"],
            env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
        });
    } catch {
        return false;
    }
    const [major = 0, minor = 0] = version.trim().replace(/^v/, "").split(".").map(Number);
    return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/**
 * A Pulumi CLI that the machine has already: new enough, and with its Node language host.
 * `dynamicHost` tells whether the launcher of dynamic resources came with it.
 * @returns {{ pulumi: string, dynamicHost: boolean } | undefined}
 */
export function installedPulumi({ path = process.env.PATH, except } = {}) {
    const pulumi = findOnPath("pulumi", path, except);
    if (pulumi === undefined || !isNewEnough(pulumi)) return undefined;
    const search = [path, dirname(pulumi)].join(":");
    if (findOnPath("pulumi-language-nodejs", search, except) === undefined) return undefined;
    return { pulumi, dynamicHost: findOnPath("pulumi-resource-pulumi-nodejs", search, except) !== undefined };
}
