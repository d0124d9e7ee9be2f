import { expect } from "chai";
import * as exa from "../../../components";
import { known, record, settle } from "../../support/mocks";

const cluster = "ocid1.cloudvmcluster.oc1.iad.aaaa";
const compartmentId = "ocid1.compartment.oc1..aaaa";
const connectorId = "ocid1.oracledbawsconnector.oc1.iad.aaaa";
const registeredKeyId = "ocid1.oracledbawskey.oc1.iad.aaaa";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";
const otherArn = "arn:aws:kms:us-east-1:111122223333:key/00000000-a006-4302-92d5-48ecca31d48e";
const dynamic = "pulumi-nodejs:dynamic/exadata-aws-kms:";
const awsKey = "oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey";
const home = "oci:Database/dbHome:DbHome";

/** The message that a construction ends with. */
function refusal(construct: () => unknown): string {
    record();
    try {
        construct();
    } catch (error) {
        return (error as Error).message;
    }
    return "";
}

const newDatabase = { vmClusterOcid: cluster, databaseName: "CRM01", dbVersion: "19.0.0.0", registeredKeyId };

describe("options of the components", () => {
    const refused: [what: string, construct: () => unknown, says: string][] = [
        [
            "a document for a network that is not to be modified",
            () => new exa.OdbNetwork("net", { existing: { id: "odbnet_1", stsPolicyDocument: "{}" } }),
            "existing.stsPolicyDocument",
        ],
        [
            "an existing policy together with a search for one",
            () =>
                new exa.AwsKeyReadPolicy("keys", {
                    compartmentIds: [compartmentId],
                    existing: { id: "ocid1.policy.oc1..aaaa" },
                    adopt: true,
                }),
            "both `existing` and creation arguments (adopt)",
        ],
        [
            "a kind of discovery that there is not",
            () =>
                new exa.KeyRegistration("tde", {
                    keyArn,
                    connectorId,
                    compartmentId,
                    discovery: "keys" as exa.KeyDiscovery,
                }),
            'did you mean "key"?',
        ],
        [
            "an existing registration together with what to register",
            () => new exa.KeyRegistration("tde", { keyArn, existing: { registeredKeyId } }),
            "both `existing` and creation arguments",
        ],
        [
            "PDBs by name together with all of them",
            () =>
                new exa.EncryptedDatabase("db", {
                    ...newDatabase,
                    dbVersion: "19.0.0.0",
                    pluggableDatabases: { HRPDB: {} },
                    allPluggableDatabases: {},
                }),
            "allPluggableDatabases",
        ],
        [
            "a new database without a name",
            () => new exa.EncryptedDatabase("db", { ...newDatabase, databaseName: "" }),
            "databaseName",
        ],
    ];
    for (const [what, construct, says] of refused) {
        it(`refuse ${what}`, () => {
            expect(refusal(construct)).to.contain(says);
        });
    }

    it("refuse passwords against the rule, each with what is wrong, and never repeat them", () => {
        const wrong: Record<string, string> = {
            "AAbb_#12": "has 8 characters",
            aaaa_bbbb_1111: "upper-case letters",
            AAAA_BBBB_1111: "lower-case letters",
            AAAA_bbbb_cccc: "digits",
            AAAAbbbb1111: '"_", "#" and "-"',
            AAbb11__$$: "not allowed",
        };
        for (const [adminPassword, says] of Object.entries(wrong)) {
            const message = refusal(() => new exa.EncryptedDatabase("db", { ...newDatabase, adminPassword }));
            expect(message).to.contain(says).and.not.to.contain(adminPassword);
        }
        const right = () => new exa.EncryptedDatabase("db", { ...newDatabase, adminPassword: "AAbb11_#x" });
        expect(refusal(right)).to.equal("");
    });

    it("a new database is made on the key from the start, with a password of its own", async () => {
        const registered = record({
            resources: { [home]: () => ({ database: { id: "ocid1.database.oc1.iad.aaaa" } }) },
        });
        new exa.EncryptedDatabase("crm", { ...newDatabase, pluggableDatabaseName: "CRMPDB" });
        await settle();
        const made = registered.find(({ type }) => type === home)!.inputs;
        expect(made).to.include({ source: "VM_CLUSTER_NEW", vmClusterId: cluster, dbVersion: "19.0.0.0" });
        // The whole member is secret, for the password in it.
        expect((made.database as { value: object }).value).to.deep.include({
            dbName: "CRM01",
            pdbName: "CRMPDB",
            encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId: registeredKeyId },
        });
        const rule = registered.find(({ type }) => type === "random:index/randomPassword:RandomPassword")!.inputs;
        expect(rule).to.include({ minUpper: 2, minLower: 2, minNumeric: 2, minSpecial: 2, overrideSpecial: "_#-" });
        const key = registered.find(({ type }) => type === `${dynamic}DatabaseKey`)!.inputs;
        expect(key).to.include({ databaseId: "ocid1.database.oc1.iad.aaaa", registeredKeyId });
    });

    it("a discovery of all keys tells every one of them, and none is made where that is not wanted", async () => {
        const found = { arn: otherArn, name: "other", region: "us-east-1", properties: {} };
        const discovery = `${dynamic}AwsKeyDiscovery`;
        const registered = record({ resources: { [discovery]: () => ({ keys: [found] }) } });
        const key = { keyArn, connectorId, compartmentId, freeformTags: { team: "dba" } };
        const entry = new exa.KeyRegistration("all", { ...key, discovery: exa.KeyDiscovery.All });
        new exa.KeyRegistration("one", { ...key });
        new exa.KeyRegistration("none", { ...key, discovery: exa.KeyDiscovery.None });
        expect(await known(entry.discoveredKeys)).to.deep.equal([found]);
        await settle();
        const made = registered.filter(({ type }) => type === discovery);
        expect(made.map(({ name, inputs }) => `${name} ${inputs.allKeys ?? false}`).sort()).to.deep.equal([
            "all true",
            "one false",
        ]);
        for (const type of [discovery, awsKey]) {
            const { inputs } = registered.find((resource) => resource.type === type)!;
            expect(inputs.freeformTags).to.deep.equal({ team: "dba" });
        }
    });

    it("a registration that exists is used, and nothing is discovered or registered", async () => {
        const registered = record();
        const entry = new exa.KeyRegistration("tde", {
            existing: { registeredKeyId },
            refreshTriggers: { policy: "1" },
        });
        expect(await known(entry.registeredKeyId)).to.equal(registeredKeyId);
        expect(registered.map(({ type }) => type).filter((type) => !type.startsWith("exadata-aws-kms:"))).to.deep.equal(
            [`${dynamic}ChangeGuard`, `${dynamic}AwsKeyRefresh`],
        );
    });

    it("a connector of one's own is derived from cluster and provider, and made before the association", async () => {
        const registered = record();
        new exa.ClusterIdentity("sales", {
            vmClusterArn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
            vmClusterOcid: cluster,
            compartmentId,
            oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/idcs-1.identity.oraclecloud.com",
            connector: {},
        });
        await settle();
        const types = registered.map(({ type }) => type);
        const connector = registered.find(({ type }) => type.includes("IdentityConnector:"))!;
        expect(connector.inputs).to.deep.include({
            resourceId: cluster,
            compartmentId,
            issuerUrl: "https://idcs-1.identity.oraclecloud.com",
            oidcScope: "DBMC/aws",
            awsLocation: "us-east-1",
        });
        expect(types.indexOf(connector.type)).to.be.lessThan(
            types.indexOf("aws:odb/iamRoleAssociation:IamRoleAssociation"),
        );
    });

    it("an existing network is modified only when that is asked for", async () => {
        const registered = record();
        new exa.OdbNetwork("net", { existing: { id: "odbnet_1", enableAccess: true, kmsPolicyDocument: "{}" } });
        await settle();
        const access = registered.find(({ type }) => type === `${dynamic}OdbNetworkAccess`)!;
        expect(access.inputs).to.include({ odbNetworkId: "odbnet_1", kmsPolicyDocument: "{}" });
        expect(registered.some(({ type }) => type === "aws:odb/network:Network")).to.equal(false);
    });

    it("statements that are to be adopted are looked for once a compartment, and no policy is made beside them", async () => {
        const holders = [{ compartmentId, policyId: "ocid1.policy.oc1..aaaa", policyName: "keys" }];
        const registered = record({ resources: { [`${dynamic}KeyReadStatements`]: () => ({ holders }) } });
        const policy = new exa.AwsKeyReadPolicy("keys", {
            compartmentIds: [compartmentId, compartmentId],
            adopt: true,
        });
        expect(await known(policy.policyId)).to.equal("ocid1.policy.oc1..aaaa");
        const found = registered.find(({ type }) => type === `${dynamic}KeyReadStatements`)!;
        expect(found.inputs).to.deep.include({ compartmentIds: [compartmentId], policyName: "keys" });
        expect(registered.some(({ type }) => type === "oci:Identity/policy:Policy")).to.equal(false);
    });

    it("an estate names what is wrong with a database that it is to create", () => {
        const databases = [{ name: "CRM01", key: "tde", create: { dbVersion: "", pluggableDatabaseName: "PDB$SEED" } }];
        const clusters = [{ name: "sales", vmCluster: { existing: { id: "vmc_4k2p0wz1ab" } }, databases }];
        const message = refusal(
            () => new exa.ExadataKeyManagement("prod", { keys: [{ name: "tde", alias: "exadata/tde" }], clusters }),
        );
        expect(message)
            .to.contain("clusters[0].databases[0].create.dbVersion")
            .and.to.contain("clusters[0].databases[0].create.pluggableDatabaseName");
    });
});
