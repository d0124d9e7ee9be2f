import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { expectRefusal, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

/**
 * A new database on a key that was made elsewhere, in a cluster for which the program makes everything, connector included.
 * Only the database is protected: what refuses here are the guards.
 */
const program = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const changes = config.getObject<Record<string, Record<string, unknown>>>("changes") ?? {};
const without = config.getObject<string[]>("without") ?? [];
const known = config.getObject<Record<string, string>>("known") ?? {};
const protect = false;
const part = <T>(name: string, make: () => T) => (without.includes(name) ? undefined : make());

const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcProvider("oci", { issuerUrl: domain.issuerUrl, protect });
const network = part("network", () => new exa.OdbNetwork("crm", {
    availabilityZoneId: "use1-az6", clientSubnetCidr: "10.44.1.0/24", backupSubnetCidr: "10.44.0.0/24", defaultDnsPrefix: "crm",
    protect, ...changes.network,
}));
const infrastructure = new exa.ExadataInfrastructure("crm", {
    availabilityZoneId: "use1-az6", shape: "Exadata.X11M", databaseServerType: "X11M", storageServerType: "X11M-HC", protect, ...changes.infrastructure,
});
const cluster = part("cluster", () => new exa.VmCluster("crm", {
    networkId: network?.networkId ?? known.network, infrastructureId: infrastructure.infrastructureId,
    giVersion: "23.0.0.0", hostnamePrefix: "crm", sshPublicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB0 dba"], protect, ...changes.cluster,
}));
const vmClusterOcid = cluster?.ocid ?? known.ocid;
const compartmentId = cluster?.compartmentId ?? known.compartment;
const { connector = { displayName: "crm-aws" } } = changes.identity ?? {};
const identity = new exa.ClusterIdentity("crm", {
    vmClusterArn: cluster?.arn ?? known.arn, vmClusterOcid, compartmentId, oidcProviderArn: trust.arn,
    connector: connector === "none" ? undefined : connector, protect,
});
const key = part("key", () => new exa.CustomerManagedKey("tde", {
    existing: { alias: "exadata/by-hand", extendPolicy: true }, userRoleArns: [identity.roleArn], protect, ...changes.key,
}));
const policy = part("policy", () => new exa.AwsKeyReadPolicy("keys", { policyCompartmentId: compartmentId, compartmentIds: [compartmentId], protect, ...changes.policy }));
const entry = new exa.KeyRegistration("tde", {
    keyArn: key?.arn ?? known.key, connectorId: identity.connectorId, compartmentId, protect,
});
const store = new exa.ClusterKeyStore("crm", { vmClusterOcid, connectorId: identity.connectorId, protect });
new exa.EncryptedDatabase("CRM01", {
    vmClusterOcid: store.vmClusterOcid, databaseName: "CRM01", dbVersion: "19.0.0.0", pluggableDatabaseName: "CRMPDB",
    registeredKeyId: entry.registeredKeyId, protect: config.getBoolean("keep"), ...changes.database,
}, { dependsOn: policy ?? [] });

export const arn = cluster?.arn;
export const ocid = cluster?.ocid;
export const compartment = cluster?.compartmentId;
export const networkId = network?.networkId;
export const keyArn = key?.arn;
`;

const inUse = "database CRM01 of VM cluster crm";
const runbook = "take-a-cluster-off-aws-kms.md";

const dangerous: readonly [title: string, changes: Record<string, object>, reason: RegExp][] = [
    [
        "the network made anew for another prefix",
        { network: { defaultDnsPrefix: "other" } },
        /the change of defaultDnsPrefix from crm to other replaces the network/,
    ],
    [
        "the network made anew for another range",
        { network: { clientSubnetCidr: "10.45.1.0/24" } },
        /the change of clientSubnetCidr from \S+ to \S+ replaces the network/,
    ],
    [
        "a document of the network that denies",
        {
            network: {
                kmsPolicyDocument: JSON.stringify({
                    Version: "2012-10-17",
                    Statement: [{ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }],
                }),
            },
        },
        /the new policy document for AWS KMS might not let its clusters use arn:aws:kms:/,
    ],
    [
        "the infrastructure made anew with another shape",
        { infrastructure: { shape: "Exadata.X9M", databaseServerType: undefined, storageServerType: undefined } },
        /Exadata infrastructure exa_\S+: the change of shape from Exadata.X11M to Exadata.X9M creates another one in its place/,
    ],
    [
        "the cluster made anew with other host names",
        { cluster: { hostnamePrefix: "hr" } },
        /VM cluster vmc_\S+: the change of hostnamePrefix from crm to hr creates another one in its place/,
    ],
    [
        "another database in its place, also unprotected",
        { database: { databaseName: "CRM02", protect: false } },
        /database ocid1\.database\.\S+: the change of databaseName from CRM01 to CRM02 creates another one in its place/,
    ],
    [
        "the connector given up",
        { identity: { connector: "none" } },
        /identity connector crm-aws \(ocid1\.\S+\) is in use/,
    ],
    [
        "the compartment taken out of the policy that lets clusters read keys",
        { policy: { compartmentIds: ["ocid1.compartment.oc1..aaaaother"] } },
        /the OCI policy that lets VM clusters read keys keys \(ocid1\.policy\S+ of \S+\) is in use: without it .* could no longer get a key/,
    ],
    [
        "the role taken out of the policy of a key made elsewhere",
        { key: { userRoleArns: [] } },
        /takes DescribeKey, Encrypt or Decrypt from arn:aws:iam::\d+:role\/crm-/,
    ],
];

const removals: readonly [part: string, called: RegExp][] = [
    ["key", /the grant in a key policy arn:aws:iam::\S+ of arn:aws:kms:\S+ is in use/],
    ["cluster", /VM cluster crm \(arn:aws:odb:\S+\) is in use/],
    ["policy", /the OCI policy that lets VM clusters read keys keys \(ocid1\.policy\S+ of \S+\) is in use/],
    ["network", /ODB network crm \(odbnet_\S+\) is in use/],
];

describe("what a program has made for its databases, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;

    before(async () => {
        sandbox = await sandboxFor();
        const credentials = { accessKeyId: "AKIASANDBOX", secretAccessKey: "sandbox" };
        const kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        await kms.send(
            new CreateAliasCommand({ AliasName: "alias/exadata/by-hand", TargetKeyId: KeyMetadata!.KeyId! }),
        );
        kms.destroy();
        stack = await stackIn(sandbox, { program: { "index.ts": program } });
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const { networkId, keyArn, ...others } = await stack.outputs();
        stack.setConfig("program:known", { ...others, network: networkId, key: keyArn });
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    const database = async () => (await askDatabases(sandbox.controlEndpoint)).find(({ name }) => name === "CRM01");

    it("is all in use", async () => {
        expect(await database()).to.include({ keystore: "AWS", readable: true });
        const run = await stack.up("--expect-no-changes");
        expect(run.code, said(run)).to.equal(0);
    });

    for (const [title, changes, reason] of dangerous) {
        it(`is not parted from them: ${title} is refused at preview`, async () => {
            stack.setConfig("program:changes", changes);
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack);
            expectRefusal(sandbox, since, run, reason, inUse, runbook);
            expect(run.began, "whether the update began").to.equal(false);
            stack.setConfig("program:changes", undefined);
        });
    }

    for (const [part, called] of removals) {
        it(`is not taken away: ${part}`, async () => {
            stack.setConfig("program:without", [part]);
            const since = sandbox.world.audit.last;
            expectRefusal(sandbox, since, await stack.up(), called, inUse, runbook);
            stack.setConfig("program:without", undefined);
        });
    }

    it("keeps its network's access: a refresh sees it switched off, and the next run switches it on", async () => {
        const [network] = [...sandbox.world.networks.values()].filter(({ displayName }) => displayName === "crm");
        network!.kmsAccess = "DISABLED";
        const refresh = await stack.refresh();
        expect(refresh.code, said(refresh)).to.equal(0);
        expect(refresh.steps.filter(({ op }) => op === "update").map(({ type }) => type)).to.deep.equal([
            "aws:odb/network:Network",
        ]);
        const mended = await stack.up();
        expect(mended.code, said(mended)).to.equal(0);
        expect(network!.kmsAccess).to.equal("ENABLED");
    });

    it("is changed in place where nothing is made anew", async () => {
        const tags = { team: "dba" };
        stack.setConfig("program:changes", { cluster: { tags }, infrastructure: { tags }, network: { tags } });
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(mutations(sandbox, since).map(({ operation }) => operation)).to.deep.equal([
            "TagResource",
            "TagResource",
            "TagResource",
        ]);
        stack.setConfig("program:changes", undefined);
        expect((await stack.up()).code).to.equal(0);
    });

    it("is not destroyed with its database when all protection is lifted in the state", async () => {
        const { code, stderr } = await stack.pulumi(["state", "unprotect", "--all", "--yes", "--stack", "test"]);
        expect(code, stderr).to.equal(0);
        const since = sandbox.world.audit.last;
        const reason = /database CRM01 of VM cluster crm \(ocid1\.\S+\) would be deleted with its data/;
        expectRefusal(sandbox, since, await stack.destroy(), reason, "set `protect: false` for it in the program");
        expect(await database()).to.include({ keystore: "AWS", readable: true });
    });

    it("goes in order once the program has said that the database may go", async () => {
        stack.setConfig("program:keep", false);
        const letGo = await stack.up();
        expect(letGo.code, said(letGo)).to.equal(0);
        const since = sandbox.world.audit.last;
        const run = await stack.destroy();
        expect(run.code, said(run)).to.equal(0);
        const steps = [
            "DeleteDbHome",
            "DeleteOracleDbAwsKey",
            "DeleteOracleDbAwsIdentityConnector",
            "DeleteOdbNetwork",
        ];
        const order = mutations(sandbox, since).map(({ operation }) => operation);
        expect(order.filter((operation) => steps.includes(operation))).to.deep.equal(steps);
        expect(order).not.to.include("ScheduleKeyDeletion");
        expect(await database()).to.equal(undefined);
    });
});
