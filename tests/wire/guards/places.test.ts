import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import type { Properties } from "../../../sdk/host/provider";
import { networkKmsPolicy, networkStsPolicy, policyText } from "../../../sdk/policies";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { type Lab, openLab } from "../sdk/lab";
import { judged as judgedBy } from "./watching";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const inUse = "database SALES01 of VM cluster sales";

describe("places that databases stand in", function () {
    this.timeout(60_000);
    let lab: Lab;
    let keyArn: string;

    before(async () => {
        lab = await openLab();
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
    });
    after(() => lab.close());

    /** Answers are shared for some seconds; a change of settings ends that. */
    const forget = () => useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
    beforeEach(forget);

    const network = () => lab.sandbox.world.networks.get("odbnet_sales00001")!;

    async function judged(kind: string, before: Properties, after: object) {
        const { reasons, inputs } = await judgedBy(kind, before, after);
        return { said: reasons, found: inputs.found, inputs };
    }

    describe("a document for a network", () => {
        const everybody = (Action: string, Resource: string) => ({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: "*", Action, Resource }],
        });
        const judge = (documents: Properties, before: Properties = {}) =>
            judged("network", before, { networkId: "odbnet_sales00001", ...documents });

        it("that lets the roles and keys in use through, among others, is taken", async () => {
            const stsPolicyDocument = policyText(networkStsPolicy([lab.roleArn, "arn:aws:iam::111122223333:role/crm"]));
            const kmsPolicyDocument = policyText(networkKmsPolicy([keyArn, `${keyArn.slice(0, -4)}0000`]));
            expect((await judge({ stsPolicyDocument, kmsPolicyDocument })).said).to.deep.equal([]);
            const open = JSON.stringify(everybody("kms:*", "*"));
            expect((await judge({ kmsPolicyDocument: open })).said).to.deep.equal([]);
        });

        it("that leaves them out, or denies anything of theirs, is refused with what it blocks", async () => {
            const without = policyText(networkKmsPolicy([`${keyArn.slice(0, -4)}0000`]));
            const { said } = await judge({ kmsPolicyDocument: without });
            expect(said).to.have.lengthOf(1);
            expect(said[0])
                .to.contain(`might not let its clusters use ${keyArn}`)
                .and.to.contain(inUse)
                .and.to.contain("take-a-cluster-off-aws-kms.md");
            const allowed = everybody("sts:*", "*");
            const denial = {
                ...allowed.Statement[0]!,
                Effect: "Deny",
                Condition: { Bool: { "aws:SecureTransport": "false" } },
            };
            const stsPolicyDocument = JSON.stringify({ ...allowed, Statement: [...allowed.Statement, denial] });
            expect((await judge({ stsPolicyDocument })).said[0]).to.contain(lab.roleArn);
        });

        it("that the network has already, or that is not known yet, is no change", async () => {
            network().kmsPolicyDocument = JSON.stringify({ Statement: [], Version: "2012-10-17" });
            const kmsPolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
            expect((await judge({ kmsPolicyDocument })).said).to.deep.equal([]);
            network().kmsPolicyDocument = undefined;
            expect((await judge({ kmsPolicyDocument })).said).to.have.lengthOf(1);
            expect((await judge({ kmsPolicyDocument: unknown })).said).to.deep.equal([]);
        });
    });

    describe("a network that a program made", () => {
        const made = () => {
            const { availabilityZoneId, clientSubnetCidr, backupSubnetCidr } = network().inputs;
            return { displayName: "sales-net", availabilityZoneId, clientSubnetCidr, backupSubnetCidr };
        };

        it("is known by its id from the second run on, whatever its name becomes", async () => {
            expect((await judged("network", {}, made())).found).to.equal(undefined);
            const { said, found } = await judged("network", made(), made());
            expect({ said, found }).to.deep.equal({ said: [], found: "odbnet_sales00001" });
            network().displayName = "renamed by hand";
            const { said: refused } = await judged("network", { ...made(), found }, { ...made(), displayName: "b" });
            expect(refused[0]).to.contain("ODB network odbnet_sales00001").and.to.contain(inUse);
            expect((await judged("network", made(), { ...made(), displayName: "b" })).said).to.have.lengthOf(1);
            network().displayName = "sales-net";
        });

        it("is told from one of the same name by its ranges, which two cannot share", async () => {
            const twin = { ...network(), odbNetworkId: "odbnet_twin000001", clientSubnetCidr: "10.99.0.0/24" };
            const inputs = { ...network().inputs, clientSubnetCidr: "10.99.0.0/24" };
            const all = [...lab.sandbox.world.networks];
            lab.sandbox.world.networks.clear();
            lab.sandbox.world.networks.set(twin.odbNetworkId, { ...twin, inputs });
            for (const [id, one] of all) lab.sandbox.world.networks.set(id, one);
            const { said } = await judged("network", made(), { ...made(), availabilityZoneId: "use1-az4" });
            expect(said[0]).to.contain("odbnet_sales00001");
            lab.sandbox.world.networks.delete(twin.odbNetworkId);
        });
    });

    describe("what would be made anew in another place", () => {
        const places: Record<string, { made: Properties; changes: Properties; called: string }> = {
            cluster: {
                made: { displayName: "sales", networkId: "odbnet_sales00001", cpuCoreCount: 16, sshPublicKeys: ["a"] },
                changes: { cpuCoreCount: 32, sshPublicKeys: ["b"] },
                called: "VM cluster vmc_sales00001",
            },
            infrastructure: {
                made: { displayName: "sales-infra", shape: "Exadata.X11M", storageCount: 3 },
                changes: { storageCount: 4, displayName: "other" },
                called: "Exadata infrastructure exa_sales00001",
            },
            database: {
                made: { databaseName: "SALES01", dbVersion: "19.0.0.0", dbHomeName: "home" },
                changes: { databaseName: "SALES02", dbHomeName: "other" },
                called: "database ocid1.database.",
            },
        };

        for (const [kind, { made, changes, called }] of Object.entries(places)) {
            it(`${kind}: each argument is refused by its name, and what is not known yet is not`, async () => {
                const infrastructure = lab.sandbox.world.infrastructures.get("exa_sales00001")!;
                const here = kind === "infrastructure" ? { displayName: infrastructure.displayName } : {};
                const there = kind === "database" ? { vmClusterOcid: lab.clusterOcid } : {};
                const wanted = { ...made, ...here, ...there };
                const judge = (after: Properties, found?: unknown) =>
                    judged(kind, { kind, wanted, found }, { ...wanted, ...after });

                expect((await judged(kind, {}, wanted)).said).to.deep.equal([]);
                const unchanged = await judge({});
                expect(unchanged.said).to.deep.equal([]);
                expect(unchanged.found).to.be.a("string");
                for (const [name, value] of Object.entries(changes)) {
                    for (const found of [undefined, unchanged.found]) {
                        const { said } = await judge({ [name]: value }, found);
                        expect(said).to.have.lengthOf(1);
                        expect(said[0])
                            .to.contain(called)
                            .and.to.contain(`the change of ${name}`)
                            .and.to.contain(inUse)
                            .and.to.contain("take-a-cluster-off-aws-kms.md");
                    }
                    expect((await judge({ [name]: unknown })).said).to.deep.equal([]);
                }
            });
        }

        it("a cluster that was scaled elsewhere: the program says what is there, and nothing changes", async () => {
            const { cpuCoreCount } = lab.sandbox.world.clusters.get("vmc_sales00001")!.inputs;
            const wanted = { displayName: "sales", networkId: "odbnet_sales00001", cpuCoreCount: 4 };
            const { said, found } = await judged("cluster", wanted, { ...wanted, cpuCoreCount });
            expect(said).to.deep.equal([]);
            expect(found).to.equal("vmc_sales00001");
            expect((await judged("cluster", wanted, { ...wanted, cpuCoreCount: 6 })).said).to.have.lengthOf(1);
        });

        it("a version that the home has by now is none", async () => {
            const replacing = { vmClusterOcid: lab.clusterOcid, databaseName: "SALES01", dbVersion: "19.0.0.0" };
            const judge = (dbVersion: string) => judged("database", replacing, { ...replacing, dbVersion });
            expect((await judge("19.28.0.0")).said).to.deep.equal([]);
            expect((await judge("23.0.0.0")).said).to.have.lengthOf(1);
            expect((await judge("19.27.0.0")).said).to.have.lengthOf(1);
        });

        it("is let go once no database in it uses AWS KMS", async () => {
            const [database] = lab.sandbox.world.databasesOn(lab.clusterOcid);
            const { encryptionKeyLocationDetails: details } = database!.oci.value;
            delete database!.oci.value.encryptionKeyLocationDetails;
            const { made, changes } = places.cluster!;
            const { said, found } = await judged("cluster", made, { ...made, ...changes });
            expect({ said, found }).to.deep.equal({ said: [], found: undefined });
            Object.assign(database!.oci.value, { encryptionKeyLocationDetails: details });
        });
    });
});
