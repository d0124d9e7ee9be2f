import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { awsKeyReadStatement } from "../../sdk/policies";
import { type EngineStack, stackIn } from "../support/engine";
import { succeeded } from "../support/example";
import { calls, mutations, sandboxFor } from "../support/sandbox";

function program(configure: boolean, enableAccess = true): string {
    return `
import * as exa from "pulumi-exadata-aws-kms";

const domain = new exa.IdentityDomain("domain", { configure: ${configure} });
const network = new exa.OdbNetwork("sales", { existing: { id: "odbnet_sales00001", enableAccess: ${enableAccess} } });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const infrastructure = new exa.ExadataInfrastructure("sales", { existing: { id: "exa_sales00001" } });
const policy = new exa.AwsKeyReadPolicy("keys", { compartmentIds: [cluster.compartmentId], adopt: true });

export const domainStatus = domain.domainStatus;
export const issuerUrl = domain.issuerUrl;
export const tenancyId = domain.tenancyId;
export const networkId = network.networkId;
export const clusterOcid = cluster.ocid;
export const clusterUrl = cluster.ociUrl;
export const region = cluster.ociRegion;
export const infrastructureOcid = infrastructure.ocid;
export const infrastructureUrl = infrastructure.ociUrl;
export const policyId = policy.policyId;
`;
}

describe("what exists already, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    const network = () => sandbox.world.networks.get("odbnet_sales00001")!;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program(false) } });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("an account without identity domain is told how to get one", async () => {
        sandbox.world.onboarding = { status: "ACTIVE" };
        network().kmsAccess = "DISABLED";
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr)
            .to.contain("no OCI identity domain")
            .and.to.contain("configure: true");
        expect(calls(sandbox, "InitializeService", 0)).to.equal(0);
    });

    it("an account that is not linked, and a domain that FAILED, are told what to do", async () => {
        sandbox.world.onboarding = { status: "PENDING_CUSTOMER_ACTION" };
        const unlinked = await stack.up();
        expect(unlinked.stdout + unlinked.stderr).to.contain(
            "the link of the AWS account to OCI is PENDING_CUSTOMER_ACTION: complete the onboarding",
        );
        sandbox.world.onboarding = { status: "ACTIVE", identityDomain: { status: "FAILED", statusReason: "No quota" } };
        const failed = await stack.up();
        expect(failed.stdout + failed.stderr).to.contain(
            "the OCI identity domain is FAILED (No quota): set `configure: true`",
        );
        expect(calls(sandbox, "InitializeService", 0)).to.equal(0);
    });

    it("domain and network access are switched on when asked for; a statement that is missing gets a policy", async () => {
        stack.edit("index.ts", program(true));
        succeeded(await stack.up());
        const outputs = await stack.outputs();
        const cluster = sandbox.world.clusters.get("vmc_sales00001")!;
        const infrastructure = sandbox.world.infrastructures.get("exa_sales00001")!;
        expect(outputs).to.deep.include({
            domainStatus: "AVAILABLE",
            tenancyId: sandbox.world.settings.tenancyId,
            networkId: "odbnet_sales00001",
            clusterOcid: cluster.ocid,
            clusterUrl: cluster.ociUrl,
            region: "us-ashburn-1",
            infrastructureOcid: infrastructure.ocid,
            infrastructureUrl: infrastructure.ociUrl,
            policyId: [...sandbox.world.policies.values()][0]!.value.id,
        });
        expect(outputs.issuerUrl).to.match(/^https:\/\/idcs-[0-9a-f]+\.identity\.oraclecloud\.com$/);
        expect(network().kmsAccess).to.equal("ENABLED");
        expect(calls(sandbox, "InitializeService", 0)).to.equal(1);
        expect(calls(sandbox, "UpdateOdbNetwork", 0)).to.equal(1);
    });

    it("a second run finds nothing to do", async () => {
        const since = sandbox.world.audit.last;
        succeeded(await stack.up("--expect-no-changes"));
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("a refresh sees access that was switched off and a statement that was edited; the next run mends both", async () => {
        const [policy] = [...sandbox.world.policies.values()];
        network().stsAccess = "DISABLED";
        policy!.value.statements = ["Allow group dba to read buckets in tenancy"];
        const refresh = succeeded(await stack.refresh());
        expect(refresh.changes).to.deep.equal({ update: 2 });
        const mended = succeeded(await stack.up());
        expect(mended.changes).to.deep.equal({ update: 2 });
        expect(network().stsAccess).to.equal("ENABLED");
        expect(policy!.value.statements).to.deep.equal([awsKeyReadStatement(sandbox.world.settings.compartmentId)]);
    });

    it("a network that is only looked at is seen without access by a refresh, and never changed", async () => {
        stack.edit("index.ts", program(true, false));
        succeeded(await stack.up());
        succeeded(await stack.up("--expect-no-changes"));
        const since = sandbox.world.audit.last;
        network().kmsAccess = "DISABLED";
        expect(succeeded(await stack.refresh()).changes).to.deep.equal({ update: 1 });
        const run = await stack.up("--skip-preview=false");
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.contain("odbnet_sales00001 does not reach AWS KMS");
        expect(mutations(sandbox, since)).to.deep.equal([]);
        network().kmsAccess = "ENABLED";
        succeeded(await stack.up("--refresh"));
    });

    it("leaves domain and network as they are when the stack goes", async () => {
        const since = sandbox.world.audit.last;
        await stack.pulumi(["state", "unprotect", "--all", "--yes"]);
        succeeded(await stack.destroy());
        expect(mutations(sandbox, since).map(({ operation }) => operation)).to.deep.equal(["DeletePolicy"]);
        expect(network().stsAccess).to.equal("ENABLED");
        expect(sandbox.world.onboarding.identityDomain?.status).to.equal("AVAILABLE");
    });
});
