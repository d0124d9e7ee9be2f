import { expect } from "chai";
import * as exa from "../../../components";
import { type Answers, known, record, settle } from "../../support/mocks";
import { answers as wholeClouds, wholeEstate } from "./whole-estate";

const ociUrl = (cluster: string) =>
    `https://cloud.oracle.com/dbaas/cloudVmClusters/ocid1.cloudvmcluster.oc1.iad.${cluster}?region=us-ashburn-1&tenant=sandbox&compartmentId=ocid1.compartment.oc1..aaaa`;
const domain = {
    identityDomainUrl: "https://idcs-1.identity.oraclecloud.com:443",
    issuerUrl: "https://idcs-1.identity.oraclecloud.com",
    tenancyId: "ocid1.tenancy.oc1..aaaa",
    compartmentId: "ocid1.compartment.oc1..aaaa",
};
const answers: Answers = {
    calls: {
        "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "111122223333" },
        "aws:odb/getCloudVmCluster:getCloudVmCluster": {
            id: "vmc_4k2p0wz1ab",
            arn: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
            ocid: "ocid1.cloudvmcluster.oc1.iad.sales",
            ociUrl: ociUrl("sales"),
            status: "AVAILABLE",
            odbNetworkId: "odbnet_4k2p0wz1ab",
        },
        "aws:odb/getNetwork:getNetwork": {
            id: "odbnet_4k2p0wz1ab",
            arn: "arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_4k2p0wz1ab",
            status: "AVAILABLE",
            managedServices: [{ stsAccesses: [{ status: "ENABLED" }], kmsAccesses: [{ status: "ENABLED" }] }],
        },
    },
    resources: {
        "pulumi-nodejs:dynamic/exadata-aws-kms:OnboardingStatus": () => domain,
        "pulumi-nodejs:dynamic/exadata-aws-kms:IdentityConnectorGate": () => ({
            connectorId: "ocid1.oracledbawsconnector.oc1.iad.aaaa",
            nodes: [],
        }),
        "aws:iam/role:Role": () => ({ arn: "arn:aws:iam::111122223333:role/sales" }),
        "pulumi-nodejs:dynamic/exadata-aws-kms:DatabaseKey": () => ({
            databaseId: "ocid1.database.oc1.iad.aaaa",
        }),
    },
};

