import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { calls, sandboxFor } from "../support/sandbox";

/** A password by the rule that would be found again anywhere. */
const password = `Aa_#${randomUUID().replaceAll("-", "").slice(0, 20)}Zz09`;

function program(audit: string): string {
    return `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const domain = new exa.IdentityDomain("domain");
const trust = new exa.OidcProvider("trust", { issuerUrl: domain.issuerUrl, protect: false });
const cluster = new exa.VmCluster("sales", { existing: { id: "vmc_sales00001" } });
const identity = new exa.ClusterIdentity("sales", {
    vmClusterArn: cluster.arn,
    vmClusterOcid: cluster.ocid,
    compartmentId: cluster.compartmentId,
    oidcProviderArn: trust.arn,
    protect: false,
});
const key = new exa.CustomerManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn], protect: false });
const { connectorId } = identity;
const { compartmentId } = cluster;
const entry = new exa.KeyRegistration("tde", {
    keyArn: key.arn,
    connectorId,
    compartmentId,
    discovery: exa.KeyDiscovery.All,
    freeformTags: { team: "dba" },
    protect: false,
});
const policy = new exa.AwsKeyReadPolicy("keys", { compartmentIds: [compartmentId], protect: false });
const store = new exa.ClusterKeyStore("sales", { vmClusterOcid: cluster.ocid, connectorId, protect: false });
const shared = { vmClusterOcid: store.vmClusterOcid, dbVersion: "19.0.0.0", registeredKeyId: entry.registeredKeyId, protect: false };
const crm = new exa.EncryptedDatabase(
    "CRM01",
    {
        ...shared,
        databaseName: "CRM01",
        pluggableDatabaseName: "CRMONE",
        adminPassword: new pulumi.Config().requireSecret("password"),
        allPluggableDatabases: { rotationTriggers: { audit: "${audit}" } },
    },
    { dependsOn: policy },
);
const lab = new exa.EncryptedDatabase("LAB01", { ...shared, databaseName: "LAB01" }, { dependsOn: policy });
const sales = new exa.EncryptedDatabase(
    "SALES01",
    {
        vmClusterOcid: store.vmClusterOcid,
        existing: { name: "SALES01" },
        registeredKeyId: entry.registeredKeyId,
        allPluggableDatabases: { rotationTriggers: { audit: "${audit}" } },
    },
    { dependsOn: policy },
);
export const crmId = crm.databaseId;
export const labName = lab.databaseName;
export const discovered = entry.discoveredKeys;
export const rotations = sales.pluggableDatabaseRotations;
`;
}

