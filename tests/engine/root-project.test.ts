import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { parse, stringify } from "yaml";
import { localDirectory, projectRoot } from "../../sandbox/core/project";
import type { Sandbox } from "../../sandbox/start";
import { pulumiEnvironment } from "../../tools/pulumi/environment";
import { sandboxFor } from "../support/sandbox";

describe("the project at the root of the checkout", function () {
    this.timeout(120_000);
    let folder: string;
    let sandbox: Sandbox;

    before(async () => {
        mkdirSync(localDirectory, { recursive: true });
        folder = mkdtempSync(join(localDirectory, "root-"));
        for (const path of ["Pulumi.yaml", join("examples", "complete")]) {
            cpSync(join(projectRoot, path), join(folder, path), {
                recursive: true,
                filter: (source) => !source.endsWith("node_modules"),
            });
        }
        for (const name of ["state", "home"]) mkdirSync(join(folder, name));
        sandbox = await sandboxFor();
    });

    after(async () => {
        await sandbox?.stop();
        rmSync(folder, { recursive: true, force: true });
    });

    it("deploys examples/complete with the configuration that lies there", async () => {
        const env = pulumiEnvironment({
            clouds: sandbox.environment,
            pulumiHome: join(localDirectory, "pulumi"),
            state: join(folder, "state"),
            home: join(folder, "home"),
            passphrase: "only here",
        });
        const pulumi = (...args: string[]) =>
            execa("pulumi", [...args, "--non-interactive"], { cwd: folder, extendEnv: false, env });
        await pulumi("stack", "init", "sandbox");
        const file = join(folder, "examples", "complete", "Pulumi.sandbox.yaml");
        const shipped = parse(readFileSync(file, "utf8")) as { config: object };
        writeFileSync(file, stringify({ ...shipped, config: { ...shipped.config, ...sandbox.pulumiConfig } }));
        const { stdout } = await pulumi("preview", "--stack", "sandbox");
        expect(stdout).to.contain("exadata-aws-kms:index:ExadataKeyManagement").and.to.contain("DatabaseKey");
    });
});
