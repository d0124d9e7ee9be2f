import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/core/project";
import { issuerOf } from "../../sandbox/core/settings";
import { hostText } from "../../sdk/host/resource";
import { stackIn } from "../support/engine";
import { sandboxFor } from "../support/sandbox";

const packed = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { exports: object };
const hosts = Object.keys(packed.exports)
    .filter((subpath) => /^\.\/(?:resources|guards)\//.test(subpath))
    .map((subpath) => subpath.slice(2));

/** Puts the packed package, and links to what it depends on, into a folder as an installation would. */
async function install(folder: string): Promise<void> {
    const modules = join(folder, "node_modules");
    mkdirSync(modules);
    for (const name of readdirSync(join(projectRoot, "node_modules"))) {
        if (!name.startsWith(".") && !name.includes("exadata-aws-kms"))
            symlinkSync(join(projectRoot, "node_modules", name), join(modules, name));
    }
    const { stdout } = await execa("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: projectRoot });
    const target = join(modules, "pulumi-exadata-aws-kms");
    mkdirSync(target);
    await execa("tar", ["-xzf", join(folder, stdout.trim().split("\n").at(-1)!), "-C", target, "--strip-components=1"]);
}

describe("the packed package in another folder", function () {
    this.timeout(120_000);
    let folder: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "exadata-aws-kms-"));
        await install(folder);
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    for (const path of hosts) {
        it(`the host of ${path} finds its operations, and names nothing else`, async () => {
            const text = hostText(path);
            expect(text.length).to.be.at.most(1024);
            const { stdout } = await execa(
                "node",
                [
                    "-e",
                    `const m = require("require-from-string")(${JSON.stringify(text)}); console.log(Object.keys(m.handler()).sort().join())`,
                ],
                { cwd: folder },
            );
            expect(stdout)
                .to.contain("check")
                .and.to.contain("create")
                .and.to.contain("delete")
                .and.to.contain("diff")
                .and.to.contain("read");
        });
    }

    it("the engine runs hosts from there", async () => {
        const sandbox = await sandboxFor();
        const program = `
            import { IdentityDomain } from "pulumi-exadata-aws-kms";
            export const { issuerUrl } = new IdentityDomain("domain");
        `;
        const stack = await stackIn(sandbox, { program: { "index.ts": program }, parent: folder });
        try {
            const run = await stack.up();
            expect(run.code, run.stdout + run.stderr).to.equal(0);
            expect((await stack.outputs()).issuerUrl).to.equal(issuerOf(sandbox.world.settings.domainUrl));
        } finally {
            stack.remove();
            await sandbox.stop();
        }
    });

    it("a program there imports the components", async () => {
        const { stdout } = await execa("node", ["-p", 'Object.keys(require("pulumi-exadata-aws-kms")).join()'], {
            cwd: folder,
        });
        expect(stdout).to.contain("ExadataKeyManagement").and.to.contain("readEstate");
    });
});
