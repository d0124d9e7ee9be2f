import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { localDirectory } from "../../../sandbox/core/project";

const main = require.resolve("../../../sandbox/main");

interface Facts {
    awsEndpoint: string;
    ociEndpoint: string;
    controlEndpoint: string;
    environment: Record<string, string>;
    pulumiConfig: Record<string, string>;
}

describe("The sandbox command", () => {
    let directory: string;
    const children: ChildProcess[] = [];

    beforeEach(() => {
        mkdirSync(localDirectory, { recursive: true });
        directory = mkdtempSync(join(localDirectory, "main-"));
    });
    afterEach(() => {
        for (const child of children.splice(0)) child.kill("SIGKILL");
        rmSync(directory, { recursive: true, force: true });
    });

    function start(...options: string[]): ChildProcess {
        const child = spawn(process.execPath, [main, "--directory", directory, ...options], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        children.push(child);
        return child;
    }

    async function facts(child: ChildProcess): Promise<Facts> {
        const [line] = await once(createInterface({ input: child.stdout! }), "line");
        return JSON.parse(line) as Facts;
    }

    async function gone(endpoint: string): Promise<boolean> {
        for (let attempt = 0; attempt < 100; attempt++) {
            const answered = await fetch(endpoint).then(
                () => true,
                () => false,
            );
            if (!answered) return true;
            await pause(100);
        }
        return false;
    }

    it("prints one line of JSON, and ends all of it on SIGTERM", async () => {
        const child = start("--json", "--seed", "empty", "--scale", "0.5");
        const { controlEndpoint, environment } = await facts(child);
        const answer = await fetch(`${controlEndpoint}/databases`);
        expect(await answer.json()).to.deep.equal([]);
        expect(environment.EXADATA_SANDBOX_CONTROL).to.equal(controlEndpoint);
        child.kill("SIGTERM");
        const [code] = await once(child, "exit");
        expect(code).to.equal(0);
        expect(await gone(controlEndpoint)).to.equal(true);
    });

    it("prints lines to copy, and ends on Ctrl-C", async () => {
        const child = start();
        let printed = "";
        child.stdout?.on("data", (chunk) => {
            printed += chunk;
        });
        while (!printed.includes("curl -s -X DELETE")) await pause(20);
        child.kill("SIGINT");
        await once(child, "exit");
        expect(printed).to.match(/^export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+$/m);
        expect(printed).to.match(/^export CLIENT_HOST_OVERRIDES='oci_database\.DatabaseClient=/m);
        expect(printed).to.match(/^pulumi config set oci:privateKeyPath \S+\.pem$/m);
        expect(printed).to.match(/^pulumi config set aws:endpoints '\[\{"odb":/m);
        expect(printed).to.match(/^curl -s http:\/\/127\.0\.0\.1:\d+\/databases$/m);
    });

    it("has a folder of its own beside another one, and leaves none", async () => {
        const pair = [1, 2].map(() => {
            const child = spawn(process.execPath, [main, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
            children.push(child);
            return child;
        });
        const files = (await Promise.all(pair.map(facts))).map(
            ({ pulumiConfig }) => pulumiConfig["oci:privateKeyPath"]!,
        );
        expect(new Set(files).size).to.equal(2);
        expect(files.map((file) => existsSync(file))).to.deep.equal([true, true]);
        for (const child of pair) {
            child.kill("SIGTERM");
            await once(child, "exit");
        }
        expect(files.map((file) => existsSync(dirname(file)))).to.deep.equal([false, false]);
    });

    it("ends when the process that started it ends", async () => {
        const script = `require("node:child_process").spawn(process.execPath, ${JSON.stringify([main, "--directory", directory, "--json"])}, { stdio: ["ignore", "inherit", "inherit"] });`;
        const parent = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
        children.push(parent);
        const { awsEndpoint, controlEndpoint } = await facts(parent);
        parent.kill("SIGKILL");
        expect(await gone(controlEndpoint)).to.equal(true);
        expect(await gone(awsEndpoint)).to.equal(true);
    });

    const mistakes: [string, string[], string][] = [
        [
            "without the virtual environment",
            ["--python", "/nowhere/python"],
            "No Python interpreter at /nowhere/python; run `make setup` first.",
        ],
        ["with a pace that is no number", ["--scale", "fast"], "It must be a number from 0 upwards."],
        ["with a home region that it does not know", ["--home-region", "moon-1"], "Allowed choices are us-ashburn-1,"],
        ["with a Region that has no ODB", ["--odb-region", "moon-1"], "Allowed choices are us-west-2, eu-central-1."],
        ["with an unknown estate", ["--seed", "greenfield"], "Allowed choices are brownfield, empty."],
    ];
    for (const [title, options, message] of mistakes) {
        it(`ends with one clear line ${title}`, () => {
            const run = spawnSync(process.execPath, [main, "--directory", directory, ...options], { encoding: "utf8" });
            expect(run.status).to.equal(1);
            expect(run.stderr.trim().split("\n")).to.have.length(1);
            expect(run.stderr).to.contain(message);
        });
    }
});
