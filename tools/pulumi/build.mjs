import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findOnPath, run } from "../setup/commands.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** The language host has a module of its own: the last one within the SDK needs older dependencies than the CLI. */
const modules = [
    { folder: join(here, "cli"), tool: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", executable: "pulumi" },
    {
        folder: join(here, "nodehost"),
        tool: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
        executable: "pulumi-language-nodejs",
    },
];

/** The version that this project is tested with. The Go module of the CLI pins it. */
export function pinnedVersion() {
    const pinned = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v[\d.]+)/.exec(
        readFileSync(join(here, "cli", "go.mod"), "utf8"),
    );
    if (pinned === null) throw new Error("tools/pulumi/cli/go.mod does not require github.com/pulumi/pulumi/pkg/v3");
    return pinned[1];
}

/** Builds the CLI and its Node language host from the Go module proxy. */
export async function buildPulumi({ into, log, say }) {
    if (findOnPath("go") === undefined) {
        throw new Error(
            "There is no Pulumi CLI on PATH, the official download does not answer, and Go, which could build it, is not installed.\n" +
                "Install Pulumi (with its Node language host) or Go 1.25 or newer, and run this again.",
        );
    }
    const version = pinnedVersion();
    say(`building Pulumi ${version} with Go; the first build takes 3 to 8 minutes on two cores`);
    for (const { folder, tool, executable } of modules) {
        const flags = ["-mod=readonly", "-ldflags", `-s -w -X ${versionVariable}=${version}`];
        await run(["go", "build", ...flags, "-o", join(into, executable), tool], {
            cwd: folder,
            env: { CGO_ENABLED: "0", GOWORK: "off" },
            log,
        });
    }
    return `built ${version} with Go`;
}
