import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { expect } from "chai";
import type { Fault } from "../../sandbox/core/faults";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { sandboxFor } from "../support/sandbox";

/** Trust and identity of the one cluster that exists. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcProvider("trust", { issuerUrl: domain.issuerUrl, protect: false });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const identity = new exa.ClusterIdentity("sales", {
    roleName: new pulumi.Config().get("roleName"),
    vmClusterArn: cluster.arn,
    vmClusterOcid: cluster.ocid,
    compartmentId: cluster.compartmentId,
    oidcProviderArn: trust.arn,
    protect: false,
});
export const nodes = identity.nodes;
export const roleArn = identity.roleArn;
`;

const unreachable = { status: 400, code: "AccessDenied", message: "The node cannot reach AWS STS" };

const failures: { status: string; fault: Fault; reason: string; lookAt: string }[] = [
    {
        status: "FAILED",
        fault: { operation: "AssociateIamRoleToResource", failWorkRequest: "The cluster took no role" },
        reason: "The cluster took no role",
        lookAt: "remove the association and create it again",
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

/** Slow enough for the gate to see the association being made, as it does for minutes in the cloud. */
const slow = { settings: { scale: 0.005 } };

const iamOf = ({ awsEndpoint }: Sandbox) =>
    new IAMClient({
        endpoint: awsEndpoint,
        region: "us-east-1",
        credentials: { accessKeyId: "administrator", secretAccessKey: "administrator" },
    });

describe("a role association that does not come about, or changes", function () {
    this.timeout(300_000);

    const succeeded = async (run: Promise<Run>) => {
        const { code, stdout, stderr } = await run;
        expect(code, stdout + stderr).to.equal(0);
    };

    it("gives way to that of another role while no database needs it: a cluster takes one at a time", async () => {
        const sandbox = await sandboxFor();
        let stack: EngineStack | undefined;
        try {
            stack = await stackIn(sandbox, { program: { "index.ts": program }, config: { "program:roleName": "one" } });
            await succeeded(stack.up());
            stack.setConfig("program:roleName", "two");
            await succeeded(stack.up());
            const { roles } = sandbox.world.clusters.get("vmc_sales00001")!;
            expect(roles.map(({ iamRoleArn, status }) => `${iamRoleArn} ${status}`)).to.deep.equal([
                "arn:aws:iam::111122223333:role/two CONNECTED",
            ]);
            await succeeded(stack.up("--expect-no-changes"));
        } finally {
            stack?.remove();
            await sandbox.stop();
        }
    });

    for (const { status, fault, reason, lookAt } of failures) {
        it(`says why it is ${status} and what to look at`, async () => {
            let sandbox: Sandbox | undefined;
            let stack: EngineStack | undefined;
            try {
                sandbox = await sandboxFor(slow);
                stack = await stackIn(sandbox, { program: { "index.ts": program } });
                sandbox.world.faults.set(fault);
                const run = await stack.up();
                expect(run.code).not.to.equal(0);
                const errors = run.diagnostics.filter(({ severity }) => severity === "error");
                const text = errors.map(({ message }) => message).join("\n");
                expect(text).to.contain(status).and.to.contain(reason).and.to.contain(lookAt);
                // The role is there, and the association, which AWS keeps.
                await succeeded(stack.destroy());
                expect(sandbox.world.clusters.get("vmc_sales00001")!.roles).to.deep.equal([]);
                const left = await iamOf(sandbox).send(new ListRolesCommand({}));
                expect(left.Roles).to.deep.equal([]);
            } finally {
                stack?.remove();
                await sandbox?.stop();
            }
        });
    }
});
