import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { Properties } from "../../../sdk/host/provider";
import { registerKeyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as usage } from "../../../sdk/resources/master-key-usage/operations";
import { rotatePluggable } from "../../../sdk/resources/pluggable-database-key-rotation/operations";
import { currentAmong, currentIds, masterKeyUsage } from "../../../sdk/usage/master-key-versions";
import { type Lab, openLab } from "./lab";

/** CloudTrail tells whole seconds, and the clouds' clocks differ: only what is this far apart is told apart. */
const apart = 2100;

describe("master key versions that a KMS key has served", function () {
    this.timeout(60_000);
    let lab: Lab;
    let keyArn: string;
    let first: string[];
    let moved: { id: string; outs: Properties };

    before(async () => {
        lab = await openLab();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        await lab.associate();
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(outs.connectorId);
        await registerKeyStore({ vmClusterOcid, connectorId });
        lab.allowReading();
        const registeredKeyId = await lab.registerKey(connectorId);
        keyArn = lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.awsKeyArn!;
        moved = await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
        first = versions();
    });
    after(() => lab.close());

    const database = () => lab.sandbox.world.databasesOn(lab.clusterOcid)[0]!;
    const rings = () => [database().root, ...database().pluggable.values()];
    /** Those in use, as the databases themselves know. */
    const versions = () => rings().map((ring) => ring.versions.at(-1)!.id);
    const rotateRoot = (generation: string) =>
        databaseKey.update(moved.id, moved.outs, { ...moved.outs, rotationTriggers: { generation } });

    it("are told by MKID, with the role and the cluster that used them", async () => {
        const uses = await masterKeyUsage(keyArn);
        expect(uses.map(({ masterKeyId }) => masterKeyId)).to.have.members(first);
        for (const use of uses) {
            expect(use).to.include({ roleArn: lab.roleArn, vmClusterOcid: lab.clusterOcid, current: true });
            expect(Date.parse(use.firstUsed)).to.be.at.most(Date.parse(use.lastUsed));
        }
        expect(currentIds(await masterKeyUsage(keyArn))).to.deep.equal(first.toSorted());
    });

    it("stay current while one container of the cluster was not rotated", async () => {
        await sleep(apart);
        await rotateRoot("1");
        const [root, ...pluggable] = first;
        expect(currentIds(await masterKeyUsage(keyArn))).to.include.members([root, ...pluggable]);
        const [doubt] = await currentAmong(keyArn, [root!]);
        expect(doubt?.reason).to.match(/^no later rotation of SALES01\/\w+PDB, SALES01\/\w+PDB is known$/);
    });

    it("count as retired at once when the databases' own lists are given", async () => {
        const listedAsCurrent = versions();
        expect(currentIds(await masterKeyUsage(keyArn, { listedAsCurrent }))).to.deep.equal(listedAsCurrent.toSorted());
        expect(await currentAmong(keyArn, first, { listedAsCurrent })).to.have.lengthOf(2);
    });

    it("are retired once every container has a later one", async () => {
        for (const { pdbName } of [...lab.sandbox.world.pluggableDatabases.values()].map(({ value }) => value)) {
            const inputs = { databaseId: lab.databaseOcid, pluggableDatabase: pdbName, rotationTriggers: { a: "1" } };
            await rotatePluggable("test", { generation: 0 }, inputs);
        }
        expect(await currentAmong(keyArn, first)).to.deep.equal([]);
        expect(currentIds(await masterKeyUsage(keyArn))).to.deep.equal(versions().toSorted());
    });

    it("are looked up by a resource that shows no change until it is told to look again", async () => {
        const { id, outs } = await usage.create({ keyArn });
        expect(outs.currentMasterKeyIds).to.deep.equal(versions().toSorted());
        expect(await usage.diff(id, outs, { keyArn })).to.deep.equal({ changes: false, replaces: [] });
        await rotateRoot("2");
        expect((await usage.read(id, outs)).props).to.deep.equal(outs);
        const again = await usage.update(id, outs, { keyArn, refreshTriggers: { lookedAt: "later" } });
        expect(again.outs.currentMasterKeyIds).to.include.members(versions());
        expect(await usage.diff(id, outs, { keyArn, refreshTriggers: { lookedAt: "later" } })).to.include({
            changes: true,
        });
    });

    it("are judged in the Region of the key, wherever the stack is", async () => {
        const abroad: Record<string, string> = { "aws:region": "us-west-2" };
        useConfig({ get: (key) => abroad[key] ?? lab.sandbox.pulumiConfig[key] });
        const [current] = versions();
        const [doubt] = await currentAmong(keyArn, [current!]);
        expect(doubt?.reason).to.contain("no later rotation of SALES01");
        useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
    });

    it("that CloudTrail does not show are current right after a rotation", async () => {
        const newest = "ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9";
        const [doubt] = await currentAmong(keyArn, [newest]);
        expect(doubt?.reason).to.contain("CloudTrail shows that only after half an hour for certain");
    });

    it("of a key in use without any container that is known are all current", async () => {
        const doubts = await currentAmong(keyArn.replace("us-east-1", "us-west-2"), first);
        expect(doubts.map(({ masterKeyId }) => masterKeyId)).to.deep.equal(first.toSorted());
    });

    it("of a key in a Region without VM clusters are all current, since their users are unknown", async () => {
        const elsewhere = keyArn.replace("us-east-1", "us-west-2");
        lab.sandbox.world.audit.record({
            ...{ caller: "database", service: "kms", operation: "Decrypt", mutating: false, principal: lab.roleArn },
            ...{ status: 200, resource: elsewhere, masterKeyId: first[0]!, region: "us-west-2" },
            sessionArn: lab.roleArn,
        });
        expect(currentIds(await masterKeyUsage(elsewhere))).to.deep.equal([first[0]]);
    });
});
