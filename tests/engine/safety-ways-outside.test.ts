import {
    CancelKeyDeletionCommand,
    CreateKeyCommand,
    EnableKeyCommand,
    KMSClient,
    ListAliasesCommand,
    ScheduleKeyDeletionCommand,
    UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Sandbox } from "../../sandbox/start";
import { askDatabases } from "../../tools/demo/facts";
import { type EngineStack, stackIn } from "../support/engine";
import { deploy, expectRefusal, parts, said, upWithPreview } from "../support/safety";
import { awsClientOf, mutations, sandboxFor } from "../support/sandbox";

/*
 * The rows of "Ways around a guard" in docs/changes.md that need an estate of their own: they make or take away keys, or run
 * from another account or Region. Nothing is protected here.
 */

const inUse = "SALES01 of VM cluster sales";

describe("ways around a guard from outside the program", function () {
    this.timeout(300_000);
    let sandbox: Sandbox;
    let stack: EngineStack;
    let kms: KMSClient;
    let known: Record<string, string>;

    beforeEach(async () => {
        sandbox = await sandboxFor();
        stack = await stackIn(sandbox, { program: { "index.ts": parts }, config: { "program:protect": false } });
        known = await deploy(stack);
        kms = new KMSClient(awsClientOf(sandbox));
    });

    afterEach(async () => {
        kms?.destroy();
        stack?.remove();
        await sandbox?.stop();
    });

    const keyUrn = async () => (await stack.export()).find(({ type }) => type === "aws:kms/key:Key")!;
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

    it("credentials of another AWS account are refused, and nothing is destroyed with them", async () => {
        const since = sandbox.world.audit.last;
        const account = known.key!.split(":")[4]!;
        // With --refresh, the native provider already fails to read what is not in that account.
        const ways: [args: string[], says: string][] = [
            [["up"], `use credentials of account ${account}`],
            [["up", "--refresh"], "Preview failed"],
            [["destroy"], `use credentials of account ${account}`],
        ];
        for (const [args, says] of ways) {
            const run = await stack.pulumi([...args, "--yes", "--stack", "test"], sandbox.otherEnvironment);
            expect(run.code, said(run)).not.to.equal(0);
            expect(said(run)).to.include(says);
        }
        expect(mutations(sandbox, since)).to.deep.equal([]);
        await readable();
        // What stands for nothing in a cloud is gone from the state; the next run puts it back.
        const next = await stack.up();
        expect(next.code, said(next)).to.equal(0);
        await readable();
    });

    it("an alias that somebody pointed at another key hides no database of this one", async () => {
        const { Aliases = [] } = await kms.send(new ListAliasesCommand({ KeyId: known.key }));
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
        await kms.send(new UpdateAliasCommand({ AliasName: Aliases[0]!.AliasName, TargetKeyId: KeyMetadata!.KeyId }));
        stack.setConfig("program:changes", { key: { enabled: false } });
        for (const flags of [[], ["--refresh"]]) {
            const since = sandbox.world.audit.last;
            expectRefusal(sandbox, since, await stack.up(...flags), inUse);
        }
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
