import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { awsClientOf, mutations, sandboxFor } from "../support/sandbox";

interface Statement {
    Sid?: string;
    [member: string]: unknown;
}

const account = "111122223333";
const auditors = {
    Sid: "Auditors",
    Effect: "Allow",
    Principal: { AWS: account },
    Action: ["kms:ListGrants", "kms:DescribeKey"],
};
const backups = {
    Sid: "Backups",
    Effect: "Allow",
    Principal: { Service: ["backup.amazonaws.com"] },
    Action: "kms:CreateGrant",
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
};
const closing = { Sid: "Closed", Effect: "Deny", Principal: { AWS: "*" }, Action: ["kms:Decrypt"] };

describe("statements of the program in a key policy, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let keyArn: string;

    before(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts } });
        stack.setConfig("program:changes", { key: { policyStatements: [auditors] } });
        keyArn = (await deploy(stack)).key!;
        kms = new KMSClient(awsClientOf(sandbox));
    });

    after(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const policy = async (): Promise<{ Statement: Statement[] }> => {
        const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default" }));
        return JSON.parse(Policy);
    };
    const statements = async () => (await policy()).Statement;
    const sids = async () => (await statements()).map(({ Sid }) => Sid);
    const give = (...policyStatements: object[]) => stack.setConfig("program:changes", { key: { policyStatements } });
    const isReadable = async () => (await askDatabases(sandbox.controlEndpoint))[0]?.readable;
    /** A run that changes nothing, in the state or in the clouds. */
    const expectNothingToDo = async () => {
        const since = sandbox.world.audit.last;
        const run = await stack.up("--refresh", "--expect-no-changes");
        expect(run.code, said(run)).to.equal(0);
        expect(said(run)).not.to.contain("no program wrote");
        expect(mutations(sandbox, since)).to.deep.equal([]);
    };

    it("stand in it from the first run on, and a second one has nothing to do", async () => {
        expect(await statements()).to.deep.include({
            ...auditors,
            Principal: { AWS: [`arn:aws:iam::${account}:root`] },
            Action: ["kms:DescribeKey", "kms:ListGrants"],
            Resource: "*",
        });
        expect(await isReadable()).to.equal(true);
        await expectNothingToDo();
    });

    it("stand there unchanged when KMS, or the program, writes them in another form", async () => {
        const [one] = (await statements()).filter(({ Sid }) => Sid === "Auditors");
        const others = (await statements()).filter(({ Sid }) => Sid !== "Auditors");
        const turned = {
            ...one,
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: ["kms:ListGrants", "kms:DescribeKey"],
            Resource: ["*"],
        };
        const Policy = JSON.stringify({ ...(await policy()), Statement: [turned, ...others.reverse()] });
        await kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy }));
        await expectNothingToDo();
        give({ ...auditors, Principal: { AWS: [account] }, Action: [...auditors.Action].reverse() });
        await expectNothingToDo();
    });

    it("are changed and joined by others", async () => {
        give(backups, { ...auditors, Action: "kms:DescribeKey" });
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        const found = await statements();
        expect(found.find(({ Sid }) => Sid === "Auditors")?.Action).to.deep.equal(["kms:DescribeKey"]);
        expect(found.find(({ Sid }) => Sid === "Backups")).to.deep.include({
            Condition: { Bool: { "kms:GrantIsForAWSResource": ["true"] } },
        });
        await expectNothingToDo();
    });

    it("are refused at preview when one of them closes a database", async () => {
        give(backups, auditors, closing);
        const since = sandbox.world.audit.last;
        expectRefusal(
            sandbox,
            since,
            await stack.preview(),
            "takes DescribeKey, Encrypt or Decrypt",
            "SALES01",
            "policyStatements",
        );
        const up = await upWithPreview(stack);
        expectRefusal(sandbox, since, up, "SALES01");
        expect(up.began).to.equal(false);
        const [database] = sandbox.world.databasesOn([...sandbox.world.clusters.values()][0]!.ocid!);
        const version = database!.root.versions.at(-1)!.id;
        give({ ...closing, Condition: { StringEquals: { "kms:EncryptionContext:MKID": version } } });
        expectRefusal(sandbox, since, await stack.preview(), `denies ${version}`, "SALES01");
        expect(await isReadable()).to.equal(true);
    });

    it("are written again when somebody changed them by hand", async () => {
        give(auditors);
        expect((await stack.up()).code).to.equal(0);
        const Statement = (await statements()).map((one) =>
            one.Sid === "Auditors" ? { ...one, Action: ["kms:Get*"] } : one,
        );
        const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
        await kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy }));
        const run = await stack.up("--refresh");
        expect(run.code, said(run)).to.equal(0);
        expect((await statements()).filter(({ Sid }) => Sid === "Auditors").map(({ Action }) => Action)).to.deep.equal([
            ["kms:DescribeKey", "kms:ListGrants"],
        ]);
    });

    it("leave it when they leave the program", async () => {
        stack.setConfig("program:changes", {});
        const run = await stack.up();
        expect(run.code, said(run)).to.equal(0);
        expect(said(run)).not.to.contain("no program wrote");
        expect(await sids()).to.deep.equal(["AccountAdministration", "KMSKeyMetadata", "KeyUsage"]);
        expect(await isReadable()).to.equal(true);
        await expectNothingToDo();
    });
});
