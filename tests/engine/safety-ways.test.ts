import { CancelKeyDeletionCommand, EnableKeyCommand, KMSClient, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

/*
 * Each row of "Ways around a guard" in docs/changes.md. Nothing is protected here, and every way is taken with a change that
 * would part the database from its key.
 */

const types = {
    key: "aws:kms/key:Key",
    role: "aws:iam/role:Role",
    association: "aws:odb/iamRoleAssociation:IamRoleAssociation",
    network: "aws:odb/network:Network",
    provider: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    guard: "pulumi-nodejs:dynamic/exadata-aws-kms:ChangeGuard",
} as const;

type Of = keyof typeof types;
const names: Record<Of, string> = {
    key: "tde",
    role: "sales",
    association: "sales",
    network: "sales",
    provider: "oci",
    guard: "tde",
};

const dangers: [of: Of, changes: Record<string, object>][] = [
    ["key", { key: { enabled: false } }],
    ["key", { key: { multiRegion: true } }],
    ["role", { identity: { subject: "ocid1.cloudvmcluster.oc1.iad.other" } }],
    ["provider", { trust: { audiences: ["unused"] } }],
    ["network", { network: { kmsAccess: "DISABLED" } }],
    ["association", { identity: { roleName: "exadata-other" } }],
];

const inUse = "SALES01 of VM cluster sales";

describe("ways around a guard, with the real engine and nothing protected", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let known: Record<string, string>;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config: { "program:protect": false } });
        known = await deploy(stack);
        const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = sandbox.environment;
        const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
        kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
    });

    after(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    afterEach(() => stack.setConfig("program:changes", undefined));

    const readable = async () => {
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keyArn: known.key, readable: true });
    };
    const urnOf = async (of: Of) => {
        const all = await stack.export();
        const found = all.find(({ urn, type }) => type === types[of] && urn.endsWith(`::${names[of]}`));
        expect(found, of).not.to.equal(undefined);
        return found!.urn;
    };
    const state = async (...args: string[]) => {
        const { code, stderr } = await stack.pulumi(["state", ...args, "--yes", "--stack", "test"]);
        expect(code, stderr).to.equal(0);
    };
    const changedNothing = (since: number, run: Run) => {
        expect(run.code, said(run)).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    };

    for (const [of, changes] of dangers) {
        it(`--target on the ${of} alone leaves it as it is: ${JSON.stringify(changes)}`, async () => {
            stack.setConfig("program:changes", changes);
            const target = await urnOf(of);
            const since = sandbox.world.audit.last;
            changedNothing(since, await stack.up("--target", target));
        });
    }

    it("--exclude of a guard leaves what stands behind it as it is", async () => {
        stack.setConfig("program:changes", { key: { enabled: false } });
        const guard = await urnOf("guard");
        const since = sandbox.world.audit.last;
        changedNothing(since, await stack.up("--exclude", guard));
        await readable();
    });

    it("--replace of a key, and a tainted one, are refused at preview; untainted, it is as it was", async () => {
        const urn = await urnOf("key");
        const since = sandbox.world.audit.last;
        expectRefusal(sandbox, since, await upWithPreview(stack, "--replace", urn), inUse, "Leave out --replace");
        await state("taint", urn);
        expectRefusal(sandbox, since, await upWithPreview(stack), inUse, "pulumi state untaint");
        await state("untaint", urn);
        changedNothing(since, await stack.up("--expect-no-changes"));
    });

    it("--replace of a role, an association and a provider closes nothing, and the next run is as before", async () => {
        for (const of of ["role", "association", "provider"] as const) {
            const urn = await urnOf(of);
            const run = await stack.up("--replace", urn);
            expect(run.code, `${of}: ${said(run)}`).not.to.equal(0);
            await readable();
            const next = await stack.up();
            expect(next.code, said(next)).to.equal(0);
        }
    });

    it("state delete of a key, with all that hangs on it, leaves the key and lets nothing take its place", async () => {
        await state("delete", await urnOf("key"), "--target-dependents", "--force");
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        expect(run.code, said(run)).not.to.equal(0);
        const operations = mutations(sandbox, since).map(({ operation }) => operation);
        for (const loss of ["ScheduleKeyDeletion", "DisableKey", "UpdateAlias", "DeleteOracleDbAwsKey"]) {
            expect(operations).not.to.include(loss);
        }
        await readable();
    });
});

describe("more ways around a guard", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let known: Record<string, string>;

    beforeEach(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config: { "program:protect": false } });
        known = await deploy(stack);
        const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = sandbox.environment;
        const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
        kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
    });

    afterEach(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const keyUrn = async () => (await stack.export()).find(({ type }) => type === types.key)!;
    const readable = async () => {
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keyArn: known.key, readable: true });
    };

    it("--target-replace of a key makes another and keeps this one; the next run is refused; an import takes it back", async () => {
        const { urn } = await keyUrn();
        const replaced = await stack.up("--target-replace", urn);
        expect(replaced.code, said(replaced)).to.equal(0);
        await readable();
        const since = sandbox.world.audit.last;
        const refused = await upWithPreview(stack);
        expectRefusal(sandbox, since, refused, inUse);
        // As the refusal says.
        const [, made = "", old = ""] = /sed 's\/([\w-]+)\/([\w-]+)\/g'/.exec(said(refused)) ?? [];
        await stack.editState((text) => text.replaceAll(made, old));
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        await readable();
        expect((await stack.up("--expect-no-changes")).code).to.equal(0);
    });

    it("another Region of the stack is refused, and nothing is destroyed from there", async () => {
        stack.setConfig("aws:region", "us-west-2");
        const since = sandbox.world.audit.last;
        const up = await stack.up();
        expect(up.code).not.to.equal(0);
        const destroyed = await stack.destroy();
        expect(destroyed.code).not.to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
        stack.setConfig("aws:region", "us-east-1");
        await readable();
    });

    it("a key that waits for its deletion is told with its date and the way back, which one run ends", async () => {
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: known.key, PendingWindowInDays: 7 }));
        for (const flags of [[], ["--refresh"]]) {
            const since = sandbox.world.audit.last;
            const run = await stack.up(...flags);
            expectRefusal(
                sandbox,
                since,
                run,
                inUse,
                /PendingDeletion and will be deleted on \d{4}/,
                "cancel-key-deletion",
            );
        }
        await kms.send(new CancelKeyDeletionCommand({ KeyId: known.key }));
        await kms.send(new EnableKeyCommand({ KeyId: known.key }));
        const since = sandbox.world.audit.last;
        const lost = await upWithPreview(stack);
        expectRefusal(sandbox, since, lost, inUse);
        const command = /`pulumi (import --parent parent='[^']+' \S+ \S+ [\w-]+)`/.exec(said(lost))?.[1] ?? "";
        const words = command.replaceAll("'", "").split(" ");
        const flags = ["--yes", "--stack", "test", "--generate-code=false", "--protect=false"];
        const imported = await stack.pulumi([...words, ...flags]);
        expect(imported.code, imported.stdout + imported.stderr).to.equal(0);
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        await readable();
        expect((await stack.up("--expect-no-changes")).code).to.equal(0);
    });
});
