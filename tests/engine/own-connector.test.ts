import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { succeeded } from "../support/example";
import { calls, sandboxFor } from "../support/sandbox";

const elsewhere = "ocid1.compartment.oc1..aaaaelsewhere";

function program(connector: string, triggers = "{}"): string {
    return `
import * as exa from "pulumi-exadata-aws-kms";

const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcProvider("trust", { issuerUrl: domain.issuerUrl, protect: false });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const identity = new exa.ClusterIdentity("sales", {
    vmClusterArn: cluster.arn,
    vmClusterOcid: cluster.ocid,
    compartmentId: cluster.compartmentId,
    oidcProviderArn: trust.arn,
    connector: ${connector},
    refreshTriggers: ${triggers},
    protect: false,
});
export const connectorId = identity.connectorId;
export const nodes = identity.nodes;
`;
}

describe("an identity connector that the program owns, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    const connectors = () => [...sandbox.world.connectors.values()].map(({ value }) => value);

    before(async () => {
        sandbox = await sandboxFor();
        const { compartments, settings } = sandbox.world;
        const { etag, value } = compartments.get(settings.compartmentId)!;
        compartments.set(elsewhere, { etag, value: { ...value, id: elsewhere, name: "elsewhere" } });
        stack = await stackIn(sandbox, { program: { "index.ts": program('{ displayName: "sales-aws" }') } });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("is created, taken by the association, and told with its nodes", async () => {
        succeeded(await stack.up());
        expect(calls(sandbox, "CreateOracleDbAwsIdentityConnector", 0)).to.equal(1);
        const [connector, ...others] = connectors();
        expect(others).to.deep.equal([]);
        const { connectorId, nodes } = await stack.outputs();
        expect(connectorId).to.equal(connector!.id);
        expect(connector!.displayName).to.equal("sales-aws");
        expect((nodes as { status: string }[]).map(({ status }) => status)).to.deep.equal(["CONNECTED", "CONNECTED"]);
    });

    it("is the same in a second run and after a refresh", async () => {
        succeeded(await stack.up("--expect-no-changes"));
        succeeded(await stack.refresh("--expect-no-changes"));
    });

    it("is renamed and moved in place", async () => {
        stack.edit("index.ts", program(`{ displayName: "crm-aws", compartmentId: "${elsewhere}" }`));
        const run = succeeded(await stack.up());
        expect(run.steps.filter(({ op }) => /replace|delete|create/.test(op))).to.deep.equal([]);
        expect(connectors().map(({ displayName, compartmentId }) => ({ displayName, compartmentId }))).to.deep.equal([
            { displayName: "crm-aws", compartmentId: elsewhere },
        ]);
    });

    it("is refreshed once for a change of triggers", async () => {
        const moved = `{ displayName: "crm-aws", compartmentId: "${elsewhere}" }`;
        const since = sandbox.world.audit.last;
        stack.edit("index.ts", program(moved, '{ trust: "2" }'));
        expect(succeeded(await stack.up()).changes).to.deep.equal({ update: 1 });
        expect(calls(sandbox, "RefreshOracleDbAwsIdentityConnector", since)).to.equal(1);
    });

    it("goes with the stack", async () => {
        succeeded(await stack.destroy());
        expect(connectors().filter(({ lifecycleState }) => lifecycleState !== "DELETED")).to.deep.equal([]);
    });
});
