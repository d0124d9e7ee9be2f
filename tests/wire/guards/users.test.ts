import { CreateKeyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { provider as useGuard } from "../../../sdk/guards/use-guard";
import { currentAmong } from "../../../sdk/usage/master-key-versions";
import { usageOfConnector } from "../../../sdk/usage/usage-of";
import { Estate, set } from "../chain/estate";
import { refusals } from "./watching";

/** What AWS and OCI leave out says nothing: whoever may use a thing counts. */
describe("databases whose clouds do not tell all of them", function () {
    this.timeout(60_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const home = { region: "us-east-1", accountId: "111122223333" };
    const leaving = async (subject: object) => {
        estate.forget();
        return (await useGuard.check({ subjects: [subject], home }, { subjects: [] })).failures
            .map(({ reason }) => reason)
            .join("\n");
    };
    const isReadable = async () => (await estate.lab.sandbox.exadata.inspect())[0]!.readable;
    const own = () => ({ accountId: "111122223333", keyArn: estate.keyArn, userRoleArns: [estate.lab.roleArn] });
    const taken = () => refusals("key", own(), { ...own(), userRoleArns: [] });

    /** All that is taken from a role or a key when it leaves. */
    const subjects: Record<string, () => object> = {
        role: () => ({ kind: "role", roleArn: estate.lab.roleArn }),
        association: () => ({
            kind: "association",
            roleArn: estate.lab.roleArn,
            vmClusterArn: estate.cluster.cloudVmClusterArn,
        }),
        grant: () => ({ kind: "grant", keyArn: estate.keyArn, roleArn: estate.lab.roleArn }),
        "OIDC provider": () => ({ kind: "oidcProvider", providerArn: estate.providerArn }),
        key: () => ({ kind: "key", keyArn: estate.keyArn }),
        connector: () => ({ kind: "connector", connectorId: estate.connector.id }),
        network: () => ({ kind: "network", networkId: "odbnet_sales00001" }),
        cluster: () => ({ kind: "cluster", vmClusterArn: estate.cluster.cloudVmClusterArn }),
    };

    describe("where AWS lists no association, and the connector has the role", () => {
        let undo: () => unknown;
        before(() => {
            undo = set(estate.cluster, { roles: [] });
        });
        after(() => undo());

        it("the database is open", async () => expect(await isReadable()).to.equal(true));

        for (const [name, subject] of Object.entries(subjects)) {
            it(`the ${name} does not leave`, async () => {
                expect(await leaving(subject())).to.contain("is in use: without it database SALES01");
            });
        }

        it("the key keeps the role", async () => {
            expect(await taken()).to.contain(`Encrypt or Decrypt from ${estate.lab.roleArn}`);
        });

        it("the network keeps the way to the role", async () => {
            const network = { networkId: "odbnet_sales00001", stsAccess: "ENABLED" };
            const Resource = "arn:aws:iam::111122223333:role/x";
            const allow = { Effect: "Allow", Principal: "*", Action: "sts:AssumeRoleWithWebIdentity", Resource };
            const stsPolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [allow] });
            expect(await refusals("network", network, { ...network, stsPolicyDocument })).to.contain(
                estate.lab.roleArn,
            );
        });

        it("the provider keeps issuer and audience", async () => {
            const issuerUrl = `https://${estate.providerArn.split("/")[1]}`;
            const provider = { issuerUrl, audiences: ["DBMC/"] };
            for (const change of [{ issuerUrl: "https://other" }, { audiences: ["x"] }]) {
                expect(await refusals("oidcProvider", provider, { ...provider, ...change })).to.contain("SALES01");
            }
        });

        it("a version that its role uses is not taken for one of nobody", async () => {
            const [{ masterKeyId = "" } = {}] = await estate.lab.sandbox.exadata.inspect();
            const [found] = await currentAmong(estate.keyArn, [masterKeyId]);
            expect(found?.reason).to.match(/SALES01/);
        });

        it("and OCI does not show the connector, nothing of a role is judged", async () => {
            const { world } = estate.lab.sandbox;
            const all = [...world.connectors];
            world.connectors.clear();
            for (const name of ["role", "grant", "OIDC provider"]) {
                expect(await leaving(subjects[name]!()), name).to.match(
                    /cannot find out whether databases use it: AWS lists no role of VM cluster sales, and OCI shows no identity connector/,
                );
            }
            estate.forget();
            expect(await taken()).to.contain("nobody can tell which role its databases use");
            for (const [id, connector] of all) world.connectors.set(id, connector);
        });

        it("nor the role of a connector, nobody has it", async () => {
            const none = set(estate.connector, { serviceRoleDetails: [] });
            expect(await leaving(subjects.role!())).to.equal("");
            none();
        });
    });

    it("asks no connector of a cluster whose databases are in the wallet, and lists those of a compartment once", async () => {
        estate.lab.forget();
        await Promise.all(["role", "grant", "OIDC provider"].map((name) => leaving(subjects[name]!())));
        expect(estate.lab.calls("GetOracleDbAwsIdentityConnector")).to.equal(0);
        const database = estate.lab.sandbox.world.databases.get(estate.lab.databaseOcid)!.oci.value;
        const undo = set(database, { lifecycleState: "TERMINATED" });
        estate.forget();
        estate.lab.forget();
        await leaving({ kind: "role", roleArn: `${estate.lab.roleArn}-2` });
        expect(estate.lab.calls("ListOracleDbAwsIdentityConnectors")).to.equal(0);
        undo();
    });

    describe("where OCI does not tell which key one has", () => {
        const ways: Record<string, { damage(): () => unknown; words: RegExp }> = {
            "of a registered key that names none": {
                damage: () => {
                    const { registeredKey } = estate;
                    const { awsKeyArn } = registeredKey;
                    delete registeredKey.awsKeyArn;
                    return () => Object.assign(registeredKey, { awsKeyArn });
                },
                words: /OCI does not tell which KMS key ocid1\.\S+ is, the registered key of database SALES01/,
            },
            "of a database that names no registered key": {
                damage: () => {
                    const database = estate.lab.sandbox.world.databases.get(estate.lab.databaseOcid)!.oci.value;
                    return set(database, { encryptionKeyLocationDetails: { providerType: "AWS" } as never });
                },
                words: /OCI does not tell which registered key database SALES01 \(ocid1\.\S+\) uses/,
            },
        };
        for (const [way, { damage, words }] of Object.entries(ways)) {
            it(`${way}, each key may be the one`, async () => {
                const undo = damage();
                try {
                    const policy = await refusals("network", { networkId: "odbnet_sales00001" }, shut());
                    expect(policy, "network").to.match(words);
                    estate.forget();
                    expect(await taken(), "change").to.match(words);
                    const store = { kind: "customKeyStore", customKeyStoreId: "cks-1234" };
                    for (const subject of [subjects.key!(), subjects.grant!(), store]) {
                        expect(await leaving(subject), JSON.stringify(subject)).to.match(words);
                    }
                } finally {
                    undo();
                }
            });
        }

        const shut = () => {
            const Statement = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: `${estate.keyArn}0` };
            return { networkId: "odbnet_sales00001", kmsPolicyDocument: JSON.stringify({ Statement }) };
        };

        it("the way to all keys may be opened all the same", async () => {
            const { registeredKey, network } = estate;
            const { awsKeyArn } = registeredKey;
            delete registeredKey.awsKeyArn;
            const closed = set(network, { kmsAccess: "DISABLED" as never });
            const { networkId } = shut();
            expect(await refusals("network", { networkId }, { networkId, kmsAccess: "ENABLED" })).to.equal("");
            expect(await refusals("network", { networkId }, { ...shut(), kmsAccess: "ENABLED" })).to.equal("");
            closed();
            Object.assign(registeredKey, { awsKeyArn });
        });
    });

    it("a cluster whose network AWS does not tell may be in any", async () => {
        const { odbNetworkId } = estate.cluster;
        Object.assign(estate.cluster, { odbNetworkId: undefined });
        expect(await leaving({ kind: "network", networkId: "odbnet_other" })).to.contain(
            "cannot find out whether databases use it: AWS does not tell the networkId of VM cluster sales",
        );
        Object.assign(estate.cluster, { odbNetworkId });
    });

    it("a connector is in use by what names it, where OCI does not tell its cluster", async () => {
        const { resourceId } = estate.connector;
        Object.assign(estate.connector, { resourceId: undefined });
        const found = await usageOfConnector(estate.connector.id, "us-east-1");
        Object.assign(estate.connector, { resourceId });
        expect(found.map(({ name }) => name)).to.deep.equal(["SALES01"]);
    });

    it("a role of another account is in use, although IAM here has none of that name", async () => {
        const roleArn = "arn:aws:iam::999988887777:role/sales-elsewhere";
        const roles = estate.cluster.roles.map((role) => ({ ...role, iamRoleArn: roleArn }));
        const undo = set(estate.cluster, { roles });
        expect(await leaving({ kind: "role", roleArn })).to.contain("is in use: without it database SALES01");
        undo();
    });

    it("another key is in use by nobody", async () => {
        const { KeyMetadata } = await estate.kms.send(new CreateKeyCommand({}));
        expect(await leaving({ kind: "key", keyArn: KeyMetadata?.Arn })).to.equal("");
    });
});
