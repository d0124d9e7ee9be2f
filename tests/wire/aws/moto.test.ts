import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { startMoto } from "../../../sandbox/aws/moto";
import { eventually } from "./harness";
import { python } from "./python";

async function answers(endpoint: string): Promise<boolean> {
    return fetch(endpoint, { signal: AbortSignal.timeout(5000) }).then(
        () => true,
        () => false,
    );
}

describe("the moto child process", () => {
    let directory: string;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "sandbox-moto-"));
    });
    after(() => rmSync(directory, { recursive: true }));

    it("answers until it is stopped", async () => {
        const moto = await startMoto({ python, accountId: "111122223333", directory });
        expect(await answers(moto.endpoint)).to.equal(true);
        await moto.stop();
        expect(await answers(moto.endpoint)).to.equal(false);
    });

    it("dies with a parent that is killed", async () => {
        const moto = JSON.stringify(require.resolve("../../../sandbox/aws/moto"));
        const options = JSON.stringify({ python, accountId: "111122223333", directory });
        const code = `require(${moto}).startMoto(${options}).then((moto) => console.log(moto.endpoint))`;
        const parent = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"] });
        let endpoint = "";
        try {
            endpoint = await new Promise<string>((resolve) =>
                createInterface({ input: parent.stdout }).once("line", resolve),
            );
            expect(await answers(endpoint)).to.equal(true);
        } finally {
            parent.kill("SIGKILL");
        }
        await eventually(async () => ((await answers(endpoint)) ? undefined : true));
    });

    it("says what is wrong with the interpreter", async () => {
        const start = startMoto({ python: join(directory, "no-python"), accountId: "111122223333", directory });
        const message = await start.then(
            () => "",
            (error: Error) => error.message,
        );
        expect(message).to.contain("no-python").and.to.contain("ENOENT");
    });
});
