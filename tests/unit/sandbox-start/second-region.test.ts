import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import * as common from "oci-common";
import * as database from "oci-database";
import * as dbmulticloud from "oci-dbmulticloud";
import * as identity from "oci-identity";
import { localDirectory } from "../../../sandbox/core/project";
import { issuerOf } from "../../../sandbox/core/settings";
import { type Sandbox, startSandbox } from "../../../sandbox/start";
import { odbCaller } from "../../support/signed-odb";

const region = "us-west-2";
const credentials = { accessKeyId: "AKIASANDBOXSANDBOX00", secretAccessKey: "sandbox" };
const password = "Sandbox_42-Only";

/** A cluster in a second Region of Oracle Database@AWS, by the official clients, as far as a database on a key of that Region. */
describe("A second Region with ODB", function () {
    this.timeout(60_000);
    let sandbox: Sandbox;
    let directory: string;
    const closing: { close(): void }[] = [];

    before(async () => {
        mkdirSync(localDirectory, { recursive: true });
        directory = mkdtempSync(join(localDirectory, "region-"));
        sandbox = await startSandbox({ directory, settings: { otherOdbRegions: [region] } });
    });
    after(async () => {
        for (const client of closing) client.close();
        await sandbox.stop();
        rmSync(directory, { recursive: true, force: true });
    });

    async function odb(operation: string, input: object = {}, at = region): Promise<Record<string, unknown>> {
        const { httpStatus, members } = await odbCaller(sandbox.awsEndpoint, at, credentials)(operation, input);
        expect(httpStatus, JSON.stringify(members)).to.equal(200);
        return members;
    }

    function available(operation: string, member: string, input: object): Promise<Record<string, string>> {
        return eventually(async () => {
            const found = (await odb(operation, input))[member] as Record<string, string>;
            return found.status === "AVAILABLE" ? found : undefined;
        });
    }

    function oci<T extends { endpoint: string; close(): void }>(
        Client: new (params: { authenticationDetailsProvider: common.SimpleAuthenticationDetailsProvider }) => T,
    ): T {
        const config = (name: string) => sandbox.pulumiConfig[`oci:${name}`] ?? "";
        const client = new Client({
            authenticationDetailsProvider: new common.SimpleAuthenticationDetailsProvider(
                config("tenancyOcid"),
                config("userOcid"),
                config("fingerprint"),
                readFileSync(config("privateKeyPath"), "utf8"),
                null,
                common.Region.US_PHOENIX_1,
            ),
        });
        client.endpoint = sandbox.ociEndpoint;
        closing.push(client);
        return client;
    }

    it("makes clusters there, whose resources in OCI are in the region behind it", async () => {
        const { compartmentId, tenancyId, domainUrl } = sandbox.world.settings;
        const { odbNetworkId } = await odb("CreateOdbNetwork", {
            displayName: "west",
            availabilityZoneId: "usw2-az1",
            clientSubnetCidr: "10.40.0.0/24",
            stsAccess: "ENABLED",
            kmsAccess: "ENABLED",
            s3Access: "DISABLED",
            zeroEtlAccess: "DISABLED",
        });
        const { cloudExadataInfrastructureId } = await odb("CreateCloudExadataInfrastructure", {
            displayName: "west",
            availabilityZoneId: "usw2-az1",
            shape: "Exadata.X11M",
            computeCount: 2,
            storageCount: 3,
            databaseServerType: "X11M",
            storageServerType: "X11M-HC",
        });
        await available("GetOdbNetwork", "odbNetwork", { odbNetworkId });
        await available("GetCloudExadataInfrastructure", "cloudExadataInfrastructure", {
            cloudExadataInfrastructureId,
        });
        const { cloudVmClusterId } = await odb("CreateCloudVmCluster", {
            displayName: "west",
            cloudExadataInfrastructureId,
            odbNetworkId,
            hostname: "west",
            giVersion: "23.0.0.0",
            cpuCoreCount: 8,
            sshPublicKeys: ["ssh-rsa AAAAB3NzaC1yc2E sandbox"],
        });
        const cluster = await available("GetCloudVmCluster", "cloudVmCluster", { cloudVmClusterId });
        expect(cluster.cloudVmClusterArn).to.match(/^arn:aws:odb:us-west-2:111122223333:cloud-vm-cluster\/vmc_/);
        expect(cluster.ocid).to.match(/^ocid1\.cloudvmcluster\.oc1\.phx\./);
        expect(cluster.ociUrl).to.contain("region=us-phoenix-1");
        const east = (await odb("ListCloudVmClusters", {}, "us-east-1")).cloudVmClusters as { displayName: string }[];
        expect(east.map(({ displayName }) => displayName)).to.deep.equal(["sales"]);

        const aws = { endpoint: sandbox.awsEndpoint, region, credentials };
        const iam = new IAMClient(aws);
        const issuer = issuerOf(domainUrl);
        const provider = await iam.send(
            new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: ["DBMC/"] }),
        );
        const host = issuer.replace("https://", "");
        const roleArn = "arn:aws:iam::111122223333:role/OdbKmsTde-west";
        const trust = statement({ Federated: provider.OpenIDConnectProviderArn }, ["sts:AssumeRoleWithWebIdentity"], {
            Condition: { StringEquals: { [`${host}:aud`]: "DBMC/", [`${host}:sub`]: cluster.ocid } },
        });
        await iam.send(new CreateRoleCommand({ RoleName: "OdbKmsTde-west", AssumeRolePolicyDocument: policy(trust) }));
        iam.destroy();
        await odb("AssociateIamRoleToResource", {
            iamRoleArn: roleArn,
            awsIntegration: "KmsTde",
            resourceArn: cluster.cloudVmClusterArn,
        });
        const multicloud = oci(dbmulticloud.DbMulticloudAwsProviderClient);
        const connector = await eventually(async () => {
            const listed = await multicloud.listOracleDbAwsIdentityConnectors({ compartmentId });
            const [found] = listed.oracleDbAwsIdentityConnectorSummaryCollection.items;
            return found?.serviceRoleDetails?.[0]?.assumeRoleStatus === "CONNECTED" ? found : undefined;
        });
        expect(connector).to.include({
            awsLocation: region,
            awsStsPrivateEndpoint: `https://sts.${region}.amazonaws.com`,
        });

        const kms = new KMSClient(aws);
        const root = statement({ AWS: "arn:aws:iam::111122223333:root" }, ["kms:*"], { Resource: "*" });
        const use = statement({ AWS: roleArn }, ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"], { Resource: "*" });
        const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: policy(root, use) }));
        kms.destroy();
        const { oracleDbAwsKey } = await multicloud.createOracleDbAwsKey({
            createOracleDbAwsKeyDetails: {
                compartmentId,
                displayName: "west",
                oracleDbConnectorId: connector.id!,
                awsKeyArn: KeyMetadata!.Arn!,
            },
        });
        expect(oracleDbAwsKey.id).to.contain(".phx.");
        await eventually(async () => {
            const read = await multicloud.getOracleDbAwsKey({ oracleDbAwsKeyId: oracleDbAwsKey.id });
            return read.oracleDbAwsKey.lifecycleState === "ACTIVE" ? true : undefined;
        });
        const people = oci(identity.IdentityClient);
        await people.createPolicy({
            createPolicyDetails: {
                compartmentId,
                name: "keys",
                description: "x",
                statements: [`Allow any-user to read oracle-db-aws-keys in compartment id ${compartmentId}`],
            },
        });
        const databases = oci(database.DatabaseClient);
        await databases.registerCloudVmClusterPkcs({
            cloudVmClusterId: cluster.ocid!,
            registerCloudVmClusterPkcsDetails: { tdeKeyStoreType: "AWS" as never },
        });
        await eventually(async () => {
            const { cloudVmCluster } = await databases.getCloudVmCluster({ cloudVmClusterId: cluster.ocid! });
            return cloudVmCluster.tdeKeyStoreType && cloudVmCluster.lifecycleState === "AVAILABLE" ? true : undefined;
        });
        const encryptionKeyLocationDetails = { providerType: "AWS", awsEncryptionKeyId: oracleDbAwsKey.id };
        await databases.createDbHome({
            createDbHomeWithDbSystemIdDetails: {
                source: "VM_CLUSTER_NEW",
                vmClusterId: cluster.ocid,
                database: { dbName: "WEST01", adminPassword: password, encryptionKeyLocationDetails },
            } as never,
        });
        const view = await eventually(async () => {
            const answer = await fetch(`${sandbox.controlEndpoint}/databases`);
            const views = (await answer.json()) as { name: string; readable: boolean; ocid: string; keyArn: string }[];
            return views.find(({ name, readable }) => name === "WEST01" && readable);
        });
        expect(view.keyArn).to.equal(KeyMetadata!.Arn).and.to.contain(`:${region}:`);
        expect(view.ocid).to.contain(".phx.");
        const { items } = await people.listRegionSubscriptions({ tenancyId });
        expect(items.map(({ regionName }) => regionName)).to.deep.equal(["us-ashburn-1", "us-phoenix-1"]);
    });
});

function statement(Principal: object, Action: string[], more: object): object {
    return { Effect: "Allow", Principal, Action, ...more };
}

function policy(...Statement: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

async function eventually<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
        const result = await attempt();
        if (result !== undefined) return result;
        await pause(20);
    }
}
