import { KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { keyPolicy, policyText } from "../../../sdk/policies";
import { provider as discovery } from "../../../sdk/resources/aws-key-discovery/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { failure } from "../../unit/sdk/failure";
import { type Lab, openLab } from "./lab";

const operation = "CreateMultiCloudResourceDiscovery";

describe("a discovery of keys", function () {
    this.timeout(60_000);
    let lab: Lab;
    let kms: KMSClient;
    let inputs: { keyArn: string; connectorId: string; compartmentId: string; displayName: string };

    before(async () => {
        lab = await openLab();
        await lab.associate();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const connectorId = String(
            (await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn })).outs.connectorId,
        );
        const registeredKeyId = await lab.registerKey(connectorId);
        const keyArn = lab.sandbox.world.awsKeys.get(registeredKeyId)!.value.awsKeyArn!;
        kms = new KMSClient({ endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" });
        inputs = { keyArn, connectorId, compartmentId, displayName: "tde" };
    });
    after(async () => {
        kms.destroy();
        await lab.close();
    });
    beforeEach(() => lab.forget());

    /** Whether the role may describe the key. */
    async function letDescribe(allowed: boolean): Promise<void> {
        const { accountId } = lab.sandbox.world.settings;
        const document = keyPolicy({ accountId, userRoleArns: allowed ? [lab.roleArn] : [] });
        const policy = new PutKeyPolicyCommand({ KeyId: inputs.keyArn, Policy: policyText(document) });
        await kms.send(policy);
    }

    it("looks anew until the key is found, and leaves no record of a vain look behind", async () => {
        await letDescribe(false);
        const before = lab.sandbox.world.discoveries.size;
        const made = discovery.create(inputs);
        while (lab.calls(operation) < 2) await new Promise((resolve) => setTimeout(resolve, 10));
        await letDescribe(true);
        const { id, outs } = await made;
        expect((outs.keys as { arn: string }[]).map(({ arn }) => arn)).to.deep.equal([inputs.keyArn]);
        expect(lab.calls(operation)).to.be.at.least(2);
        while (lab.sandbox.world.discoveries.size > before + 1) await new Promise((resolve) => setTimeout(resolve, 10));
        expect([...lab.sandbox.world.discoveries.keys()]).to.include(id);
    });

    it("that ends in another way is an error with the service's words, and the next one is a run of its own", async () => {
        lab.sandbox.world.faults.set({ operation, failWorkRequest: "The agent stopped" });
        const message = await failure(discovery.create(inputs));
        expect(message)
            .to.match(/ended as FAILED \(The agent stopped/)
            .and.to.contain("look at the identity connector");
        await discovery.create(inputs);
        expect(lab.calls(operation)).to.equal(2);
    });

    it("waits for a connector that is busy", async () => {
        const error = { status: 409, code: "IncorrectState", message: "busy" };
        lab.sandbox.world.faults.set({ operation, error, times: 2 });
        await discovery.create(inputs);
        expect(lab.calls(operation)).to.equal(3);
    });

    it("is made anew for another key or connector, and moved and renamed in place", async () => {
        const { id, outs } = await discovery.create({ ...inputs, definedTags: { "operations.costCenter": "42" } });
        const found = () => lab.sandbox.world.discoveries.get(id)!.value;
        expect(found().definedTags).to.deep.equal({ operations: { costCenter: "42" } });
        const diff = (change: object) => discovery.diff(id, outs, { ...inputs, ...change });
        for (const change of [{ keyArn: `${inputs.keyArn}2` }, { connectorId: "other" }, { allKeys: true }]) {
            expect((await diff(change)).replaces).to.deep.equal(Object.keys(change));
        }
        const news = { ...inputs, displayName: "sales" };
        expect(await diff(news)).to.deep.equal({ changes: true, replaces: [] });
        lab.forget();
        const renamed = (await discovery.update(id, outs, news)).outs;
        expect(renamed.keys).to.deep.equal(outs.keys);
        expect(found()).to.include({ displayName: "sales" }).and.to.deep.include({ definedTags: {} });
        expect(lab.calls(operation)).to.equal(0);
        expect(lab.calls("ChangeMultiCloudResourceDiscoveryCompartment")).to.equal(0);
        const { inputs: read } = await discovery.read(id, renamed);
        expect((await discovery.diff(id, renamed, read!)).changes).to.equal(false);
        await discovery.delete(id, renamed);
        expect(lab.sandbox.world.discoveries.has(id)).to.equal(false);
        await discovery.delete(id, renamed);
    });
});
