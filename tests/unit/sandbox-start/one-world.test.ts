import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import * as common from "oci-common";
import * as database from "oci-database";
import * as dbmulticloud from "oci-dbmulticloud";
import * as identity from "oci-identity";
import { localDirectory } from "../../../sandbox/core/project";
import { issuerOf } from "../../../sandbox/core/settings";
import { type Sandbox, startSandbox } from "../../../sandbox/start";
import { odbCaller } from "../../support/signed-odb";

const clusterArn = "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_sales00001";

/** The guide's steps as a program without Pulumi takes them: each by the official SDK of its cloud. */
describe("Both clouds together", function () {
    this.timeout(60_000);
    let sandbox: Sandbox;
    let directory: string;

    before(async () => {
        mkdirSync(localDirectory, { recursive: true });
        directory = mkdtempSync(join(localDirectory, "world-"));
        sandbox = await startSandbox({ directory });
    });
    after(async () => {
        await sandbox.stop();
        rmSync(directory, { recursive: true, force: true });
    });

    it("take a wallet database to an AWS KMS key, rotate it, and show when the key is gone", async () => {
        const { settings } = sandbox.world;
        const { compartmentId } = settings;
        const credentials = {
            accessKeyId: sandbox.environment.AWS_ACCESS_KEY_ID ?? "",
            secretAccessKey: sandbox.environment.AWS_SECRET_ACCESS_KEY ?? "",
        };
        const aws = { endpoint: sandbox.awsEndpoint, region: settings.awsRegion, credentials };
        const iam = new IAMClient(aws);
        const kms = new KMSClient(aws);
        const oci = ociClients(sandbox);

        const onboarding = await odb(sandbox, "GetOciOnboardingStatus", {});
        const domain = onboarding.ociIdentityDomain as { ociIdentityDomainUrl: string };
        const issuer = issuerOf(domain.ociIdentityDomainUrl);
        const cluster = (await odb(sandbox, "GetCloudVmCluster", { cloudVmClusterId: "vmc_sales00001" }))
            .cloudVmCluster as { ocid: string };

        const provider = await iam.send(
            new CreateOpenIDConnectProviderCommand({ Url: issuer, ClientIDList: ["DBMC/"] }),
        );
        const roleArn = "arn:aws:iam::111122223333:role/OdbKmsTde-sales";
        const host = issuer.replace("https://", "");
        const trust = {
            Effect: "Allow",
            Principal: { Federated: provider.OpenIDConnectProviderArn },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { [`${host}:aud`]: "DBMC/", [`${host}:sub`]: cluster.ocid } },
        };
        await iam.send(new CreateRoleCommand({ RoleName: "OdbKmsTde-sales", AssumeRolePolicyDocument: policy(trust) }));
        await odb(sandbox, "AssociateIamRoleToResource", {
            iamRoleArn: roleArn,
            awsIntegration: "KmsTde",
            resourceArn: clusterArn,
        });
        const connector = await eventually(async () => {
            const { oracleDbAwsIdentityConnectorSummaryCollection } = await oci.aws.listOracleDbAwsIdentityConnectors({
                compartmentId,
                resourceId: cluster.ocid,
            });
            const [found] = oracleDbAwsIdentityConnectorSummaryCollection.items;
            return found?.serviceRoleDetails?.[0]?.assumeRoleStatus === "CONNECTED" ? found : undefined;
        });

        const key = await kms.send(
            new CreateKeyCommand({
                Policy: policy(
                    statement("Administration", "arn:aws:iam::111122223333:root", ["kms:*"]),
                    statement("KMSKeyMetadata", roleArn, ["kms:DescribeKey"]),
                    statement("KeyUsage", roleArn, ["kms:Encrypt", "kms:Decrypt"]),
                ),
            }),
        );
        const keyArn = key.KeyMetadata?.Arn ?? "";
        const registered = await oci.aws.createOracleDbAwsKey({
            createOracleDbAwsKeyDetails: {
                compartmentId,
                displayName: "tde",
                oracleDbConnectorId: connector.id ?? "",
                awsKeyArn: keyArn,
            },
        });
        const keyId = registered.oracleDbAwsKey.id;
        await eventually(async () => {
            const { oracleDbAwsKey } = await oci.aws.getOracleDbAwsKey({ oracleDbAwsKeyId: keyId });
            return oracleDbAwsKey.lifecycleState === "ACTIVE" || undefined;
        });
        await oci.identity.createPolicy({
            createPolicyDetails: {
                compartmentId,
                name: "odb-aws-tde",
                description: "VM clusters may read registered AWS keys",
                statements: [
                    `Allow any-user to read oracle-db-aws-keys in compartment id ${compartmentId} where all { request.principal.type = 'cloudvmcluster' }`,
                ],
            },
        });
        await oci.database.registerCloudVmClusterPkcs({
            cloudVmClusterId: cluster.ocid,
            registerCloudVmClusterPkcsDetails: {
                tdeKeyStoreType: database.models.RegisterCloudVmClusterPkcsDetails.TdeKeyStoreType.Aws,
            },
        });
        await eventually(async () => {
            const { cloudVmCluster } = await oci.database.getCloudVmCluster({ cloudVmClusterId: cluster.ocid });
            return cloudVmCluster.tdeKeyStoreType === "AWS" || undefined;
        });
        const before = await look(sandbox);
        const location: database.models.AwsEncryptionKeyDetails = { providerType: "AWS", awsEncryptionKeyId: keyId };
        await oci.database.changeEncryptionKeyLocation({
            databaseId: before.ocid,
            encryptionKeyLocationDetails: location,
        });
        const available = () =>
            eventually(async () => {
                const { database: current } = await oci.database.getDatabase({ databaseId: before.ocid });
                return current.lifecycleState === "AVAILABLE" || undefined;
            });
        await available();
        const moved = await look(sandbox);
        expect(moved).to.include({ name: "SALES01", keystore: "AWS", keyArn, registeredKeyId: keyId, readable: true });

        await oci.database.rotateVaultKey({ databaseId: before.ocid });
        await available();
        const rotated = await look(sandbox);
        expect(rotated).to.include({ keyArn, readable: true });
        expect(rotated.masterKeyId).not.to.equal(moved.masterKeyId);

        await kms.send(new DisableKeyCommand({ KeyId: keyArn }));
        expect(await look(sandbox)).to.include({
            readable: false,
            reason: `DisabledException: ${keyArn} is disabled.`,
        });
        iam.destroy();
        kms.destroy();
    });
});

