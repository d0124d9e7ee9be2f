import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/core/project";
import { setUpModule, TemporaryFolder } from "../support/files";

interface Installed {
    installedPulumi(options: { path: string }): { pulumi: string; dynamicHost: boolean } | undefined;
}

interface Download {
    downloadPulumi(options: {
        version: string;
        into: string;
        log: string;
        say: () => void;
        from: string;
    }): Promise<string | undefined>;
}

describe("the Pulumi CLI of the machine", () => {
    let folder: TemporaryFolder;
    let find: () => ReturnType<Installed["installedPulumi"]>;

    beforeEach(async () => {
        folder = new TemporaryFolder();
        const { installedPulumi } = await setUpModule<Installed>("tools/pulumi/installed.mjs");
        find = () => installedPulumi({ path: folder.path });
    });

    afterEach(() => folder.remove());

    it("is used when it is new enough and has its Node language host", () => {
        const pulumi = folder.script("pulumi", "echo v3.200.0");
        folder.script("pulumi-language-nodejs");
        expect(find()).to.deep.equal({ pulumi, dynamicHost: false });
        folder.script("pulumi-resource-pulumi-nodejs");
        expect(find()).to.deep.equal({ pulumi, dynamicHost: true });
    });

    it("is passed over when it is too old, does not run, or lacks the language host", () => {
        folder.script("pulumi", "echo v3.260.0");
        expect(find(), "no language host").to.equal(undefined);
        folder.script("pulumi-language-nodejs");
        folder.script("pulumi", "echo v3.199.9");
        expect(find(), "too old").to.equal(undefined);
        folder.script("pulumi", "exit 1");
        expect(find(), "broken").to.equal(undefined);
    });
});

describe("the download of the Pulumi CLI", () => {
    const version = "v3.259.0";
    const archive = `pulumi-${version}-${process.platform}-${process.arch}.tar.gz`;
    const executables = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
    let folder: TemporaryFolder;
    let files: Map<string, Buffer>;
    let server: Server;
    let download: () => Promise<string | undefined>;

    beforeEach(async () => {
        folder = new TemporaryFolder();
        for (const name of executables) folder.script(`release/pulumi/${name}`, `echo ${name}`);
        await execa("tar", ["-czf", join(folder.path, "a.tgz"), "-C", join(folder.path, "release"), "pulumi"]);
        files = new Map([[`/${archive}`, readFileSync(join(folder.path, "a.tgz"))]]);
        server = createServer((request, response) => {
            const content = files.get(request.url ?? "");
            response.writeHead(content ? 200 : 404).end(request.method === "HEAD" ? undefined : content);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { downloadPulumi } = await setUpModule<Download>("tools/pulumi/download.mjs");
        const from = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const into = join(folder.path, "bin");
        download = () => downloadPulumi({ version, into, log: join(folder.path, "log"), say: () => {}, from });
    });

    afterEach(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        folder.remove();
    });

    const publish = (checksum: string) =>
        files.set("/pulumi-3.259.0-checksums.txt", Buffer.from(`${checksum}  ${archive}\n`));

    it("brings the CLI, its language host and the launcher of dynamic resources, ready to run", async () => {
        publish(
            createHash("sha256")
                .update(files.get(`/${archive}`)!)
                .digest("hex"),
        );
        expect(await download()).to.equal("official release v3.259.0, checksum verified");
        for (const name of executables) {
            expect((await execa(join(folder.path, "bin", name))).stdout).to.equal(name);
        }
    });

    it("is refused when the archive is not the published one", async () => {
        publish("0".repeat(64));
        const error = await download().catch((reason: Error) => reason);
        expect(error).to.be.instanceOf(Error);
        expect((error as Error).message).to.contain("published is 000000");
        expect(existsSync(join(folder.path, "bin"))).to.equal(false);
    });

    it("is given up without an error where the release is not to be had", async () => {
        files.clear();
        expect(await download()).to.equal(undefined);
    });
});

describe("the launcher of dynamic resources", () => {
    const launcher = join(projectRoot, "tools", "pulumi", "pulumi-resource-pulumi-nodejs");

    it("starts the host of the @pulumi/pulumi that the program has", async () => {
        const folder = new TemporaryFolder();
        const host = "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
        folder.write(host, "console.log('host', process.argv[2])");
        expect((await execa(launcher, ["127.0.0.1:1"], { cwd: folder.path })).stdout).to.equal("host 127.0.0.1:1");
        folder.remove();
    });

    it("says what is missing when the program has none", async () => {
        const folder = new TemporaryFolder();
        const { exitCode, stderr } = await execa(launcher, [], { cwd: folder.path, reject: false });
        expect(exitCode).to.equal(1);
        expect(stderr).to.contain("no @pulumi/pulumi can be found from");
        folder.remove();
    });
});
