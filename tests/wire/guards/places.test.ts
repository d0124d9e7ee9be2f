import { expect } from "chai";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { provider as guard } from "../../../sdk/guards/change-guard";
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
            const moved = { ...made(), availabilityZoneId: "use1-az4" };
            const { said: refused } = await judged("network", { ...made(), found }, moved);
            expect(refused[0]).to.contain("ODB network odbnet_sales00001").and.to.contain(inUse);
            expect((await judged("network", made(), moved)).said).to.have.lengthOf(1);
            network().displayName = "sales-net";
        });

        it("that was renamed elsewhere: the program says the name that is there, and no other one", async () => {
            const renamed = (displayName: string) => judged("network", made(), { ...made(), displayName });
            network().displayName = "renamed";
            expect(await renamed("renamed")).to.deep.include({ said: [], found: "odbnet_sales00001" });
            expect((await renamed("b")).said).to.deep.equal([
                "ODB network odbnet_sales00001: displayName is renamed, not b as in the program, and the native provider cannot " +
                    "change it; change it in the console of OCI or of Oracle Database@AWS first, or give the live value in the program",
            ]);
            network().displayName = "sales-net";
            const left = { ...made(), displayName: "other", defaults: ["displayName"] };
            expect((await judged("network", made(), left)).said).to.deep.equal([]);
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
                made: { displayName: "sales", networkId: "odbnet_sales00001", hostnamePrefix: "sales" },
                changes: { networkId: "odbnet_other00001", hostnamePrefix: "hr" },
                called: "VM cluster vmc_sales00001",
            },
            infrastructure: {
                made: { displayName: "sales-infra", shape: "Exadata.X11M", databaseServerType: "X11M" },
                changes: { shape: "Exadata.X9M", databaseServerType: "X12M" },
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

    describe("what the clouds change while a place goes on", () => {
        const cluster = () => lab.sandbox.world.clusters.get("vmc_sales00001")!;
        const infrastructure = () => lab.sandbox.world.infrastructures.get("exa_sales00001")!;
        /** What a program says of the place as it is, under the names of the components. */
        const there = (kind: string): Properties => {
            if (kind === "infrastructure") {
                const { computeCount, storageCount, availabilityZoneId } = infrastructure().inputs;
                return { displayName: infrastructure().displayName, computeCount, storageCount, availabilityZoneId };
            }
            const { cpuCoreCount, dataStorageSizeInTBs, licenseModel, giVersion, sshPublicKeys } = cluster().inputs;
            return {
                displayName: cluster().displayName,
                networkId: "odbnet_sales00001",
                cpuCoreCount,
                dataStorageSizeInTbs: dataStorageSizeInTBs,
                licenseModel,
                giVersion: `${String(giVersion).split(".")[0]}.0.0.0`,
                sshPublicKeys: [...(sshPublicKeys as string[])].sort(),
            };
        };
        const others: Record<string, Properties> = {
            cluster: {
                cpuCoreCount: 48,
                dataStorageSizeInTbs: 77,
                licenseModel: "BRING_YOUR_OWN_LICENSE",
                giVersion: "26.0.0.0",
                sshPublicKeys: ["ssh-ed25519 AAAA new"],
                displayName: "renamed",
            },
            infrastructure: { computeCount: 7, storageCount: 9, displayName: "renamed" },
        };

        for (const [kind, values] of Object.entries(others)) {
            for (const [name, other] of Object.entries(values)) {
                it(`${kind}: ${name} that the program says as it is by now is no change`, async () => {
                    const now = there(kind);
                    const found = kind === "cluster" ? "vmc_sales00001" : "exa_sales00001";
                    const before = { kind, wanted: { ...now, [name]: other }, found };
                    const followed = await judged(kind, before, now);
                    expect(followed).to.include({ found }).and.to.have.property("said").that.is.empty;
                });

                it(`${kind}: ${name} that is not there is refused, in use or not, and tells where to change it`, async () => {
                    const now = there(kind);
                    const databases = lab.sandbox.world.databases;
                    const all = [...databases];
                    for (const isInUse of [true, false]) {
                        if (!isInUse) databases.clear();
                        forget();
                        const { said } = await judged(kind, now, { ...now, [name]: other });
                        expect(said).to.have.lengthOf(1);
                        expect(said[0])
                            .to.match(new RegExp(`${name} is .*and the native provider cannot change it`))
                            .and.to.contain("in the console of OCI or of Oracle Database@AWS")
                            .and.not.to.contain("another one in its place");
                    }
                    for (const [id, database] of all) databases.set(id, database);
                });
            }
        }

        it("a program that stands still is told once a run, and refused nothing", async () => {
            const warnings: string[] = [];
            const { warn } = console;
            console.warn = (text: string) => void warnings.push(text);
            const now = there("cluster");
            const before = { ...now, cpuCoreCount: 2, sshPublicKeys: ["ssh-ed25519 AAAA old"] };
            const { said, found } = await judged("cluster", before, before);
            console.warn = warn;
            expect({ said, found }).to.deep.equal({ said: [], found: "vmc_sales00001" });
            expect(warnings.join("\n"))
                .to.contain(`cpuCoreCount is ${now.cpuCoreCount}, not 2 as in the program`)
                .and.to.contain("sshPublicKeys is not the list in the program")
                .and.not.to.contain("AAAA");
        });

        it("a cluster that FAILED is made anew once it is deleted", async () => {
            const now = there("cluster");
            cluster().status = "FAILED";
            forget();
            const { said } = await judged("cluster", now, { ...now, cpuCoreCount: 48 });
            cluster().status = "AVAILABLE";
            expect(said[0]).to.contain("FAILED: delete it in the console");
            const gone = await judged("cluster", { ...now, displayName: "gone" }, { ...now, displayName: "other" });
            expect(gone.said).to.deep.equal([]);
        });

        it("a default name that follows the name of the component asks for nothing", async () => {
            for (const [kind, member] of [
                ["cluster", "displayName"],
                ["infrastructure", "displayName"],
                ["database", "dbHomeName"],
            ] as const) {
                const known = { vmClusterOcid: lab.clusterOcid, databaseName: "SALES01", dbHomeName: "sales-home" };
                const now = kind === "database" ? known : there(kind);
                const renamed = { ...now, [member]: "other", defaults: [member] };
                expect((await judged(kind, { ...now, defaults: [member] }, renamed)).said).to.deep.equal([]);
                expect((await judged(kind, now, { ...now, [member]: "other" })).said).to.have.lengthOf(1);
            }
        });

        it("an ARN in the place of the id of the same network is no change, and another one is", async () => {
            const now = there("cluster");
            const arn = network().odbNetworkArn;
            expect((await judged("cluster", now, { ...now, networkId: arn })).said).to.deep.equal([]);
            expect((await judged("cluster", { ...now, networkId: arn }, now)).said).to.deep.equal([]);
            const other = arn.replace("sales", "other");
            expect((await judged("cluster", now, { ...now, networkId: other })).said[0]).to.contain(inUse);
        });

        it("a new association, cluster or database waits until its place is left alone, and says for what", async () => {
            const { clusterOcid, vmClusterArn } = lab;
            const told: string[] = [];
            const { info } = console;
            console.info = (text: string) => void told.push(text);
            const waits = async (kind: string, wanted: object, begin: () => void, end: () => void) => {
                const { inputs } = await judged(kind, {}, wanted);
                begin();
                let isMade = false;
                const making = guard.create(inputs).then(() => {
                    isMade = true;
                });
                await new Promise((resolve) => setTimeout(resolve, 300));
                const early = isMade;
                end();
                await making;
                expect(early, kind).to.equal(false);
            };
            const { roles, twin } = cluster();
            await waits(
                "identity",
                {
                    vmClusterArn,
                    vmClusterOcid: clusterOcid,
                    oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/x",
                },
                () => Object.assign(cluster(), { roles: [], status: "MAINTENANCE_IN_PROGRESS" }),
                () => Object.assign(cluster(), { roles, status: "AVAILABLE" }),
            );
            const infrastructureId = infrastructure().cloudExadataInfrastructureArn;
            await waits(
                "cluster",
                { displayName: "new", networkId: "odbnet_sales00001", infrastructureId },
                () => Object.assign(infrastructure(), { status: "UPDATING" }),
                () => Object.assign(infrastructure(), { status: "AVAILABLE" }),
            );
            await waits(
                "database",
                { vmClusterOcid: clusterOcid, databaseName: "NEW01", dbVersion: "19.0.0.0" },
                () => Object.assign(twin!.value, { lifecycleState: "MAINTENANCE_IN_PROGRESS" }),
                () => Object.assign(twin!.value, { lifecycleState: "AVAILABLE" }),
            );
            console.info = info;
            expect(told).to.deep.equal([
                `VM cluster ${vmClusterArn} is MAINTENANCE_IN_PROGRESS: waiting until it is AVAILABLE, to associate its role`,
                `Exadata infrastructure ${infrastructureId} is UPDATING: waiting until it is AVAILABLE, to create the VM cluster`,
                `VM cluster ${clusterOcid} is MAINTENANCE_IN_PROGRESS: waiting until it is AVAILABLE, to create the database`,
            ]);
        });
    });
});