interface View {
    name: string;
    ocid: string;
    keystore: string;
    masterKeyId: string;
    readable: boolean;
    reason?: string;
}

async function look(sandbox: Sandbox): Promise<View> {
    const views = (await (await fetch(`${sandbox.controlEndpoint}/databases`)).json()) as View[];
    return views[0]!;
}

function statement(sid: string, principal: string, actions: string[]): object {
    return { Sid: sid, Effect: "Allow", Principal: { AWS: principal }, Action: actions, Resource: "*" };
}

function policy(...statements: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function ociClients({ pulumiConfig, ociEndpoint }: Sandbox) {
    const config = (name: string) => pulumiConfig[`oci:${name}`] ?? "";
    const authenticationDetailsProvider = new common.SimpleAuthenticationDetailsProvider(
        config("tenancyOcid"),
        config("userOcid"),
        config("fingerprint"),
        readFileSync(config("privateKeyPath"), "utf8"),
        null,
        common.Region.fromRegionId(config("region")),
    );
    const clients = {
        aws: new dbmulticloud.DbMulticloudAwsProviderClient({ authenticationDetailsProvider }),
        database: new database.DatabaseClient({ authenticationDetailsProvider }),
        identity: new identity.IdentityClient({ authenticationDetailsProvider }),
    };
    for (const client of Object.values(clients)) client.endpoint = ociEndpoint;
    return clients;
}

async function odb(sandbox: Sandbox, operation: string, input: object): Promise<Record<string, unknown>> {
    const credentials = {
        accessKeyId: sandbox.environment.AWS_ACCESS_KEY_ID ?? "",
        secretAccessKey: sandbox.environment.AWS_SECRET_ACCESS_KEY ?? "",
    };
    const { httpStatus, members } = await odbCaller(sandbox.awsEndpoint, "us-east-1", credentials)(operation, input);
    expect(httpStatus, JSON.stringify(members)).to.equal(200);
    return members;
}

async function eventually<T>(attempt: () => Promise<T | undefined>): Promise<T> {
    for (;;) {
        const result = await attempt();
        if (result !== undefined) return result;
        await pause(20);
    }
}
