import {
    DeleteRoleCommand,
    GetRoleCommand,
    IAMClient,
    ListRolePoliciesCommand,
    PutRolePolicyCommand,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { said } from "../support/safety";
import { calls, sandboxFor } from "../support/sandbox";

const program = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const protect = config.getBoolean("protect");
const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcProvider("trust", { issuerUrl: domain.issuerUrl, protect });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const identity = new exa.ClusterIdentity("sales", {
    vmClusterArn: cluster.arn, vmClusterOcid: cluster.ocid, compartmentId: cluster.compartmentId, oidcProviderArn: trust.arn,
    connector: config.getObject<object>("connector"), protect,
});
export const { roleArn, connectorId } = identity;
`;

describe("an identity that somebody broke by hand, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let iam: IAMClient;
    let RoleName: string;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program } });
        const credentials = { accessKeyId: "administrator", secretAccessKey: "administrator" };
        iam = new IAMClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
    });

    after(async () => {
        iam?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const connector = () => [...sandbox.world.connectors.values()][0]!;
    const associations = () =>
        sandbox.world.clusters
            .get("vmc_sales00001")!
            .roles.map(({ iamRoleArn, status }) => `${iamRoleArn.split("/").at(-1)} ${status}`);
    const trustOf = async () => {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        return decodeURIComponent(Role!.AssumeRolePolicyDocument!);
    };
    /** In one run, with a preview before it. */
    const heal = async (...flags: string[]) => {
        const run = await stack.pulumi(["up", "--yes", "--stack", "test", ...flags]);
        expect(run.code, said(run)).to.equal(0);
        expect(associations()).to.deep.equal([`${RoleName} CONNECTED`]);
        return run;
    };
    const urnOf = async (type: RegExp) => (await stack.export()).find((one) => type.test(one.type))!.urn;

    it("is made where a run does one thing after the other, too, with a role of a name that stays", async () => {
        const run = await stack.up("--parallel", "1");
        expect(run.code, said(run)).to.equal(0);
        RoleName = String((await stack.outputs()).roleArn)
            .split("/")
            .at(-1)!;
        expect(RoleName).to.match(/^sales-[0-9a-f]{8}$/);
        expect(associations()).to.deep.equal([`${RoleName} CONNECTED`]);
    });

    it("trusts its cluster again", async () => {
        const right = await trustOf();
        const PolicyDocument = right.replace(
            /ocid1\.cloudvmcluster\.[^"]*/,
            "ocid1.cloudvmcluster.oc1.iad.aaaaanother",
        );
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
        await sandbox.exadata.connect(connector());
        expect(associations()).to.deep.equal([`${RoleName} DISCONNECTED`]);
        await heal("--refresh");
        expect(JSON.parse(await trustOf())).to.deep.equal(JSON.parse(right));
        await heal("--expect-no-changes");
    });

    it("has its role back under the same name, and its association never ended", async () => {
        await iam.send(new DeleteRoleCommand({ RoleName }));
        const since = sandbox.world.audit.last;
        const { stdout } = await heal("--refresh");
        expect(stdout).not.to.match(/IamRoleAssociation \S+ replac/);
        expect(calls(sandbox, "AssociateIamRoleToResource", since)).to.equal(0);
        expect(calls(sandbox, "DisassociateIamRoleFromResource", since)).to.equal(0);
        expect(calls(sandbox, "RefreshOracleDbAwsIdentityConnector", since)).to.equal(1);
    });

    it("loses a policy that denies its role the use of keys, which the preview tells", async () => {
        const Statement = [{ Effect: "Deny", Action: "kms:*", Resource: "*" }];
        const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
        await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "no-keys", PolicyDocument }));
        const previewed = await stack.pulumi(["preview", "--refresh", "--diff", "--stack", "test"]);
        expect(previewed.stdout).to.match(/- roleDenials\s*: \[\s*-?\s*\[0\]: "no-keys"/);
        await heal("--refresh");
        expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).to.deep.equal([]);
    });

    it("keeps its association while it is protected", async () => {
        const since = sandbox.world.audit.last;
        expect((await stack.destroy()).code).not.to.equal(0);
        expect(calls(sandbox, "DisassociateIamRoleFromResource", since)).to.equal(0);
        await heal();
    });

    it("keeps its association whatever is replaced", async () => {
        stack.setConfig("program:protect", false);
        await heal();
        const since = sandbox.world.audit.last;
        const replaced = await stack.up("--replace", await urnOf(/IamRoleAssociation/));
        expect(replaced.code).not.to.equal(0);
        expect(said(replaced)).to.contain("is associated for KmsTde already");
        await heal("--replace", await urnOf(/IdentityConnectorGate/));
        expect(calls(sandbox, "DisassociateIamRoleFromResource", since)).to.equal(0);
    });

    it("is told at once that its connector is gone, and takes one of the program", async () => {
        sandbox.world.connectors.clear();
        const started = Date.now();
        const run = await stack.up("--refresh");
        expect(run.code).not.to.equal(0);
        expect(said(run)).to.contain("has no identity connector, although its association with role");
        expect(Date.now() - started).to.be.below(60_000);
        stack.setConfig("program:connector", {});
        await heal("--refresh");
        expect((await stack.outputs()).connectorId).to.equal(connector().value.id);
    });

    it("goes with its association", async () => {
        const run = await stack.destroy();
        expect(run.code, said(run)).to.equal(0);
        expect(associations()).to.deep.equal([]);
    });
});
