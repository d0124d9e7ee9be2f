import { expect } from "chai";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { provider as networkAccess } from "../../../sdk/resources/odb-network-access/operations";
import { type Lab, openLab } from "./lab";

describe("clusters, databases and networks that the clouds change or maintain", function () {
    this.timeout(60_000);
    let lab: Lab;
    let connectorId: string;
    let registeredKeyId: string;
    const told: string[] = [];
    const { info } = console;

    before(async () => {
        lab = await openLab();
        await lab.associate();
        const { vmClusterArn, clusterOcid: vmClusterOcid, compartmentId, roleArn } = lab;
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        connectorId = String(outs.connectorId);
        registeredKeyId = await lab.registerKey(connectorId);
        lab.allowReading();
        console.info = (text: string) => void told.push(text);
    });
    beforeEach(() => told.splice(0));
    after(async () => {
        console.info = info;
        await lab.close();
    });

    const cluster = () => lab.sandbox.world.clusters.get("vmc_sales00001")!;
    const database = () => lab.sandbox.world.databasesOn(lab.clusterOcid)[0]!;
    const network = () => lab.sandbox.world.networks.get("odbnet_sales00001")!;
    const onKey = () => ({ vmClusterOcid: lab.clusterOcid, databaseName: "SALES01", registeredKeyId });
    /** Whether something had ended before its cause ended. */
    async function early(work: () => Promise<unknown>, end: () => void): Promise<boolean> {
        let isDone = false;
        const working = work().then(() => {
            isDone = true;
        });
        await new Promise((resolve) => setTimeout(resolve, 300));
        const was = isDone;
        end();
        await working;
        return was;
    }

    it("the key store of a cluster waits for its maintenance, once, and says for what", async () => {
        const { value } = cluster().twin!;
        value.lifecycleState = "MAINTENANCE_IN_PROGRESS";
        const inputs = { vmClusterOcid: lab.clusterOcid, connectorId };
        expect(
            await early(
                () => keyStore.create(inputs),
                () => (value.lifecycleState = "AVAILABLE"),
            ),
        ).to.equal(false);
        expect(told).to.deep.equal([
            `VM cluster ${lab.clusterOcid} is MAINTENANCE_IN_PROGRESS: waiting until it is AVAILABLE, to make AWS KMS its key store`,
        ]);
        value.lifecycleState = "MAINTENANCE_IN_PROGRESS";
        expect((await keyStore.create(inputs)).outs).to.include({ wasAlreadyEnabled: true });
        value.lifecycleState = "AVAILABLE";
    });

    for (const state of ["BACKUP_IN_PROGRESS", "UPGRADING"] as const) {
        it(`a database that is ${state} is moved and rotated after that, and taken as it is at once`, async () => {
            const { value } = database().oci;
            delete value.encryptionKeyLocationDetails;
            value.lifecycleState = state;
            const release = () => (value.lifecycleState = "AVAILABLE");
            expect(await early(() => databaseKey.create(onKey()), release)).to.equal(false);
            expect(told).to.deep.equal([
                `database SALES01 is ${state}: waiting until it is AVAILABLE, to move its key to AWS KMS`,
            ]);
            value.lifecycleState = state;
            const { id, outs } = await databaseKey.create(onKey());
            expect(outs).to.include({ previousKeyLocation: "AWS KMS" });
            expect((await databaseKey.read(id, outs)).props).to.deep.equal(outs);
            told.splice(0);
            const rotate = () => databaseKey.update(id, outs, { ...onKey(), rotationTriggers: { state } });
            expect(await early(rotate, release)).to.equal(false);
            expect(told).to.deep.equal([
                `database SALES01 is ${state}: waiting until it is AVAILABLE, to rotate its key`,
            ]);
        });
    }

    it("a database that FAILED is refused", async () => {
        const { value } = database().oci;
        value.lifecycleState = "FAILED";
        const refused = await databaseKey.create(onKey()).catch((error: Error) => error.message);
        value.lifecycleState = "AVAILABLE";
        expect(refused).to.contain("database SALES01 is FAILED");
    });

    it("a network with access is taken as it is, shows no drift, and is waited for where it lacks access", async () => {
        const inputs = { odbNetworkId: "odbnet_sales00001" };
        for (const checkOnly of [true, false]) {
            network().status = "UPDATING";
            const { id, outs } = await networkAccess.create({ ...inputs, checkOnly });
            expect(outs).to.include({ status: "UPDATING" });
            const { props } = await networkAccess.read(id, outs);
            expect((await networkAccess.diff(id, props!, { ...inputs, checkOnly })).changes).to.equal(false);
        }
        network().kmsAccess = "DISABLED";
        const enable = () => networkAccess.create(inputs);
        expect(await early(enable, () => (network().status = "AVAILABLE"))).to.equal(false);
        expect(told[0]).to.contain("is UPDATING: waiting until it is AVAILABLE, to switch on its access");
        expect(network().kmsAccess).to.equal("ENABLED");
    });
});
