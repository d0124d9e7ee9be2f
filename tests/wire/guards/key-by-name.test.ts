import {
    CancelKeyDeletionCommand,
    CreateAliasCommand,
    CreateKeyCommand,
    DeleteAliasCommand,
    EnableKeyCommand,
    KMSClient,
    PutKeyPolicyCommand,
    ScheduleKeyDeletionCommand,
    UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { provider as guard } from "../../../sdk/guards/change-guard";
import { keyPolicy, policyText } from "../../../sdk/policies";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { type Lab, openLab } from "../sdk/lab";
import { judged, refusals } from "./watching";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a key that is watched by its alias", function () {
    this.timeout(60_000);
    const alias = "alias/exadata/tde";
    const wanted = { alias, enabled: true, multiRegion: false };
    const disabled = { ...wanted, enabled: false };
    let lab: Lab;
    let kms: KMSClient;
    let keyArn: string;
    let other: string;

    before(async () => {
        lab = await openLab();
        kms = new KMSClient({ endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" });
        await lab.associate();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const connectorId = String(
            (await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn })).outs.connectorId,
        );
        const registeredKeyId = await lab.registerKey(connectorId);
        keyArn = lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.awsKeyArn!;
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
        other = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    });
    after(() => lab.close());
    beforeEach(() => kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyArn })));
    afterEach(() => kms.send(new DeleteAliasCommand({ AliasName: alias })).catch(() => undefined));

    const home = { region: "us-east-1", accountId: "111122223333" };
    /** A run that changes nothing; what the guard keeps of it. */
    const settled = async () => {
        const { inputs, reasons } = await judged("key", wanted, wanted);
        expect(reasons).to.deep.equal([]);
        return inputs;
    };
    const refused = (before: object, after: object) => refusals("key", before, after);

    it("is known by its ARN from the second run on, which shows as no change", async () => {
        const made = (await judged("key", {}, wanted)).inputs;
        expect(made).to.deep.equal({ kind: "key", wanted, home });
        const kept = await settled();
        expect(kept).to.deep.equal({ kind: "key", wanted, home, found: keyArn });
        expect((await guard.diff("guard", made, kept)).changes).to.equal(false);
        expect((await judged("key", kept, wanted)).inputs).to.deep.equal(kept);
    });

    it("is not disabled when its alias was deleted by hand", async () => {
        const kept = await settled();
        await kms.send(new DeleteAliasCommand({ AliasName: alias }));
        expect(await refused(kept, disabled))
            .to.contain("disabling")
            .and.contain("SALES01");
    });

    it("is not disabled when its alias was pointed at another key by hand", async () => {
        const kept = await settled();
        await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: other }));
        expect(await refused(kept, disabled)).to.contain("SALES01");
    });

    it("is not disabled after it was to get an alias that another key has", async () => {
        const taken = { ...wanted, alias: "alias/taken" };
        await kms.send(new CreateAliasCommand({ AliasName: taken.alias, TargetKeyId: other }));
        // Once with, and once without an earlier run in which nothing changed.
        for (const before of [wanted, await settled()]) {
            const { inputs } = await judged("key", before, taken);
            expect(inputs.found).to.equal(keyArn);
            expect(await refused(inputs, { ...taken, enabled: false })).to.contain("SALES01");
        }
    });

    describe("in the run after its creation, when only its alias is known", () => {
        const policyId = "exadata-aws-kms:test/stack/tde";
        const marked = { ...wanted, policyId, accountId: "111122223333", userRoleArns: [] as string[] };
        const policy = () => ({ ...marked, userRoleArns: [lab.roleArn] });
        const write = async (Id: string | undefined) => {
            const document = keyPolicy({ accountId: "111122223333", userRoleArns: [lab.roleArn], id: Id });
            await kms.send(
                new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: policyText(document) }),
            );
        };
        before(() => write(policyId));
        after(() => write(undefined));

        const ways: Record<string, () => Promise<unknown>> = {
            "whose alias is gone": () => kms.send(new DeleteAliasCommand({ AliasName: alias })),
            "whose alias names another key": () =>
                kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: other })),
        };
        it("one that was imported with a policy of its own is judged by that, and not yet kept as the program's", async () => {
            await write(undefined);
            const { inputs, reasons } = await judged("key", marked, marked);
            expect(reasons.join()).to.contain(`Decrypt from ${lab.roleArn}`).and.contain("SALES01");
            expect(inputs).not.to.have.property("found");
            expect(await refused(policy(), policy())).to.equal("");
            await write(policyId);
        });

        for (const [way, damage] of Object.entries(ways)) {
            it(`one ${way} is found by the policy that the program wrote`, async () => {
                await damage();
                expect(await refused(policy(), { ...policy(), enabled: false })).to.contain("disabling");
                expect(await refused(policy(), marked)).to.contain(`Decrypt from ${lab.roleArn}`);
                expect(await refused(policy(), policy())).to.equal("");
            });

            it(`one ${way} and whose policy somebody wrote anew cannot be told, and so nothing of it is closed`, async () => {
                await write(undefined);
                await damage();
                for (const change of [{ enabled: false }, { userRoleArns: [] }, { multiRegion: true }]) {
                    expect(await refused(policy(), { ...policy(), ...change }))
                        .to.contain(`the guard cannot tell which key ${alias} was`)
                        .and.contain("SALES01");
                }
                expect(await refused(policy(), { ...policy(), allowAdministratorsToDelete: true })).to.equal("");
                await write(policyId);
            });
        }
    });

    it("gives way to the key that replaces it", async () => {
        await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: other }));
        const kept = await settled();
        expect(kept.found).to.equal(other);
        const replaced = await judged("key", kept, { ...wanted, multiRegion: true });
        expect(replaced.reasons).to.deep.equal([]);
        expect(replaced.inputs).not.to.have.property("found");
    });

    it("is disabled by whatever is not true", async () => {
        for (const enabled of ["false", "true", 0, null]) {
            expect(await refused(wanted, { ...wanted, enabled }), String(enabled)).to.contain("disabling");
        }
    });

    it("that somebody has deleted is told with the date and the way back, whatever the program wants", async () => {
        const kept = await settled();
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: keyArn, PendingWindowInDays: 7 }));
        for (const after of [wanted, { ...wanted, userRoleArns: [] }]) {
            expect(await refused(kept, after))
                .to.match(/is PendingDeletion and will be deleted on \d{4}-\d\d-\d\dT/)
                .and.contain(`aws kms cancel-key-deletion --region us-east-1 --key-id ${keyArn} && aws kms enable-key`)
                .and.contain("SALES01");
        }
        await kms.send(new CancelKeyDeletionCommand({ KeyId: keyArn }));
        expect(await refused(kept, wanted), "on its way back, still disabled").to.equal("");
        await kms.send(new EnableKeyCommand({ KeyId: keyArn }));
        expect(await refused(kept, wanted)).to.equal("");
    });

    it("is asked about from its own Region and account alone", async () => {
        const kept = await settled();
        const abroad: Record<string, string> = { "aws:region": "us-west-2" };
        useConfig({ get: (key) => abroad[key] ?? lab.sandbox.pulumiConfig[key] });
        const reason = await refused(kept, wanted);
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(reason).to.contain("the stack is in Region us-west-2 now, but this was made in us-east-1");
        const stranger = { ...kept, home: { ...home, accountId: "444455556666" } };
        expect(await refused(stranger, wanted)).to.contain(
            "the caller is in AWS account 111122223333, but this was made in account 444455556666",
        );
    });

    it("is not disabled, nor taken from its roles, from a stack in another Region, as a replica is", async () => {
        const abroad: Record<string, string> = { "aws:region": "us-west-2" };
        useConfig({ get: (key) => abroad[key] ?? lab.sandbox.pulumiConfig[key] });
        const replica = { ...wanted, region: "us-east-1", accountId: "111122223333", userRoleArns: [lab.roleArn] };
        const reason = await refused(replica, { ...replica, userRoleArns: [], enabled: false });
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(reason).to.contain("disabling").and.contain(`Decrypt from ${lab.roleArn}`).and.contain("SALES01");
    });

    describe("and whose users are known only later", () => {
        const later = { ...wanted, accountId: "111122223333" };

        it("keeps the roles that are named, and lets others come", async () => {
            expect(await refused(wanted, { ...later, userRoleArns: [lab.roleArn, unknown] })).to.equal("");
        });

        it("is refused without a role in use", async () => {
            const reason = await refused(wanted, { ...later, userRoleArns: [] });
            expect(reason).to.contain(`takes DescribeKey, Encrypt or Decrypt from ${lab.roleArn}`);
        });

        it("is looked at again when a role that is not known yet may be the one in use", async () => {
            for (const userRoleArns of [[unknown], unknown]) {
                expect(await refused(wanted, { ...later, userRoleArns })).to.equal("");
            }
        });

        it("is refused when it denies a version that may be in use", async () => {
            const [database] = lab.sandbox.world.databasesOn(lab.clusterOcid);
            const current = database!.root.versions.at(-1)!.id;
            const lists = { userRoleArns: [lab.roleArn], retiredMasterKeyIds: [current, unknown] };
            expect(await refused(wanted, { ...later, ...lists })).to.contain(`denies ${current}`);
        });
    });
});
