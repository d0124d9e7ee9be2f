import { join } from "node:path";
import { pulumiCli } from "../pulumi/step.mjs";
import { compile } from "./compile.mjs";
import { npmPackages } from "./npm.mjs";
import { local } from "./project.mjs";
import { pythonPackages } from "./python.mjs";
import { Stamps } from "./stamps.mjs";
import { perform } from "./steps.mjs";

const oldestNode = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(`Node ${process.versions.node} is too old: ${oldestNode.join(".")} or newer is needed.`);
    process.exit(1);
}

const outcome = await perform([npmPackages, compile, pythonPackages, pulumiCli], {
    stamps: new Stamps(join(local, "stamps")),
    logs: join(local, "log"),
});
if (outcome === "failed") process.exit(1);
