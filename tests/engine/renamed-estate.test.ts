import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { succeeded } from "../support/example";
import { mutations, sandboxFor } from "../support/sandbox";

/** An estate whose name comes from the stack config, with an alias of the name before it. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const before = config.get("before");
const estate = new exa.ExadataKeyManagement(config.require("name"), {
    keys: [{ name: "tde", alias: "exadata/tde" }],
    clusters: [
        {
            name: "sales",
            vmCluster: { existing: { id: "vmc_sales00001" } },
            databases: [
                { name: "SALES01", key: "tde" },
                { name: "CRM01", key: "tde", create: { dbVersion: "19.0.0.0" } },
            ],
        },
        {
            name: "hr",
            vmCluster: {
                create: {
                    network: { availabilityZoneId: "use1-az6", clientSubnetCidr: "10.44.1.0/24", backupSubnetCidr: "10.44.0.0/24" },
                    infrastructure: {
                        availabilityZoneId: "use1-az6", shape: "Exadata.X11M", databaseServerType: "X11M", storageServerType: "X11M-HC",
                    },
                    giVersion: "23.0.0.0", hostnamePrefix: "hr", sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB0 dba"],
                },
            },
        },
    ],
    keyReadPolicy: config.getObject("keyReadPolicy"),
    freeformTags: { team: "dba" },
    definedTags: { "Operations.CostCenter": "42" },
}, before === undefined ? {} : { aliases: [{ name: before }] });
export const keyArns = estate.keyArns;
`;

for (const keyReadPolicy of [undefined, { adopt: true }]) {
    const how = keyReadPolicy === undefined ? "with a policy of its own" : "with adopted statements";
    describe(`an estate that gets another name, ${how}, with the real engine`, function () {
        this.timeout(300_000);
        let sandbox: Sandbox;
        let stack: EngineStack;

        before(async () => {
            sandbox = await sandboxFor();
            const config = { "program:name": "prod", "program:keyReadPolicy": keyReadPolicy };
            stack = await stackIn(sandbox, { program: { "index.ts": program }, config });
            succeeded(await stack.up());
        });

        after(async () => {
            stack?.remove();
            await sandbox?.stop();
        });

        it("gives its OCI tags to everything that OCI tags", async () => {
            const { policies, awsKeys, dbHomes, databases } = sandbox.world;
            const crm = [...databases.values()].find(({ oci }) => oci.value.dbName === "CRM01")!;
            const tagged = [...policies.values(), ...awsKeys.values(), ...dbHomes.values(), crm.oci];
            const values = tagged
                .map(({ value }) => value)
                .filter(({ id }) => id !== [...databases.values()][0]!.oci.value.dbHomeId);
            expect(values.length).to.be.at.least(4);
            for (const { freeformTags, definedTags } of values) {
                expect(freeformTags).to.deep.equal({ team: "dba" });
                expect(definedTags).to.deep.include({ Operations: { CostCenter: "42" } });
            }
            succeeded(await stack.up("--expect-no-changes"));
        });

        it("keeps everything that it made, and later runs show no change", async () => {
            stack.setConfig("program:name", "production");
            stack.setConfig("program:before", "prod");
            const since = sandbox.world.audit.last;
            const run = succeeded(await stack.up("--skip-preview=false"));
            expect(Object.keys(run.changes)).not.to.include.members(["create", "replace", "delete"]);
            const changed = mutations(sandbox, since).map(({ operation }) => operation);
            // The policy of a key carries the name of its component.
            expect(changed.filter((operation) => !/^(?:Update|PutKeyPolicy)/.test(operation))).to.deep.equal([]);
            succeeded(await stack.up("--expect-no-changes"));
            succeeded(await stack.up("--refresh", "--expect-no-changes"));
        });
    });
}
