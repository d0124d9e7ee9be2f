import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { projectRoot } from "../../../sandbox/core/project";
import { read } from "./markdown";

/** Every call of AWS that the package makes by itself, as an IAM action. */
function actionsOf(folder: string): string[] {
    const all = readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" });
    const files = all.filter((file) => file.endsWith(".ts"));
    const sources = files.map((file) => readFileSync(join(projectRoot, folder, file), "utf8")).join("\n");
    const calls = [...sources.matchAll(/awsCall\(\s*"(\w+)",\s*"(\w+)"/g)];
    const odb = [...sources.matchAll(/(?:odbCall|odbList<\w+>|odbListStanding(?:<\w+>)?)\(\s*"(\w+)"/g)];
    return [
        ...calls.map(([, service = "", operation]) => `${service.toLowerCase()}:${operation}`),
        ...odb.map(([, operation]) => `odb:${operation}`),
    ];
}

describe("the page of permissions", () => {
    it("names every action in AWS that the package calls by itself", () => {
        const actions = actionsOf("sdk/clouds");
        expect(actions).to.include.members([
            "kms:PutKeyPolicy",
            "odb:UpdateOdbNetwork",
            "odb:ListCloudVmClusters",
            "odb:ListOdbNetworks",
            "sts:GetCallerIdentity",
            "cloudtrail:LookupEvents",
        ]);
        const page = read("docs/permissions.md");
        expect(actions.filter((action) => !page.includes(action))).to.deep.equal([]);
    });
});
