import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { deploy, parts, said } from "../support/safety";
import { awsClientOf, mutations, sandboxFor } from "../support/sandbox";

interface Statement {
    Sid?: string;
    [member: string]: unknown;
}

const otherKey = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-4000-8000-000000000000";
const retired = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
const auditor: Statement = {
    Sid: "Auditor",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::111122223333:root" },
    Action: ["kms:DescribeKey", "kms:GetKeyPolicy"],
    Resource: "*",
};
const denialByHand: Statement = {
    Sid: "RetiredByHand",
    Effect: "Deny",
    Principal: "*",
    Action: ["kms:Encrypt", "kms:Decrypt"],
    Resource: "*",
    Condition: { StringEquals: { "kms:EncryptionContext:MKID": retired } },
};

/** What somebody does to the policy of the key in the console. */
const damages: [title: string, edit: (statements: Statement[]) => Statement[]][] = [
    [
        "usage without a resource",
        (all) => all.map((one) => (one.Sid === "KeyUsage" ? { ...one, Resource: undefined } : one)),
    ],
    [
        "usage of another key",
        (all) => all.map((one) => (one.Sid === "KeyUsage" ? { ...one, Resource: otherKey } : one)),
    ],
    ["no usage at all", (all) => all.filter(({ Sid }) => Sid !== "KeyUsage")],
    [
        "a denial for the whole account",
        (all) => [
            ...all,
            {
                Effect: "Deny",
                Principal: { AWS: "arn:aws:iam::111122223333:root" },
                Action: ["kms:Encrypt", "kms:Decrypt"],
                Resource: "*",
            },
        ],
    ],
];

describe("a key policy that somebody broke, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let keyArn: string;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts } });
        keyArn = (await deploy(stack)).key!;
        kms = new KMSClient(awsClientOf(sandbox));
    });

    after(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const statements = async (): Promise<Statement[]> => {
        const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default" }));
        return (JSON.parse(Policy) as { Statement: Statement[] }).Statement;
    };
    const edit = async (change: (all: Statement[]) => Statement[]) => {
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement: change(await statements()) });
        await kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy }));
    };
    const isReadable = async () => (await askDatabases(sandbox.controlEndpoint))[0]?.readable;

    for (const [title, change] of damages) {
        it(`${title}: one run puts it right`, async () => {
            await edit(change);
            expect(await isReadable(), "after the damage").to.equal(false);
            const run = await stack.up("--refresh");
            expect(run.code, said(run)).to.equal(0);
            expect(await isReadable()).to.equal(true);
            expect((await stack.up("--expect-no-changes")).code).to.equal(0);
        });
    }

    it("a denial of one version and a permission to look stay, and are told", async () => {
        await edit((all) => [...all, denialByHand, auditor]);
        const run = await stack.up("--refresh");
        expect(run.code, said(run)).to.equal(0);
        expect(said(run)).to.contain("holds a statement that no program wrote").and.to.contain(retired);
        expect(await statements()).to.deep.include.members([denialByHand, auditor]);
        expect(await isReadable()).to.equal(true);
        const since = sandbox.world.audit.last;
        expect((await stack.up("--refresh", "--expect-no-changes")).code).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("and such a denial becomes the program's when it names the version", async () => {
        const key = { retiredMasterKeyIds: [retired] };
        stack.setConfig("program:changes", { key });
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const found = await statements();
        expect(found.map(({ Sid }) => Sid))
            .to.include("DenyRetiredMasterKeys")
            .and.not.to.include("RetiredByHand");
        stack.setConfig("program:changes", { key: { ...key, removeForeignStatements: true } });
        expect((await stack.up()).code).to.equal(0);
        expect((await statements()).map(({ Sid }) => Sid)).not.to.include("Auditor");
        expect(await isReadable()).to.equal(true);
    });
});
