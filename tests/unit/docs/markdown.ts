import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectRoot } from "../../../sandbox/core/project";

/** A block of code between fences. */
export interface Block {
    readonly file: string;
    /** Line of the opening fence, counted from 1. */
    readonly line: number;
    readonly text: string;
}

/** README, documentation and the examples' READMEs, as paths below the checkout. */
export function markdownFiles(): string[] {
    const below = (folder: string) =>
        readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
            .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)).split(sep).join("/"))
            .filter((file) => !file.includes("node_modules/"));
    return ["README.md", ...below("docs"), ...below("examples")];
}

export function blocksOf(file: string, language: string, content = read(file)): Block[] {
    const lines = content.split("\n");
    const blocks: Block[] = [];
    let open: { line: number; wanted: boolean; lines: string[] } | undefined;
    for (const [index, line] of lines.entries()) {
        const fence = line.match(/^\s*```(\w*)\s*$/);
        if (fence === null) open?.lines.push(line);
        else if (open === undefined) open = { line: index + 1, wanted: fence[1] === language, lines: [] };
        else {
            if (open.wanted) blocks.push({ file, line: open.line, text: open.lines.join("\n") });
            open = undefined;
        }
    }
    return blocks;
}

/** Targets of links and pictures, outside of code. */
export function linksOf(file: string, content = read(file)): string[] {
    const prose = content.replace(/^\s*```[\s\S]*?^\s*```/gm, "").replace(/`[^`\n]*`/g, "");
    return [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? "");
}

export function read(file: string): string {
    return readFileSync(join(projectRoot, file), "utf8");
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(content: string): string[] {
    return [...content.matchAll(/^#+ (.*)$/gm)].map((match) =>
        (match[1] ?? "")
            .toLowerCase()
            .replace(/[^\p{L}\p{N} _-]/gu, "")
            .replaceAll(" ", "-"),
    );
}
