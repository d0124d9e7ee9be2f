import { expect } from "chai";
import type { ClusterEntry } from "../../components";
import { askDatabases } from "../../tools/demo/facts";
import { addDatabase, type Example, openExample, settled, succeeded } from "../support/example";
import { exampleConfig } from "../support/sandbox";

describe("examples/multi-cluster with the real engine", function () {
    this.timeout(240_000);
    let example: Example;

    before(async () => {
        example = await openExample("multi-cluster");
    });

    after(async () => {
        await example?.close();
    });

    const keyOf = async () => {
        const { keyArns } = (await example.stack.outputs()) as { keyArns: Record<string, string> };
        const databases = await askDatabases(example.sandbox.controlEndpoint);
        return Object.fromEntries(
            databases.map(({ name, keyArn, readable }) => [
                name,
                `${Object.keys(keyArns).find((key) => keyArns[key] === keyArn)}, ${readable ? "readable" : "unreadable"}`,
            ]),
        );
    };

    it("puts the databases that exist on their key, and prepares the other clusters", async () => {
        const { sandbox, stack } = example;
        succeeded(await stack.up());
        expect(await keyOf()).to.deep.equal({ SALES01: "business, readable" });
        const stores = [...sandbox.world.clusters.values()].map(({ twin }) => twin?.value.tdeKeyStoreType);
        expect(stores).to.deep.equal(["AWS", "AWS", "AWS"]);
        expect(sandbox.world.awsKeys.size, "registered keys").to.equal(4);
    });

    it("takes databases that come later by one more entry each", async () => {
        const { sandbox, stack, set } = example;
        for (const [cluster, name] of [
            ["fleet-crm", "CRM01"],
            ["fleet-crm", "CRMPII"],
            ["fleet-hr", "HR01"],
        ] as const)
            await addDatabase(sandbox, cluster, name);
        const [sales, crm, hr] = exampleConfig("multi-cluster")["exadata-aws-kms-multi-cluster:clusters"] as [
            ClusterEntry,
            ClusterEntry,
            ClusterEntry,
        ];
        crm.databases = [
            { name: "CRM01", key: "business" },
            { name: "CRMPII", key: "people" },
        ];
        hr.databases = [{ name: "HR01", key: "people" }];
        set("clusters", [sales, crm, hr]);
        const { changes } = succeeded(await stack.up());
        expect(Object.keys(changes)).to.deep.equal(["create"]);
        expect(await keyOf()).to.deep.equal({
            SALES01: "business, readable",
            CRM01: "business, readable",
            CRMPII: "people, readable",
            HR01: "people, readable",
        });
    });

    it("has nothing to do after that", () => settled(example));
});
