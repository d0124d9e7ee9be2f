import {
    CreateOpenIDConnectProviderCommand,
    CreateRoleCommand,
    IAMClient,
    UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { etag, ocid } from "../../sandbox/core/ids";
import { issuerOf } from "../../sandbox/core/settings";
import type { Sandbox } from "../../sandbox/start";

/** What people had made in the consoles before anybody wrote a program. */
export interface ByHand {
    readonly providerArn: string;
    readonly roleArn: string;
    readonly keyArn: string;
    readonly keyId: string;
    readonly policyId: string;
    readonly registeredKeyId: string;
    readonly clusterArn: string;
}

const roleName = "OracleDatabaseKMS-sales";
const createdAt = "2026-02-01T10:00:00.000Z";

/** The steps of the vendor's guide for the cluster of the sandbox, as an administrator would click them. */
export class Administrator {
    private readonly iam: IAMClient;
    private readonly kms: KMSClient;

    constructor(private readonly sandbox: Sandbox) {
        const client = {
            endpoint: sandbox.awsEndpoint,
            region: sandbox.world.settings.awsRegion,
            credentials: { accessKeyId: "administrator", secretAccessKey: "administrator" },
        };
        this.iam = new IAMClient(client);
        this.kms = new KMSClient(client);
    }

    get roleArn(): string {
        return `arn:aws:iam::${this.sandbox.world.settings.accountId}:role/${roleName}`;
    }

    get cluster() {
        return this.sandbox.world.clusters.get("vmc_sales00001")!;
    }

    async createProvider(): Promise<string> {
        const { domainUrl } = this.sandbox.world.settings;
        const command = new CreateOpenIDConnectProviderCommand({ Url: issuerOf(domainUrl), ClientIDList: ["DBMC/"] });
        return (await this.iam.send(command)).OpenIDConnectProviderArn!;
    }

    async createRole(providerArn: string): Promise<void> {
        const AssumeRolePolicyDocument = this.trustOf(providerArn, "DBMC/");
        await this.iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument }));
    }

    /** Writes the trust policy of the role anew. */
    async trust(providerArn: string, audiences: string[]): Promise<void> {
        const PolicyDocument = this.trustOf(providerArn, audiences);
        await this.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: roleName, PolicyDocument }));
    }

    private trustOf(providerArn: string, audience: string | string[]): string {
        const issuer = providerArn.replace(/^.*:oidc-provider\//, "");
        return JSON.stringify({
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Federated: providerArn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: this.cluster.ocid } },
            },
        });
    }

    /** @param users ARNs of the roles that databases use the key with */
    async createKey(alias: string, users: readonly string[]): Promise<string> {
        const allow = (Sid: string, AWS: string | readonly string[], Action: string | string[]) => ({
            Sid,
            Effect: "Allow",
            Principal: { AWS },
            Action,
            Resource: "*",
        });
        const root = `arn:aws:iam::${this.sandbox.world.settings.accountId}:root`;
        const usage = [
            allow("KMSKeyMetadata", users, ["kms:DescribeKey"]),
            allow("KeyUsage", users, ["kms:Encrypt", "kms:Decrypt"]),
        ];
        const Policy = JSON.stringify({
            Version: "2012-10-17",
            Statement: [allow("Enable IAM User Permissions", root, "kms:*"), ...(users.length > 0 ? usage : [])],
        });
        const { KeyMetadata } = await this.kms.send(new CreateKeyCommand({ Policy, Description: "made by hand" }));
        const { Arn, KeyId } = KeyMetadata!;
        await this.kms.send(new CreateAliasCommand({ AliasName: `alias/${alias}`, TargetKeyId: KeyId }));
        return Arn!;
    }

    async associate(): Promise<void> {
        const { exadata, world } = this.sandbox;
        exadata.associateRole(this.cluster, this.roleArn);
        while (![...world.connectors.values()].some(({ value }) => value.lifecycleState === "ACTIVE")) await pause();
    }

    createPolicy(name: string): string {
        const { settings, policies } = this.sandbox.world;
        const { compartmentId } = settings;
        const id = ocid(settings, "policy");
        const statement =
            `allow any-user to read oracle-db-aws-keys in compartment id ${compartmentId}` +
            " where all {request.principal.type = 'cloudvmcluster'}";
        policies.set(id, {
            etag: etag(),
            value: {
                id,
                compartmentId,
                name,
                description: "made by hand",
                statements: [statement],
                timeCreated: createdAt,
                lifecycleState: "ACTIVE",
                freeformTags: {},
                definedTags: {},
            },
        });
        return id;
    }

    registerKey(keyArn: string): string {
        const { settings, awsKeys, connectors } = this.sandbox.world;
        const [connector] = connectors.values();
        const id = ocid(settings, "oracledbawskey");
        awsKeys.set(id, {
            etag: etag(),
            value: {
                id,
                compartmentId: settings.compartmentId,
                displayName: "made-by-hand",
                oracleDbConnectorId: connector!.value.id,
                awsKeyArn: keyArn,
                isAwsKeyEnabled: true,
                lifecycleState: "ACTIVE",
                timeCreated: createdAt,
                freeformTags: {},
                definedTags: {},
                systemTags: {},
            },
        });
        return id;
    }

    enableKeyStore(): void {
        this.cluster.twin!.value.tdeKeyStoreType = "AWS";
    }

    /** The whole guide, down to the database of the cluster on the key. */
    async followGuide(): Promise<ByHand> {
        const { world, exadata } = this.sandbox;
        const providerArn = await this.createProvider();
        await this.createRole(providerArn);
        await this.associate();
        const keyArn = await this.createKey("exadata/tde", [this.roleArn]);
        const policyId = this.createPolicy("read-aws-keys");
        const registeredKeyId = this.registerKey(keyArn);
        this.enableKeyStore();
        const [database] = world.databases.values();
        await exadata.moveToAws(database!, world.awsKeys.get(registeredKeyId)!);
        const keyId = keyArn.split("/")[1]!;
        const clusterArn = this.cluster.cloudVmClusterArn;
        return { providerArn, roleArn: this.roleArn, keyArn, keyId, policyId, registeredKeyId, clusterArn };
    }

    close(): void {
        this.iam.destroy();
        this.kms.destroy();
    }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 10));
