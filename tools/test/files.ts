import { readdirSync } from "node:fs";
import { join } from "node:path";

const slow = /[/\\]engine\b/;

/** The compiled test files whose path contains one of the words (all files if there are no words). Files that deploy with Pulumi come last. */
export function testFiles(folder: string, words: readonly string[]): string[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".test.js"))
        .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
        .map((path) => join(folder, path))
        .sort((a, b) => Number(slow.test(a)) - Number(slow.test(b)) || a.localeCompare(b));
}
