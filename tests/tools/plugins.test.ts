import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../sandbox/core/project";
import { type InstalledPlugin, installPlugins } from "../../sandbox/providers/install";
import { TemporaryFolder } from "../support/files";

const locked = (name: string): string =>
    JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")).packages[`node_modules/@pulumi/${name}`]
        .version;

const versions = ["aws", "oci", "random"].map((name) => ({ name, version: locked(name) }));
const nowhere = "http://127.0.0.1:9";

describe("the plugins of the native providers", function () {
    this.timeout(60_000);
    let folder: TemporaryFolder;
    let pulumiHome: string;
    let lines: string[];
    let install: (options: { pulumi?: string; releases: string }) => Promise<InstalledPlugin[]>;

    const file = (name: string) =>
        join(pulumiHome, "plugins", `resource-${name}-v${locked(name)}`, `pulumi-resource-${name}`);

    beforeEach(() => {
        folder = new TemporaryFolder();
        pulumiHome = join(folder.path, "home");
        lines = [];
        install = (options) => installPlugins({ pulumiHome, log: (line) => lines.push(line), ...options });
    });

    afterEach(() => folder.remove());

    it("are replaced by stand-ins, at the locked versions, where they cannot be downloaded", async () => {
        const plugins = await install({ releases: nowhere });
        expect(plugins).to.deep.equal(versions.map((plugin) => ({ ...plugin, standIn: true })));
        expect(readFileSync(file("aws"), "utf8")).to.match(/sandbox\/providers\/aws\/main\.js/);
        expect(lines).to.have.length(3);
    });

    it("are left alone, without a word, once they are there", async () => {
        await install({ releases: nowhere });
        lines = [];
        const plugins = await install({ pulumi: "/no/such/program", releases: nowhere });
        expect(plugins.every((plugin) => plugin.standIn)).to.equal(true);
        expect(lines).to.deep.equal([]);
    });

    it("are put in anew when a stand-in starts another checkout's program", async () => {
        await install({ releases: nowhere });
        const wanted = readFileSync(file("oci"), "utf8");
        folder.write(
            `home/plugins/resource-oci-v${locked("oci")}/pulumi-resource-oci`,
            wanted.replace(/exec node '.*'/, "exec node '/elsewhere/main.js'"),
        );
        await install({ releases: nowhere });
        expect(readFileSync(file("oci"), "utf8")).to.equal(wanted);
    });

    it("are never replaced when they are the native ones", async () => {
        for (const { name, version } of versions) {
            folder.write(`home/plugins/resource-${name}-v${version}/pulumi-resource-${name}`, "native code");
        }
        const plugins = await install({ pulumi: "/no/such/program", releases: nowhere });
        expect(plugins.some((plugin) => plugin.standIn)).to.equal(false);
    });

    describe("where they are published", () => {
        let server: Server;
        let asked: string[];
        let releases: string;

        beforeEach(async () => {
            asked = [];
            server = createServer((request, response) => {
                asked.push(`${request.method} ${request.url}`);
                response.end();
            });
            await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
            releases = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        });

        afterEach(async () => {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        });

        it("are downloaded by the CLI", async () => {
            const pulumi = folder.script("pulumi", 'echo "$@" >> "$PULUMI_HOME/calls"');
            const plugins = await install({ pulumi, releases });
            expect(plugins.some((plugin) => plugin.standIn)).to.equal(false);
            expect(asked.join("\n")).to.contain(`HEAD /pulumi-resource-aws-v${locked("aws")}-`);
            const calls = readFileSync(join(pulumiHome, "calls"), "utf8").trim().split("\n").sort();
            expect(calls).to.deep.equal(
                versions.map(({ name, version }) => `plugin install resource ${name} ${version}`),
            );
        });

        it("are replaced by stand-ins when the download fails, with the reason", async () => {
            const pulumi = folder.script("pulumi", 'case "$*" in *--file*) ;; *) echo "disk full" >&2; exit 1 ;; esac');
            const plugins = await install({ pulumi, releases });
            expect(plugins.every((plugin) => plugin.standIn)).to.equal(true);
            expect(lines.join("\n")).to.contain("could not be downloaded: disk full");
        });
    });
});
