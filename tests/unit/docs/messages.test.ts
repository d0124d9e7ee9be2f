import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../sandbox/core/project";
import { read } from "./markdown";

/** All that the package can say: its sources, with texts that are put together from several lines as one. */
function said(): string {
    const files = ["sdk", "components"].flatMap((folder) =>
        readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => readFileSync(join(projectRoot, folder, file), "utf8")),
    );
    return files
        .join("\n")
        .replaceAll("\\`", "")
        .replace(/["`]\s*\+\s*["`]/g, "");
}

/** Messages of the first column of the page's tables. */
function messages(page: string): string[] {
    const columns = page.split("\n").flatMap((line) => /^\| (.*?) \| /.exec(line)?.[1] ?? []);
    return columns.flatMap((column) => [...column.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => message));
}

/** The constant words of a message, which values and names part: those long enough to be recognised, or else the longest. */
function constantWords(message: string): string[] {
    const parts = message.split(/\S*[A-Z0-9"…()]\S*|[:;] /).map((part) => part.trim());
    const telling = parts.filter((part) => part.length >= 12);
    return telling.length > 0 ? telling : parts.sort((one, other) => other.length - one.length).slice(0, 1);
}

describe("the page of troubleshooting", () => {
    // Said by the engine, by clouds or by a person's own program.
    const others = [/^unable to replace/, /cannot be deleted/, /^SERVICE/, /NotAuth/, /IncorrectState/];

    it("has messages that the package prints", () => {
        const source = said();
        const found = messages(read("docs/troubleshooting.md")).filter(
            (one) => !others.some((other) => other.test(one)),
        );
        expect(found.length).to.be.greaterThan(40);
        const unknown = found.filter((message) => !constantWords(message).some((words) => source.includes(words)));
        expect(unknown).to.deep.equal([]);
        expect(constantWords("ARN stands between NAME and the moon over the sea")).to.deep.equal([
            "stands between",
            "and the moon over the sea",
        ]);
    });
});
