import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import type { EngineStack, Run } from "./engine";
import { mutations } from "./sandbox";

/**
 * A cluster with a database on AWS KMS, made of parts, so that each part can be changed (`changes`), and taken away (`without`)
 * while the others go on with what is known of it (`known`).
 */
export const parts = `
import { odb } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const changes = config.getObject<Record<string, Record<string, unknown>>>("changes") ?? {};
const without = config.getObject<string[]>("without") ?? [];
const known = config.getObject<Record<string, string>>("known") ?? {};
const protect = config.getBoolean("protect");
const part = <T>(name: string, make: () => T) => (without.includes(name) ? undefined : make());

const domain = new exa.IdentityDomain("domain");
const trust = part("trust", () => new exa.OidcProvider("oci", {
    issuerUrl: domain.issuerUrl, audiences: ["DBMC/", "unused"], protect, ...changes.trust,
}));
const sales = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const access = { stsAccess: "ENABLED", kmsAccess: "ENABLED", ...changes.network };
const watch = new exa.ChangeGuard("sales", { kind: "network", wanted: { networkId: "odbnet_sales00001", ...access } });
new odb.Network("sales", {
    displayName: "sales-net", availabilityZoneId: "use1-az6", clientSubnetCidr: "10.20.0.0/24", backupSubnetCidr: "10.20.1.0/24",
    defaultDnsPrefix: "salesnet", s3Access: "DISABLED", zeroEtlAccess: "DISABLED",
    stsAccess: watch.wanted.stsAccess, kmsAccess: watch.wanted.kmsAccess,
}, { import: "odbnet_sales00001", retainOnDelete: true, dependsOn: watch });
const { compartmentId, ocid } = sales;
const identity = part("identity", () => new exa.ClusterIdentity("sales", {
    vmClusterArn: sales.arn, vmClusterOcid: ocid, compartmentId, oidcProviderArn: trust?.arn ?? known.provider,
    roleName: "exadata-sales", protect, ...changes.identity,
}));
const connectorId = identity?.connectorId ?? known.connector;
const key = part("key", () => new exa.CustomerManagedKey("tde", {
    alias: "exadata/tde", userRoleArns: [identity?.roleArn ?? known.role], protect, ...changes.key,
}));
const policy = new exa.AwsKeyReadPolicy("keys", { compartmentIds: [compartmentId], protect });
const entry = part("registration", () => new exa.KeyRegistration("tde", {
    keyArn: key?.arn ?? known.key, connectorId, compartmentId, protect, ...changes.registration,
}));
const store = part("store", () => new exa.ClusterKeyStore("sales", { vmClusterOcid: ocid, connectorId, protect }));
part("database", () => new exa.EncryptedDatabase("SALES01", {
    vmClusterOcid: store?.vmClusterOcid ?? ocid, existing: { name: "SALES01" }, registeredKeyId: entry?.registeredKeyId ?? known.registered, ...changes.database,
}, { dependsOn: policy }));

export const provider = trust?.arn;
export const role = identity?.roleArn;
export const connector = identity?.connectorId;
export const keyArn = key?.arn;
export const registered = entry?.registeredKeyId;
`;

type Ended = Pick<Run, "code" | "stdout" | "stderr"> & Partial<Pick<Run, "diagnostics">>;

/** Everything that a run said to people. */
export function said({ stdout, stderr, diagnostics = [] }: Ended): string {
    return [stdout, stderr, ...diagnostics.map(({ message }) => message)].join("\n");
}

/** A refusal: the run failed with reason and remedy, and neither cloud was asked to change anything. */
export function expectRefusal(sandbox: Sandbox, since: number, run: Ended, ...words: (string | RegExp)[]): void {
    const text = said(run);
    expect(run.code, text).not.to.equal(0);
    for (const word of words) expect(text, text).to.match(typeof word === "string" ? new RegExp(escaped(word)) : word);
    expect(mutations(sandbox, since)).to.deep.equal([]);
}

/** `pulumi up` as people run it: with the preview first, which ends it when something is refused there. */
export async function upWithPreview(stack: EngineStack, ...flags: string[]): Promise<Ended & { began: boolean }> {
    const run = await stack.pulumi(["up", "--yes", "--stack", "test", ...flags]);
    return { ...run, began: /^Updating /m.test(run.stdout) };
}

/** Deploys the parts. Returns what is known of them. */
export async function deploy(stack: EngineStack): Promise<Record<string, string>> {
    const run = await stack.up();
    expect(run.code, said(run)).to.equal(0);
    const { keyArn, ...others } = (await stack.outputs()) as Record<string, string>;
    return { ...others, key: keyArn! };
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
