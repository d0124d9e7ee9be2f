import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { mutations, sandboxFor } from "../support/sandbox";

/*
 * The flags of "Ways around a guard" in docs/changes.md; safety-ways-outside has the other rows. Nothing is protected here, and
 * every way is taken with a change that would part the database from its key.
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

const credentials = { accessKeyId: "AKIASANDBOXTEST", secretAccessKey: "secret" };
const inUse = "SALES01 of VM cluster sales";

describe("ways around a guard, with the real engine and nothing protected", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let known: Record<string, string>;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config: { "program:protect": false } });
        known = await deploy(stack);
    });

    after(async () => {
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

    const takesNothing = async (run: Pick<Run, "code" | "stdout" | "stderr">, since: number) => {
        expect(run.code, said(run)).not.to.equal(0);
        const operations = mutations(sandbox, since).map(({ operation }) => operation);
        for (const loss of ["ScheduleKeyDeletion", "DisableKey", "UpdateAlias", "DeleteOracleDbAwsKey"]) {
            expect(operations, said(run)).not.to.include(loss);
        }
        await readable();
    };

    it("import of another key in the place of one in use, or a move of it to another stack, takes nothing from its database", async () => {
        const exported = await stack.pulumi(["stack", "export", "--stack", "test"]);
        const [urn, key] = [await urnOf("key"), (await stack.export()).find(({ type }) => type === types.key)!];
        const kms = new KMSClient({ endpoint: sandbox.awsEndpoint, region: "us-east-1", credentials });
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        kms.destroy();
        await state("delete", urn, "--target-dependents", "--force");
        const parent = `parent=${key.parent}`;
        const into = ["--stack", "test", "--parent", parent, "--protect=false", "--generate-code=false", "--yes"];
        const other = await stack.pulumi(["import", ...into, types.key, names.key, KeyMetadata!.KeyId!]);
        expect(other.code, said(other)).to.equal(0);
        let since = sandbox.world.audit.last;
        await takesNothing(await upWithPreview(stack), since);

        await stack.editState(() => exported.stdout);
        const made = await stack.pulumi(["stack", "init", "elsewhere"]);
        expect(made.code, said(made)).to.equal(0);
        const moved = await stack.pulumi(["state", "move", urn, "--source", "test", "--dest", "elsewhere", "--yes"]);
        expect(moved.code, said(moved)).to.equal(0);
        since = sandbox.world.audit.last;
        await takesNothing(await upWithPreview(stack), since);
        since = sandbox.world.audit.last;
        const destroyed = await stack.pulumi(["destroy", "--yes", "--stack", "elsewhere"]);
        expect(mutations(sandbox, since), said(destroyed)).to.deep.equal([]);
        await readable();
        await stack.editState(() => exported.stdout);
        changedNothing(since, await stack.up("--expect-no-changes"));
    });

    it("state delete of a key, with all that hangs on it, leaves the key and lets nothing take its place", async () => {
        await state("delete", await urnOf("key"), "--target-dependents", "--force");
        const since = sandbox.world.audit.last;
        await takesNothing(await stack.up(), since);
    });
});
