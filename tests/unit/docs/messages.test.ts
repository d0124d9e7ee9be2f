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

const isValue = (word: string) => /[A-Z0-9"…()]/.test(word);
const plain = (word: string) => word.replace(/[.*+?^${}|[\]\\/]/g, "\\$&").replace(/[:;,]$/, "$&?");

/** Whether the message stands in a line as a whole, with anything in the place of a value. */
function isSaidWhole(message: string, source: string): boolean {
    const runs = message
        .split(" ")
        .map((word) => (isValue(word) ? "\n" : word))
        .join(" ")
        .split("\n")
        .flatMap((run) => run.trim() || []);
    const [longest = ""] = runs.map((run) => run.replace(/[:;,].*$/, "")).sort((a, b) => b.length - a.length);
    const whole = new RegExp(runs.map((run) => run.split(" ").map(plain).join(" ?")).join(".{1,140}?"));
    return source.split("\n").some((line) => line.includes(longest) && whole.test(line));
}

/** How much of its constant words stands in the source, in runs that are long enough to be recognised: from 0 to 1. */
function shareSaid(message: string, source: string): number {
    const words = message.split(" ");
    const lettersIn = (some: readonly string[]) => some.filter((word) => !isValue(word)).join("").length;
    let said = 0;
    for (let from = 0; from < words.length; from++) {
        const isRun = (to: number) => {
            const run = words.slice(from, to).join(" ");
            return run.length >= 8 && source.includes(run.replace(/[:;,]$/, ""));
        };
        let to = words.length;
        while (to > from && !isRun(to)) to--;
        if (to === from) continue;
        said += lettersIn(words.slice(from, to));
        from = to - 1;
    }
    return said / lettersIn(words);
}

/** A message that several functions put together stands nowhere as a whole: most of its words do. */
function isSaid(message: string, source: string): boolean {
    return isSaidWhole(message, source) || shareSaid(message, source) > 0.6;
}

describe("the page of troubleshooting", () => {
    // Said by the engine, by clouds or by a person's own program.
    const others = [
        /^unable to replace/,
        /^Default provider for/,
        /cannot be deleted/,
        /^SERVICE/,
        /NotAuth/,
        /IncorrectState/,
    ];

    it("has messages that the package prints", () => {
        const source = said();
        const found = messages(read("docs/troubleshooting.md")).filter(
            (one) => !others.some((other) => other.test(one)),
        );
        expect(found.length).to.be.greaterThan(40);
        expect(found.filter((message) => !isSaid(message, source))).to.deep.equal([]);
    });

    const source = ["the discovery of x ended as x, ...", "the key of database x", "x was not rotated: x"].join("\n");
    const quotes: readonly (readonly [string, boolean])[] = [
        ["the discovery of ARN ended as STATE", true],
        ["the discovery of ARN was given up as STATE", false],
        ["the discovery of ARN", true],
        ["the key of database NAME was not rotated", true],
        ["the key of database NAME stays where it was before", false],
    ];
    for (const [quote, expected] of quotes) {
        it(`${expected ? "knows" : "misses"} "${quote}"`, () => {
            expect(isSaid(quote, source)).to.equal(expected);
        });
    }

    it("quotes enough of each message to be found by it", () => {
        const short = messages(read("docs/troubleshooting.md")).filter((one) => one.length < 16);
        expect(short).to.deep.equal([]);
    });
});
