import { setTimeout as sleep } from "node:timers/promises";
import { GetKeyPolicyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { deniedMasterKeyIds } from "../support/key-policies";
import { mutations, sandboxFor } from "../support/sandbox";

/** One existing cluster, its database on a key of the stack, and a look at what the key has served. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { ExadataKeyManagement, MasterKeyUsage } from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const rotationTriggers = { version: config.require("version") };
const pdb = { rotationTriggers };

const estate = new ExadataKeyManagement("lab", {
    keys: [{ name: "tde", alias: "exadata/lab", retiredMasterKeyIds: config.requireObject<string[]>("retired") }],
    clusters: [{
        name: "sales",
        vmCluster: { existing: { id: "vmc_sales00001" } },
        databases: [{ name: "SALES01", key: "tde", rotationTriggers, pluggableDatabases: { HRPDB: pdb, CRMPDB: pdb } }],
    }],
});
const keyArn = estate.keyArns.apply((arns) => arns.tde!);
const usage = new MasterKeyUsage("tde", { keyArn, refreshTriggers: { lookedAt: config.require("version") } }, { dependsOn: estate });

export const { keyArns } = estate;
export const uses = usage.uses;
`;

const [versionKey, retiredKey] = ["version", "retired"].map((name) => `program:${name}`) as [string, string];

describe("retiring versions of a master key, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let first: string[];

    before(async () => {
        sandbox = await sandboxFor();
        kms = new KMSClient({
            endpoint: sandbox.awsEndpoint,
            region: "us-east-1",
            credentials: { accessKeyId: "AKIASANDBOX", secretAccessKey: "sandbox" },
        });
        stack = await stackIn(sandbox, {
            program: { "index.ts": program },
            config: { [versionKey]: "1", [retiredKey]: [] },
        });
        const run = await stack.up();
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        first = await versions();
        // CloudTrail tells whole seconds: what follows must lie behind them.
        await sleep(2100);
    });

    after(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    /** In use now: that of the root first. */
    const versions = async () => {
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ name: "SALES01", readable: true });
        const { masterKeyId, pluggableDatabases } = database!;
        for (const pdb of pluggableDatabases) expect(pdb).to.include({ readable: true });
        return [masterKeyId, ...pluggableDatabases.map((pdb) => pdb.masterKeyId)];
    };
    const denied = async () => {
        const { keyArns } = (await stack.outputs()) as { keyArns: { tde: string } };
        const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: keyArns.tde }));
        return deniedMasterKeyIds(Policy!);
    };
    const up = async (...flags: string[]) => {
        const run = await stack.up(...flags);
        expect(run.code, run.stdout + run.stderr).to.equal(0);
        return run;
    };

    it("after a rotation the look-up tells old versions from those in use", async () => {
        stack.setConfig(versionKey, "2");
        await up();
        const now = await versions();
        for (const version of first) expect(now).not.to.include(version);
        const { uses } = (await stack.outputs()) as { uses: { masterKeyId: string; current: boolean }[] };
        const current = uses.filter((use) => use.current).map(({ masterKeyId }) => masterKeyId);
        expect(current).to.have.members(now);
        expect(uses.map(({ masterKeyId }) => masterKeyId)).to.include.members(first);
    });

    it("old versions are denied by an update of the policy alone, and every container can still be read", async () => {
        const since = sandbox.world.audit.last;
        stack.setConfig(retiredKey, first.slice(0, 2));
        await up();
        expect(mutations(sandbox, since).map(({ operation }) => operation)).to.deep.equal(["PutKeyPolicy"]);
        expect(await denied()).to.deep.equal(first.slice(0, 2).sort());
        await versions();
    });

    it("the order of the versions is no change", async () => {
        stack.setConfig(retiredKey, first.slice(0, 2).reverse());
        await up("--expect-no-changes");
    });

    it("a version that is taken out of the list can be used again", async () => {
        stack.setConfig(retiredKey, [first[1]]);
        await up();
        expect(await denied()).to.deep.equal([first[1]]);
        stack.setConfig(retiredKey, []);
        await up();
        expect(await denied()).to.deep.equal([]);
        await versions();
    });

    it("what cannot be a version is refused at preview", async () => {
        stack.setConfig(retiredKey, [first[0]!.toLowerCase()]);
        const since = sandbox.world.audit.last;
        const run = await stack.preview();
        expect(run.code).not.to.equal(0);
        expect(run.stdout + run.stderr).to.contain("would match no key version as written");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });
});
