import { expect } from "chai";
import type { Fault } from "../../sandbox/core/faults";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { sandboxFor } from "../support/sandbox";

/** Trust and identity of the one cluster that exists. */
const program = `
import * as exa from "pulumi-exadata-aws-kms";

const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcTrust("trust", { issuerUrl: domain.issuerUrl, protect: false });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
export const nodes = new exa.ClusterIdentity("sales", {
    vmClusterArn: cluster.arn,
    vmClusterOcid: cluster.ocid,
    compartmentId: cluster.compartmentId,
    oidcProviderArn: trust.arn,
    protect: false,
}).nodes;
`;

const unreachable = { status: 400, code: "AccessDenied", message: "The node cannot reach AWS STS" };

const failures: { status: string; fault: Fault; reason: string; lookAt: string }[] = [
    {
        status: "FAILED",
        fault: { operation: "AssociateIamRoleToResource", failWorkRequest: "The cluster took no role" },
        reason: "The cluster took no role",
        lookAt: "remove the association and make it again",
    },
    {
        status: "DISCONNECTED",
        fault: { operation: "ConnectNode", times: 2, error: unreachable },
        reason: "The node cannot reach AWS STS",
        lookAt: "enable STS and KMS access of the ODB network",
    },
    {
        status: "PARTIALLY_CONNECTED",
        fault: { operation: "ConnectNode", times: 1, error: unreachable },
        reason: "1 of 2 nodes are not connected",
        lookAt: "see which nodes of the VM cluster are down",
    },
];

describe("a role association that does not come about", function () {
    this.timeout(300_000);

    for (const { status, fault, reason, lookAt } of failures) {
        it(`says why it is ${status} and what to look at`, async () => {
            let sandbox: Sandbox | undefined;
            let stack: EngineStack | undefined;
            try {
                sandbox = await sandboxFor();
                stack = await stackIn(sandbox, { program: { "index.ts": program } });
                sandbox.world.faults.set(fault);
                const run = await stack.up();
                expect(run.code).not.to.equal(0);
                const errors = run.diagnostics.filter(({ severity }) => severity === "error");
                const text = errors.map(({ message }) => message).join("\n");
                expect(text).to.contain(status).and.to.contain(reason).and.to.contain(lookAt);
            } finally {
                stack?.remove();
                await sandbox?.stop();
            }
        });
    }
});