describe("new databases on a key, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let printed = "";

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": program("1") } });
        await stack.pulumi(["config", "set", "--secret", "password", password, "--stack", "test"]);
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    async function up(): Promise<Run> {
        const run = await stack.up();
        printed += run.stdout + run.stderr + JSON.stringify(run.diagnostics);
        return run;
    }

    const databases = async () =>
        Object.fromEntries((await askDatabases(sandbox)).map((database) => [database.name, database]));

    it("are made on the key with all their containers, beside one that is moved to it", async () => {
        const run = await up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        const found = await databases();
        expect(Object.keys(found).sort()).to.deep.equal(["CRM01", "LAB01", "SALES01"]);
        for (const { keystore, readable } of Object.values(found)) {
            expect({ keystore, readable }).to.deep.equal({ keystore: "AWS", readable: true });
        }
        expect(found.CRM01!.pluggableDatabases.map(({ name }) => name)).to.deep.equal(["CRMONE"]);
        const { crmId, labName, discovered } = await stack.outputs();
        expect(crmId).to.equal(found.CRM01!.ocid);
        expect(labName).to.equal("LAB01");
        expect(
            (discovered as { arn: string; region: string }[]).map(({ arn, region }) => `${arn} ${region}`),
        ).to.deep.equal([`${found.CRM01!.keyArn} us-east-1`]);
        expect(calls(sandbox, "ChangeEncryptionKeyLocation", 0)).to.equal(1);
    });

    it("keep their passwords encrypted in the state, and nowhere else", async () => {
        const made = [...(await stack.export())].filter(
            ({ type }) => type === "random:index/randomPassword:RandomPassword",
        );
        expect(made).to.have.lengthOf(1);
        const exported = await stack.pulumi(["stack", "export", "--show-secrets", "--stack", "test"]);
        const generated = String(
            JSON.parse(exported.stdout).deployment.resources.find(isPassword).outputs.result.plaintext,
        );
        const secrets = [password, JSON.parse(generated) as string];
        expect(secrets[1]).to.match(/^[A-Za-z0-9_#-]{9,30}$/);
        const events = await stack.pulumi(
            ["preview", "--refresh", "--diff", "--event-log", "seen.json", "--stack", "test"],
            {
                PULUMI_DEBUG_COMMANDS: "true",
            },
        );
        const places: Record<string, string> = {
            "the state": JSON.stringify(await stack.export()),
            "the files of the stack": filesOf(join(stack.directory, "state")),
            "the event log": eventsOf(join(stack.directory, "seen.json")),
            "the terminal": printed + events.stdout + events.stderr,
            "the audit log": JSON.stringify(sandbox.world.audit.entries(0)),
        };
        for (const [place, text] of Object.entries(places)) {
            for (const secret of secrets) expect(text.includes(secret), place).to.equal(false);
        }
    });

    it("find nothing to do in a second run", async () => {
        const run = await stack.up("--expect-no-changes");
        expect(run.code, run.stdout + run.stderr).to.equal(0);
    });

    it("rotate all their PDBs once for a change; one that fails keeps nobody else from it", async () => {
        stack.edit("index.ts", program("2"));
        const since = sandbox.world.audit.last;
        const before = await databases();
        const operation = "RotatePluggableDatabaseEncryptionKey";
        const fault = { operation, failWorkRequest: "The PDB is mounted" };
        sandbox.world.faults.set(fault);
        const failed = await up();
        expect(failed.code).not.to.equal(0);
        expect(failed.stdout + failed.stderr).to.contain("The PDB is mounted");
        const run = await up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        const after = await databases();
        for (const name of ["CRM01", "SALES01"]) {
            const old = before[name]!.pluggableDatabases.map(({ masterKeyId }) => masterKeyId);
            const now = after[name]!.pluggableDatabases.map(({ masterKeyId }) => masterKeyId);
            expect(
                now.filter((masterKeyId) => old.includes(masterKeyId)),
                name,
            ).to.deep.equal([]);
            expect(after[name]!.masterKeyId).to.equal(before[name]!.masterKeyId);
        }
        // Three PDBs, and once more the one that failed.
        expect(calls(sandbox, operation, since)).to.equal(4);
        const { rotations } = await stack.outputs();
        expect(rotations).to.have.all.keys("HRPDB", "CRMPDB");
        for (const rotation of Object.values(rotations as Record<string, object>)) {
            expect(rotation).to.include({ outcome: "SUCCEEDED" }).and.to.have.property("rotatedAt");
        }
    });

    it("refuse a password against the rule without repeating it", async () => {
        await stack.pulumi(["config", "set", "--secret", "password", "too-Simple-0", "--stack", "test"]);
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr)
            .to.contain("adminPassword")
            .and.not.to.contain("too-Simple-0");
    });
});

interface Database {
    name: string;
    ocid: string;
    keystore: string;
    keyArn?: string;
    masterKeyId: string;
    readable: boolean;
    pluggableDatabases: { name: string; masterKeyId: string }[];
}

async function askDatabases({ controlEndpoint }: Sandbox): Promise<Database[]> {
    return (await fetch(`${controlEndpoint}/databases`)).json() as Promise<Database[]>;
}

function isPassword({ type }: { type: string }): boolean {
    return type === "random:index/randomPassword:RandomPassword";
}

/** What people and tools are told. The SDK's own trace, for those who debug a program, shows every value. */
function eventsOf(file: string): string {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => !line.includes('"severity":"debug"')).join("\n");
}

function filesOf(folder: string): string {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
        .join("\n");
}
