import { CreateKeyCommand, DeleteAliasCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, type Run, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { awsClientOf, mutations, sandboxFor } from "../support/sandbox";

const inUse = "database SALES01 of VM cluster sales";
const runbook = "take-a-cluster-off-aws-kms.md";

interface Dangerous {
    title: string;
    /** Arguments to change, by part. */
    changes: (known: Record<string, string>) => Record<string, object>;
    /** What the refusal says, besides which database uses it. */
    reason: string | RegExp;
    remedy?: string | RegExp;
}

const dangerous: Dangerous[] = [
    {
        title: "a key becoming a multi-Region key",
        changes: () => ({ key: { multiRegion: true } }),
        reason: "the change to a multi-Region key would create another key for alias/exadata/tde and delete this one",
    },
    {
        title: "a key moving to another key store",
        changes: () => ({ key: { customKeyStoreId: "cks-1234567890abcdef0" } }),
        reason: "the change of the key store to cks-1234567890abcdef0 would create another key for alias/exadata/tde",
    },
    {
        title: "a key being disabled",
        changes: () => ({ key: { enabled: false } }),
        reason: "disabling alias/exadata/tde would close its databases",
    },
    {
        title: "a role in use losing the key",
        changes: () => ({ key: { userRoleArns: [] } }),
        reason: /takes DescribeKey, Encrypt or Decrypt from arn:aws:iam::\d+:role\/exadata-sales/,
        remedy: "keep that role among the users of the key",
    },
    {
        title: "a role getting another subject",
        changes: () => ({ identity: { subject: "ocid1.cloudvmcluster.oc1.iad.other" } }),
        reason: "makes the role trust another subject",
    },
    {
        title: "a role getting another name",
        changes: () => ({ identity: { roleName: "exadata-sales-2" } }),
        reason: "the change of roleName from exadata-sales to exadata-sales-2 replaces the role",
    },
    {
        title: "an OIDC provider losing an audience that roles trust",
        changes: () => ({ trust: { audiences: ["unused"] } }),
        reason: /AWS would no longer accept tokens of https:\S+ for DBMC\/,/,
    },
    {
        title: "an OIDC provider getting another issuer",
        changes: () => ({ trust: { issuerUrl: "https://idcs-other.identity.oraclecloud.com" } }),
        reason: /the change of the issuer .* replaces the provider/,
    },
    {
        title: "a registration getting another key",
        changes: ({ other }) => ({ registration: { keyArn: other } }),
        reason: "would register another key and deregister this one",
        remedy: "to renew the master key, rotate",
    },
    {
        title: "a network losing its access to AWS KMS",
        changes: () => ({ network: { kmsAccess: "DISABLED" } }),
        reason: "without access to AWS KMS no node can reach its keys",
    },
    {
        title: "a network losing its access to AWS STS",
        changes: () => ({ network: { stsAccess: "DISABLED" } }),
        reason: "without access to AWS STS no node can assume its role",
    },
];

/** Types of the resources that a run changed; what the engine notes of its own providers is no change. */
function changed({ steps }: Run): string[] {
    return steps.filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:")).map(({ type }) => type);
}

describe("changes that would part databases from their keys, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let known: Record<string, string>;
    let kms: KMSClient;

    before(async () => {
        sandbox = await sandboxFor();
        kms = new KMSClient(awsClientOf(sandbox));
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        stack = await stackIn(sandbox, { program: { "index.ts": parts } });
        known = { ...(await deploy(stack)), other: KeyMetadata?.Arn ?? "" };
    });

    after(async () => {
        stack?.remove();
        await sandbox?.stop();
    });

    afterEach(() => stack.setConfig("program:changes", undefined));

    for (const { title, changes, reason, remedy = runbook } of dangerous) {
        it(`refuse ${title}, at preview`, async () => {
            stack.setConfig("program:changes", changes(known));
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack);
            expectRefusal(sandbox, since, run, reason, inUse, remedy);
            expect(run.began, "whether the update began").to.equal(false);
        });
    }

    it("refuse without a preview as well, before anything is touched", async () => {
        stack.setConfig("program:changes", {
            key: { enabled: false, userRoleArns: [] },
            identity: { path: "/other/" },
        });
        const since = sandbox.world.audit.last;
        expectRefusal(sandbox, since, await stack.up(), inUse, runbook);
    });

    /** Refused at preview, so that no update begins. */
    const refused = async (changes: object, ...words: string[]) => {
        stack.setConfig("program:changes", changes);
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        expectRefusal(sandbox, since, run, ...words);
        expect(run.began, "whether the update began").to.equal(false);
    };

    it("refuse the denial of a current master key version, at preview", async () => {
        const [database] = await askDatabases(sandbox.controlEndpoint);
        const reason = `denies ${database!.masterKeyId}, which a database may be using now`;
        const changes = { key: { retiredMasterKeyIds: [database!.masterKeyId] } };
        await refused(changes, reason, inUse, "rotate that database first");
    });

    it("refuse the denial of a version that CloudTrail does not show yet, at preview", async () => {
        const newest = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
        const reason = "the last rotation of SALES01";
        await refused({ key: { retiredMasterKeyIds: [newest] } }, `denies ${newest}`, reason, inUse);
    });

    it("refuse another key for a database, instead of a replacement, at preview", async () => {
        const database = { registeredKeyId: "ocid1.oracledbawskey.oc1.iad.aaaaother" };
        await refused({ database }, "OCI cannot exchange it", "keep the key", "rotate");
    });

    it("refuse a key of another Region before any call", async () => {
        const elsewhere = known.key!.replace("us-east-1", "us-west-2");
        stack.setConfig("program:changes", { registration: { keyArn: elsewhere } });
        const since = sandbox.world.audit.last;
        expectRefusal(sandbox, since, await stack.up(), "the key is in us-west-2, the VM cluster in us-east-1");
    });

    it("refuse what they cannot ask", async () => {
        stack.setConfig("program:changes", { key: { enabled: false } });
        const error = {
            status: 400,
            code: "AccessDeniedException",
            message: "not authorized to odb:ListCloudVmClusters",
        };
        sandbox.world.faults.set({ operation: "ListCloudVmClusters", error, times: 50 });
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        sandbox.world.faults.clear();
        expectRefusal(
            sandbox,
            since,
            run,
            "cannot find out whether databases use it",
            "odb:ListCloudVmClusters",
            "nothing changes until then",
        );
    });

    it("refuse it also after the alias was deleted by hand and the state refreshed: the guard knows the key", async () => {
        const quiet = await stack.up();
        expect(changed(quiet)).to.deep.equal([]);
        await kms.send(new DeleteAliasCommand({ AliasName: "alias/exadata/tde" }));
        const refresh = await stack.refresh();
        expect(refresh.changes).to.deep.equal({ delete: 1 });
        stack.setConfig("program:changes", { key: { enabled: false } });
        const since = sandbox.world.audit.last;
        const run = await upWithPreview(stack);
        expectRefusal(sandbox, since, run, "would close its databases", inUse, runbook);
        expect(run.began, "whether the update began").to.equal(false);
        stack.setConfig("program:changes", undefined);
        const mended = await stack.up();
        expect(changed(mended)).to.deep.equal(["aws:kms/alias:Alias"]);
    });

    it("allow alias, description and tags to change in place: the key stays, and stays readable", async () => {
        const change = { alias: "exadata/tde-2", description: "Renamed", tags: { team: "dba" } };
        stack.setConfig("program:changes", { key: change });
        const since = sandbox.world.audit.last;
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const replaced = run.steps.filter(({ op }) => /replace|delete/.test(op)).map(({ type }) => type);
        expect(new Set(replaced)).to.deep.equal(new Set(["aws:kms/alias:Alias"]));
        const operations = mutations(sandbox, since).map(({ operation }) => operation);
        expect(operations).to.include.members(["CreateAlias", "DeleteAlias", "UpdateKeyDescription", "TagResource"]);
        expect(operations).not.to.include.members(["CreateKey", "ScheduleKeyDeletion"]);
        const [database] = await askDatabases(sandbox.controlEndpoint);
        expect(database).to.include({ keyArn: known.key, readable: true });
    });
});