describe("an estate", () => {
    const clusters = [
        {
            name: "sales",
            vmCluster: { existing: { id: "vmc_4k2p0wz1ab" } },
            databases: [
                { name: "SALES01", key: "tde" },
                { name: "SALES02", key: "tde" },
            ],
        },
    ];
    const keys = [
        { name: "tde", alias: "exadata/tde" },
        { name: "spare", alias: "exadata/spare" },
    ];

    it("tells keys, roles and databases by the names of its configuration", async () => {
        record(answers);
        const estate = new exa.ExadataKeyManagement("prod", { keys, clusters });
        expect(Object.keys(await known(estate.keyArns))).to.deep.equal(["tde", "spare"]);
        expect(await known(estate.roleArns)).to.deep.equal({ sales: "arn:aws:iam::111122223333:role/sales" });
        const databases = await known(estate.databases);
        expect(Object.keys(databases)).to.deep.equal(["sales/SALES01", "sales/SALES02"]);
        expect(databases["sales/SALES01"]!.keyArn).to.equal((await known(estate.keyArns)).tde);
    });

    it("gives its OCI tags to each OCI resource that it creates, with those of the entry", async () => {
        const registered = record(answers);
        const created = {
            ...clusters[0]!,
            connector: { definedTags: { "Operations.Owner": "sales" } },
            databases: [
                {
                    name: "CRM01",
                    key: "tde",
                    create: { dbVersion: "19.0.0.0", adminPassword: "AbCd12#_xyz1", freeformTags: { use: "crm" } },
                },
            ],
        };
        const tags = { freeformTags: { team: "dba" }, definedTags: { "Operations.CostCenter": "42" } };
        new exa.ExadataKeyManagement("prod", { keys, clusters: [created], ...tags });
        await settle();
        const inputsOf = (type: string) => registered.find((made) => made.type.endsWith(`:${type}`))!.inputs;
        for (const type of ["Policy", "DbmulticloudOracleDbAwsKey", "AwsKeyDiscovery"]) {
            expect(inputsOf(type), type).to.deep.include(tags);
        }
        const both = { "Operations.CostCenter": "42", "Operations.Owner": "sales" };
        expect(inputsOf("DbmulticloudOracleDbAwsIdentityConnector")).to.deep.include({ ...tags, definedTags: both });
        const home = inputsOf("DbHome");
        const ofDatabase = { ...tags, freeformTags: { team: "dba", use: "crm" } };
        expect(home).to.deep.include(ofDatabase);
        expect((home.database as { value: object }).value).to.deep.include(ofDatabase);

        const adopting = record(answers);
        new exa.ExadataKeyManagement("prod", { keys, clusters, keyReadPolicy: { adopt: true }, ...tags });
        await settle();
        expect(adopting.find(({ type }) => type.endsWith(":KeyReadStatements"))!.inputs).to.deep.include(tags);
    });

    it("lets the roles of clusters use the keys that they need, and no other", async () => {
        const registered = record(answers);
        const estate = new exa.ExadataKeyManagement("prod", { keys, clusters });
        await known(estate.databases);
        const policyOf = (name: string) =>
            String(registered.find((made) => made.type === "aws:kms/key:Key" && made.name === name)!.inputs.policy);
        expect(policyOf("prod-tde")).to.contain("role/sales");
        expect(policyOf("prod-spare")).not.to.contain("role/sales");
    });

    it("registers a key once for each cluster that needs it, and reuses an OIDC provider that is there", async () => {
        const registered = record(answers);
        const arn = "arn:aws:iam::111122223333:oidc-provider/idcs-1.identity.oraclecloud.com";
        const estate = new exa.ExadataKeyManagement("prod", { keys, clusters, oidcProvider: { arn } });
        await known(estate.databases);
        const named = (type: string) => registered.filter((made) => made.type === type).map(({ name }) => name);
        expect(named("oci:oci/dbmulticloudOracleDbAwsKey:DbmulticloudOracleDbAwsKey")).to.deep.equal([
            "prod-sales-tde",
        ]);
        expect(named("aws:iam/openIdConnectProvider:OpenIdConnectProvider")).to.deep.equal([]);
        const trust = String(registered.find(({ type }) => type === "aws:iam/role:Role")!.inputs.assumeRolePolicy);
        expect(trust).to.contain(arn);
    });

    it("gives a cluster the identity that its entry describes, and a key what its entry says", async () => {
        const registered = record(answers);
        const identity = { roleName: "tde-sales", path: "/exadata/", audience: "DBMC/x", requireAllNodes: false };
        const [sales] = clusters;
        const estate = new exa.ExadataKeyManagement("prod", {
            keys: [{ name: "tde", alias: "exadata/tde", deletionWindowInDays: 14, tags: { team: "sales" } }],
            clusters: [{ ...sales!, identity }],
            tags: { team: "dba", cost: "42" },
        });
        await known(estate.databases);
        const inputs = (type: string) => registered.find((made) => made.type === type)!.inputs;
        const role = inputs("aws:iam/role:Role");
        expect(role).to.deep.include({ name: "tde-sales", path: "/exadata/", tags: { team: "dba", cost: "42" } });
        expect(role.assumeRolePolicy).to.contain('"DBMC/x"');
        const gate = inputs("pulumi-nodejs:dynamic/exadata-aws-kms:IdentityConnectorGate");
        expect(gate.requireAllNodes).to.equal(false);
        expect(inputs("aws:kms/key:Key")).to.deep.include({
            deletionWindowInDays: 14,
            tags: { team: "sales", cost: "42" },
        });
    });

    it("hands what its entries say of keys, clusters and databases on to their parts", async () => {
        const registered = record({
            ...answers,
            ...wholeClouds,
            resources: { ...answers.resources, ...wholeClouds.resources },
        });
        const whole = wholeEstate() as unknown as exa.ExadataKeyManagementArgs;
        new exa.ExadataKeyManagement("prod", {
            ...whole,
            oidcProvider: undefined,
            keys: [{ ...whole.keys[0]!, enabled: false }, ...whole.keys.slice(1)],
        });
        await settle();
        await settle();
        const inputs = (type: string, name: string) =>
            registered.find((made) => made.type === type && made.name === name)!.inputs;
        expect(inputs("aws:kms/key:Key", "prod-tde")).to.include({ isEnabled: false, multiRegion: true });
        expect(inputs("aws:kms/key:Key", "prod-tde").policy).to.contain('"Sid":"Backups"');
        expect(inputs("aws:odb/cloudVmCluster:CloudVmCluster", "prod-crm")).to.deep.include({
            licenseModel: "BRING_YOUR_OWN_LICENSE",
            displayName: "crm",
            dataStorageSizeInTbs: 20.5,
            tags: { team: "dba" },
        });
    });

    it("takes a role and an association that exist, and makes neither", async () => {
        const roleArn = "arn:aws:iam::111122223333:role/by-hand";
        const registered = record(answers);
        const [sales] = clusters;
        const entry = { ...sales!, identity: { existing: { roleArn, associated: true } } };
        const estate = new exa.ExadataKeyManagement("prod", { keys, clusters: [entry], tags: { team: "dba" } });
        expect(await known(estate.roleArns)).to.deep.equal({ sales: roleArn });
        await known(estate.databases);
        const types = registered.map(({ type }) => type);
        expect(types)
            .not.to.include("aws:iam/role:Role")
            .and.not.to.include("aws:odb/iamRoleAssociation:IamRoleAssociation");
    });

    it("tells the faults of identities and keys with their places", () => {
        record(answers);
        const [sales] = clusters;
        const faulty = (identity: exa.ClusterIdentitySettings, key: object = {}) =>
            new exa.ExadataKeyManagement("prod", {
                keys: [{ ...keys[0]!, ...key }],
                clusters: [{ ...sales!, identity }],
            });
        expect(() => faulty({ existing: { associated: true } as never })).to.throw(
            /clusters\[0\]\.identity\.existing\.roleArn/,
        );
        expect(() => faulty({ existing: { roleArn: "by-hand" }, roleName: "new" })).to.throw(
            /2 faults\n.*identity\.existing\.roleArn.*"by-hand"[\s\S]*roleName/,
        );
        expect(() => faulty({}, { deletionWindowInDays: 3 })).to.throw(/keys\[0\]\.deletionWindowInDays/);
    });

    it("makes no role that trusts the OIDC provider of another identity domain", async () => {
        const registered = record(answers);
        const arn = "arn:aws:iam::111122223333:oidc-provider/idcs-2.identity.oraclecloud.com";
        new exa.ExadataKeyManagement("prod", { keys, clusters, oidcProvider: { arn } });
        await settle();
        const types = registered.map(({ type }) => type);
        expect(types).to.include("exadata-aws-kms:index:ClusterIdentity").and.not.to.include("aws:iam/role:Role");
    });

    it("tells how often its databases were rotated", async () => {
        record({
            ...answers,
            resources: {
                ...answers.resources,
                "pulumi-nodejs:dynamic/exadata-aws-kms:DatabaseKey": () => ({
                    databaseId: "ocid1.database.oc1.iad.aaaa",
                    generation: 2,
                    lastOutcome: "SUCCEEDED",
                }),
            },
        });
        const estate = new exa.ExadataKeyManagement("prod", { keys, clusters });
        expect(await known(estate.rotations)).to.deep.equal({ "sales/SALES01": 2, "sales/SALES02": 2 });
        expect((await known(estate.lastRotations))["sales/SALES01"]!.outcome).to.equal("SUCCEEDED");
    });
});
