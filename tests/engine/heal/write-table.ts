import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../sandbox/core/project";
import { healingTable } from "./table";

/** Writes the table anew: run this after a change of the damages. */
const page = join(projectRoot, "docs/runbooks/recover.md");
const text = readFileSync(page, "utf8");
writeFileSync(
    page,
    text.replace(/\| Link \| Damage \|[\s\S]*?\n(?=\n)/, () => `${healingTable()}\n`),
);
