import {
    CreateAliasCommand,
    CreateKeyCommand,
    DeleteAliasCommand,
    KMSClient,
    ScheduleKeyDeletionCommand,
    UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/settings";
import { provider as gate } from "../../../sdk/operations/identity-connector";
import { provider as guard } from "../../../sdk/operations/key-change-guard";
import { provider as keyLocation } from "../../../sdk/operations/key-location";
import { provider as keyStore } from "../../../sdk/operations/key-store";
import { type Lab, openLab } from "../sdk/lab";

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
        const { clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const connectorId = String((await gate.create({ vmClusterOcid, compartmentId, roleArn })).outs.connectorId);
        const keyId = await lab.registerKey(connectorId);
        keyArn = lab.sandbox.world.awsKeys.get(keyId)!.value.awsKeyArn!;
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await keyLocation.create({ vmClusterOcid, databaseName: "SALES01", keyId });
        other = (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    });
    after(() => lab.close());
    beforeEach(() => kms.send(new CreateAliasCommand({ AliasName: alias, TargetKeyId: keyArn })));
    afterEach(() => kms.send(new DeleteAliasCommand({ AliasName: alias })).catch(() => undefined));

    /** A run that changes nothing; what the guard keeps of it. */
    const settled = async () => {
        const { inputs, failures } = await guard.check(wanted, wanted);
        expect(failures).to.deep.equal([]);
        return inputs;
    };
    const refused = async (before: Record<string, unknown>, after: Record<string, unknown>) =>
        (await guard.check(before, after)).failures.map(({ reason }) => reason).join();

    it("is known by its ARN from the second run on, which shows as no change", async () => {
        expect((await guard.check({}, wanted)).inputs).to.deep.equal(wanted);
        const kept = await settled();
        expect(kept).to.deep.equal({ ...wanted, found: keyArn });
        expect((await guard.diff("guard", wanted, kept)).changes).to.equal(false);
        expect((await guard.check(kept, wanted)).inputs).to.deep.equal(kept);
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
            const { inputs } = await guard.check(before, taken);
            expect(inputs.found).to.equal(keyArn);
            expect(await refused(inputs, { ...taken, enabled: false })).to.contain("SALES01");
        }
    });

    it("is looked for by its name when the alias was somebody else's at first", async () => {
        await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: other }));
        const { inputs } = await guard.check(wanted, { ...wanted, alias: "alias/free" });
        expect(inputs).not.to.have.property("found");
    });

    it("gives way to the key that replaces it", async () => {
        await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: other }));
        const kept = await settled();
        expect(kept.found).to.equal(other);
        const replaced = await guard.check(kept, { ...wanted, multiRegion: true });
        expect(replaced).to.deep.equal({ inputs: { ...wanted, multiRegion: true }, failures: [] });
        await kms.send(new ScheduleKeyDeletionCommand({ KeyId: other }));
        await kms.send(new UpdateAliasCommand({ AliasName: alias, TargetKeyId: keyArn }));
        expect((await guard.check(kept, wanted)).inputs.found).to.equal(keyArn);
    });

    it("is not disabled, nor taken from its roles, from a stack in another Region, as a replica is", async () => {
        const abroad: Record<string, string> = { "aws:region": "us-west-2" };
        useConfig({ get: (key) => abroad[key] ?? lab.sandbox.pulumiConfig[key] });
        const replica = { ...wanted, region: "us-east-1" };
        const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
        const reason = await refused(replica, { ...replica, policy, enabled: false });
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
        expect(reason).to.contain("disabling").and.contain(`Decrypt from ${lab.roleArn}`).and.contain("SALES01");
    });

    describe("and whose policy is known only later", () => {
        const later = { ...wanted, policy: unknown };

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
