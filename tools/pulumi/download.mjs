import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../setup/commands.mjs";

const releases = "https://get.pulumi.com/releases/sdk";
const executables = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
const answerWithin = 4_000;
const arriveWithin = 600_000;

function get(url, options) {
    return fetch(url, { ...options, signal: AbortSignal.timeout(options.within) });
}

async function answers(url) {
    try {
        return (await get(url, { method: "HEAD", within: answerWithin })).ok;
    } catch {
        // No name, no route, no answer in time: all the same here.
        return false;
    }
}

async function verify(archive, name, checksums) {
    const answer = await get(checksums, { within: arriveWithin });
    if (!answer.ok) return "its checksum is not published";
    const line = (await answer.text()).split("\n").find((text) => text.trim().endsWith(name));
    const expected = line?.trim().split(/\s+/)[0];
    const actual = createHash("sha256").update(readFileSync(archive)).digest("hex");
    if (expected !== actual) throw new Error(`${name}: SHA-256 is ${actual}, published is ${expected ?? "none"}`);
    return "checksum verified";
}

/**
 * Fetches the official release into a folder.
 * @returns {Promise<string | undefined>} a remark, or undefined when the release cannot be had from here
 */
export async function downloadPulumi({ version, into, log, say, from = releases }) {
    const name = `pulumi-${version}-${process.platform}-${process.arch}.tar.gz`;
    if (!(await answers(`${from}/${name}`))) return undefined;
    say(`downloading ${name}`);
    const folder = mkdtempSync(join(tmpdir(), "pulumi-download-"));
    try {
        const answer = await get(`${from}/${name}`, { within: arriveWithin });
        if (!answer.ok) throw new Error(`${name}: HTTP status ${answer.status}`);
        const archive = join(folder, name);
        writeFileSync(archive, Buffer.from(await answer.arrayBuffer()));
        const remark = await verify(archive, name, `${from}/pulumi-${version.replace(/^v/, "")}-checksums.txt`);
        await run(["tar", "-xzf", archive, "-C", folder], { log });
        mkdirSync(into, { recursive: true });
        for (const executable of executables) copyFileSync(join(folder, "pulumi", executable), join(into, executable));
        return `official release ${version}, ${remark}`;
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
