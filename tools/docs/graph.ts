import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../sandbox/core/project";
import { drawing } from "./drawing";
import { type ExportedResource, graphOf } from "./layers";

/** Draws docs/graph.svg from a `pulumi stack export` of a stack of examples/complete. */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error("give the file that `pulumi stack export --file` wrote");
const { deployment } = JSON.parse(readFileSync(file, "utf8")) as { deployment: { resources: ExportedResource[] } };
writeFileSync(join(projectRoot, "docs", "graph.svg"), drawing(graphOf(deployment.resources)));
