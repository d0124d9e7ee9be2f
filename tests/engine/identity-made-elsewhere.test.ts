import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { Administrator } from "../support/by-hand";
import { type EngineStack, stackIn } from "../support/engine";
import { expectRefusal, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

/** Role and provider by the vendor's template, then a database on a key; what is known is named literally. */
const byTemplate = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const known = config.getObject<Record<string, string>>("known") ?? {};
const domain = new exa.IdentityDomain("domain");
const setup = config.getBoolean("without") ? undefined : new exa.AccountSetupStack("sales", {
    templateUrl: domain.accountSetupTemplateUrl, identityDomainUrl: domain.url, protect: false,
    ...config.getObject<object>("changes"),
});
const { arn, ocid, compartmentId } = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const { connectorId, roleArn } = new exa.ClusterIdentity("sales", {
    vmClusterArn: arn, vmClusterOcid: ocid, compartmentId,
    oidcProviderArn: known.provider ?? setup!.oidcProviderArn, existing: { roleArn: known.role ?? setup!.roleArn },
});
const key = new exa.CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [roleArn] });
const policy = new exa.AwsKeyReadPolicy("keys", { compartmentIds: [compartmentId] });
const { registeredKeyId } = new exa.KeyRegistration("tde", { keyArn: key.arn, connectorId, compartmentId });
const { vmClusterOcid } = new exa.ClusterKeyStore("sales", { vmClusterOcid: ocid, connectorId });
new exa.EncryptedDatabase("SALES01", { vmClusterOcid, existing: { name: "SALES01" }, registeredKeyId }, { dependsOn: policy });

export const provider = setup?.oidcProviderArn;
export const role = roleArn;
`;

/** Everything but the connector's gate exists: provider, role and association. */
const byHand = `
import * as exa from "pulumi-exadata-aws-kms";

const { arn, ocid, compartmentId } = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
export const nodes = new exa.ClusterIdentity("sales", {
    vmClusterArn: arn, vmClusterOcid: ocid, compartmentId,
    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com",
    existing: { roleArn: "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales", associated: true },
}).nodes;
`;

const inUse = "database SALES01 of VM cluster sales";
const runbook = "take-a-cluster-off-aws-kms.md";

describe("an identity by the vendor's template, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": byTemplate } });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    const succeed = async (...flags: string[]) => {
        const run = await stack.up(...flags);
        expect(run.code, said(run)).to.equal(0);
    };

    it("is the same in a second run, also with the names that it got and with a new template of the service", async () => {
        await succeed();
        stack.setConfig("program:known", await stack.outputs());
        const templateUrl = "https://example.com/new-template.json";
        stack.setConfig("program:changes", { templateUrl });
        const since = sandbox.world.audit.last;
        await succeed("--expect-no-changes", "--skip-preview=false");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    const dangerous: [title: string, changes: object, reason: string | RegExp][] = [
        [
            "another parameter",
            { parameters: { RoleName: "other" } },
            "the change of parameter RoleName lets CloudFormation change or replace role and provider",
        ],
        [
            "another identity domain",
            { identityDomainUrl: "https://idcs-other.identity.oraclecloud.com:443" },
            "the change of parameter OCIIdentityDomainUrl",
        ],
        [
            "another name",
            { stackName: "other" },
            "another name creates another stack and deletes this one with its role",
        ],
    ];
    for (const [title, changes, reason] of dangerous) {
        it(`refuses ${title} at preview while databases use it`, async () => {
            stack.setConfig("program:changes", changes);
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack);
            expectRefusal(sandbox, since, run, reason, inUse, runbook);
            expect(run.began, "whether the update began").to.equal(false);
        });
    }

    it("is not removed while databases use its role and its provider, though nothing protects it", async () => {
        stack.setConfig("program:changes", undefined);
        stack.setConfig("program:without", true);
        const since = sandbox.world.audit.last;
        expectRefusal(sandbox, since, await stack.up(), /IAM role arn:\S+ is in use/, inUse, runbook);
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keystore: "AWS", readable: true });
    });

    it("goes with the stack once no database needs it", async () => {
        stack.setConfig("program:without", undefined);
        stack.setConfig("program:known", undefined);
        for (const { oci } of sandbox.world.databases.values()) oci.value.lifecycleState = "TERMINATED";
        await stack.pulumi(["state", "unprotect", "--all", "--yes"]);
        const run = await stack.destroy();
        expect(run.code, said(run)).to.equal(0);
    });
});

describe("an identity made by hand, with the real engine", function () {
    this.timeout(180_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        const administrator = new Administrator(sandbox);
        await administrator.createRole(await administrator.createProvider());
        await administrator.associate();
        administrator.close();
        stack = await stackIn(sandbox, { program: { "index.ts": byHand } });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    it("is taken as it is, twice, and left where it is", async () => {
        const since = sandbox.world.audit.last;
        for (const run of [await stack.up(), await stack.up("--expect-no-changes"), await stack.destroy()]) {
            expect(run.code, said(run)).to.equal(0);
        }
        expect(mutations(sandbox, since)).to.deep.equal([]);
        const { roles } = sandbox.world.clusters.get("vmc_sales00001")!;
        expect(roles.map(({ status }) => status)).to.deep.equal(["CONNECTED"]);
    });
});
