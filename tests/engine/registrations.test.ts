import {
    CreateKeyCommand,
    type CreateKeyCommandInput,
    KMSClient,
    ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { type EngineStack, stackIn } from "../support/engine";
import { expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { awsClientOf, calls, mutations, sandboxFor } from "../support/sandbox";

/** The key registered by the other stack, used as it is. */
const guest = `
import * as pulumi from "@pulumi/pulumi";
import * as exa from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const refreshTriggers = config.getObject<Record<string, string>>("triggers");
const entry = new exa.KeyRegistration("tde", { existing: { registeredKeyId: config.require("registeredKeyId") }, refreshTriggers });
export const { registeredKeyId, keyArn, enabled } = entry;
`;

describe("registered keys, with the real engine", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let other: EngineStack;
    let kms: KMSClient;

    before(async () => {
        sandbox = await sandboxFor();
        kms = new KMSClient(awsClientOf(sandbox));
        const config = { "program:protect": false, "program:without": ["database"] };
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config });
    });

    after(async () => {
        kms?.destroy();
        other?.remove();
        stack?.remove();
        await sandbox?.stop();
    });

    const change = (changes?: Record<string, object>) => stack.setConfig("program:changes", changes);
    const registered = () => [...sandbox.world.awsKeys.values()].map(({ value }) => value);

    it("a key that the role may not describe is told, and found by the run after its policy was mended", async () => {
        change({ key: { userRoleArns: [] } });
        const run = await stack.up();
        expect(run.code).not.to.equal(0);
        expect(said(run)).to.contain("was not discovered").and.to.contain("kms:DescribeKey");
        expect(calls(sandbox, "CreateOracleDbAwsKey", 0)).to.equal(0);
        change();
        const mended = await stack.up();
        expect(mended.code, said(mended)).to.equal(0);
        expect(registered().map(({ lifecycleState }) => lifecycleState)).to.deep.equal(["ACTIVE"]);
    });

    it("a second run and a refresh find nothing to do, and discover nothing", async () => {
        const since = sandbox.world.audit.last;
        const again = await stack.up("--expect-no-changes", "--skip-preview=false");
        expect(again.code, said(again)).to.equal(0);
        const seen = await stack.refresh("--expect-no-changes");
        expect(seen.code, said(seen)).to.equal(0);
        expect(mutations(sandbox, since)).to.deep.equal([]);
    });

    it("a key of the wrong kind, or one that is to be deleted, is refused at preview", async () => {
        const made = async (input: CreateKeyCommandInput) =>
            (await kms.send(new CreateKeyCommand(input))).KeyMetadata!.Arn!;
        const signing = await made({ KeySpec: "RSA_2048", KeyUsage: "SIGN_VERIFY" });
        const doomed = await made({});
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: doomed, PendingWindowInDays: 7 }));
        const wrong = {
            [signing]: "is a key with the spec RSA_2048 for SIGN_VERIFY",
            [doomed]: "is scheduled for deletion",
        };
        for (const [keyArn, reason] of Object.entries(wrong)) {
            change({ registration: { keyArn } });
            const since = sandbox.world.audit.last;
            const run = await upWithPreview(stack);
            expectRefusal(sandbox, since, run, `${keyArn} `, reason, "use ");
            expect(run.began, "whether the update began").to.equal(false);
        }
    });

    it("a registration is renamed, moved and refreshed in place", async () => {
        const [before] = registered();
        const compartmentId = sandbox.world.settings.tenancyId;
        change({ registration: { displayName: "sales-tde", refreshTriggers: { policy: "2" } } });
        const since = sandbox.world.audit.last;
        const run = await stack.up("--skip-preview=false");
        expect(run.code, said(run)).to.equal(0);
        expect(run.steps.filter(({ op }) => /create|replace|delete/.test(op))).to.deep.equal([]);
        change({ registration: { displayName: "sales-tde", refreshTriggers: { policy: "2" }, compartmentId } });
        const moved = await stack.up("--skip-preview=false");
        expect(moved.code, said(moved)).to.equal(0);
        expect(moved.steps.filter(({ op }) => /create|replace|delete/.test(op))).to.deep.equal([]);
        expect(registered()).to.have.lengthOf(1);
        expect(registered()[0]).to.include({ id: before!.id, displayName: "sales-tde", compartmentId });
        expect(calls(sandbox, "RefreshOracleDbAwsKey", since)).to.equal(1);
        const again = await stack.up("--expect-no-changes", "--skip-preview=false");
        expect(again.code, said(again)).to.equal(0);
    });

    it("another key is another registration, after a discovery of its own", async () => {
        const policy = JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "kms:*", Resource: "*" }],
        });
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: policy }));
        change({ registration: { keyArn: KeyMetadata!.Arn } });
        const since = sandbox.world.audit.last;
        const run = await stack.up("--skip-preview=false");
        expect(run.code, said(run)).to.equal(0);
        expect(calls(sandbox, "CreateMultiCloudResourceDiscovery", since)).to.equal(1);
        const active = registered().filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
        expect(active.map(({ awsKeyArn }) => awsKeyArn)).to.deep.equal([KeyMetadata!.Arn]);
    });

    it("a registration that exists is used, refreshed by trigger, and left", async () => {
        const { id: registeredKeyId, awsKeyArn } = registered().find(
            ({ lifecycleState }) => lifecycleState === "ACTIVE",
        )!;
        other = await stackIn(sandbox, {
            program: { "index.ts": guest },
            config: { "program:registeredKeyId": registeredKeyId },
        });
        const connector = [...sandbox.world.connectors.values()][0]!.value;
        const location = connector.awsLocation;
        connector.awsLocation = "eu-west-1";
        const since = sandbox.world.audit.last;
        const elsewhere = await upWithPreview(other);
        expectRefusal(sandbox, since, elsewhere, "the key is in us-east-1, the VM cluster in eu-west-1");
        expect(elsewhere.began, "whether the update began").to.equal(false);
        connector.awsLocation = location;

        for (const triggers of [undefined, { policy: "2" }]) {
            other.setConfig("program:triggers", triggers);
            const run = await other.up();
            expect(run.code, said(run)).to.equal(0);
            expect(await other.outputs()).to.deep.equal({ registeredKeyId, keyArn: awsKeyArn, enabled: true });
            const again = await other.up("--expect-no-changes", "--skip-preview=false");
            expect(again.code, said(again)).to.equal(0);
        }
        expect((await other.destroy()).code).to.equal(0);
        const changed = mutations(sandbox, since).map(({ operation }) => operation);
        expect(changed).to.deep.equal(["RefreshOracleDbAwsKey"]);
    });
});
