import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateKeyCommand, type CreateKeyCommandInput, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { type Moto, startMoto } from "../../../sandbox/aws/moto";
import { etag, ocid } from "../../../sandbox/core/ids";
import { localDirectory } from "../../../sandbox/core/project";
import type { AwsKey, Connector, Database, Discovery, VmCluster } from "../../../sandbox/core/records";
import { defaultSettings, issuerOf } from "../../../sandbox/core/settings";
import { World } from "../../../sandbox/core/world";
import { createExadata, type DatabaseView, type ObservableExadata } from "../../../sandbox/exadata";
import { seedBrownfield, seedTenancy } from "../../../sandbox/exadata/seed";

const python = process.env.SANDBOX_PYTHON ?? join(localDirectory, "venv", "bin", "python");
const account = defaultSettings.accountId;

let shared: Promise<{ moto: Moto; directory: string }> | undefined;
const labs: Lab[] = [];

/** One moto serves all tests of this folder; each lab has an issuer, roles and keys of its own. */
function sharedMoto() {
    shared ??= (async () => {
        const directory = mkdtempSync(join(tmpdir(), "exadata-"));
        return { moto: await startMoto({ python, accountId: account, directory }), directory };
    })();
    return shared;
}

after(async () => {
    for (const lab of labs) lab.close();
    if (!shared) return;
    const { moto, directory } = await shared;
    await moto.stop();
    rmSync(directory, { recursive: true });
});

/** The brownfield estate in a world of its own, with the steps of a customer as methods. */
export class Lab {
    readonly world: World;
    readonly exadata: ObservableExadata;
    readonly iam: IAMClient;
    readonly kms: KMSClient;
    readonly unique = randomBytes(16).toString("hex");
    readonly roleName = `OdbKmsTde-${this.unique.slice(0, 8)}`;
    readonly roleArn = `arn:aws:iam::${account}:role/${this.roleName}`;

    private constructor(endpoint: string) {
        const client = {
            endpoint,
            region: defaultSettings.awsRegion,
            credentials: { accessKeyId: "test", secretAccessKey: "test" },
        };
        this.iam = new IAMClient(client);
        this.kms = new KMSClient(client);
        this.world = new World({
            ...defaultSettings,
            domainUrl: `https://idcs-${this.unique}.identity.oraclecloud.com:443`,
        });
        this.exadata = createExadata(this.world, { motoEndpoint: endpoint });
    }

    static async open(): Promise<Lab> {
        const { moto } = await sharedMoto();
        const lab = new Lab(moto.endpoint);
        labs.push(lab);
        seedTenancy(lab.world);
        await seedBrownfield(lab.world, lab.exadata);
        return lab;
    }

    /** A lab whose cluster is connected and whose key is registered and readable: all that a database needs. */
    static async ready(): Promise<{ lab: Lab; key: AwsKey; keyArn: string }> {
        const lab = await Lab.open();
        await lab.createProvider();
        await lab.createRole();
        await lab.associate();
        const keyArn = await lab.createKey();
        const key = lab.registerKey(keyArn);
        lab.allowReading();
        lab.enableStore();
        return { lab, key, keyArn };
    }

    close(): void {
        this.world.jobs.stop();
        this.exadata.close();
        this.iam.destroy();
        this.kms.destroy();
    }

    get issuer(): string {
        return issuerOf(this.world.settings.domainUrl);
    }

    get issuerHost(): string {
        return this.issuer.replace("https://", "");
    }

    get providerArn(): string {
        return `arn:aws:iam::${account}:oidc-provider/${this.issuerHost}`;
    }

    get cluster(): VmCluster {
        return this.world.clusters.get("vmc_sales00001")!;
    }

    get database(): Database {
        return [...this.world.databases.values()][0]!;
    }

    get connector(): Connector {
        return [...this.world.connectors.values()][0]!;
    }

    get role() {
        return this.connector.value.serviceRoleDetails[0]!;
    }

    async createProvider(clientIds = ["DBMC/"]): Promise<void> {
        await this.iam.send(new CreateOpenIDConnectProviderCommand({ Url: this.issuer, ClientIDList: clientIds }));
    }

    async createRole(claims: { aud?: string; sub?: string } = {}): Promise<void> {
        const trust = {
            Version: "2012-10-17",
            Statement: {
                Effect: "Allow",
                Principal: { Federated: this.providerArn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: {
                        [`${this.issuerHost}:aud`]: claims.aud ?? "DBMC/",
                        [`${this.issuerHost}:sub`]: claims.sub ?? this.cluster.ocid,
                    },
                },
            },
        };
        await this.iam.send(
            new CreateRoleCommand({ RoleName: this.roleName, AssumeRolePolicyDocument: JSON.stringify(trust) }),
        );
    }

    /** Associates the role and waits until the cluster says how it went. */
    async associate(): Promise<void> {
        this.exadata.associateRole(this.cluster, this.roleArn);
        await this.until(
            () =>
                this.connector.value.lifecycleState !== "CREATING" &&
                this.connector.value.lifecycleState !== "UPDATING",
        );
    }

    async until(settled: () => boolean): Promise<void> {
        while (!settled()) await pause(5);
    }

    /** A key with the guide's two statements for the role, and account administration. */
    async createKey(more: Partial<CreateKeyCommandInput> = {}): Promise<string> {
        const answer = await this.kms.send(new CreateKeyCommand({ Policy: this.keyPolicy(), ...more }));
        return answer.KeyMetadata?.Arn ?? "";
    }

    keyPolicy(...more: object[]): string {
        return JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                this.administration(),
                {
                    Sid: "KMSKeyMetadata",
                    Effect: "Allow",
                    Principal: { AWS: this.roleArn },
                    Action: ["kms:DescribeKey"],
                    Resource: "*",
                },
                {
                    Sid: "KeyUsage",
                    Effect: "Allow",
                    Principal: { AWS: this.roleArn },
                    Action: ["kms:Encrypt", "kms:Decrypt"],
                    Resource: "*",
                },
                ...more,
            ],
        });
    }

    administration(): object {
        return {
            Sid: "Administration",
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "kms:*",
            Resource: "*",
        };
    }

    async putKeyPolicy(keyArn: string, policy: string): Promise<void> {
        await this.kms.send(new PutKeyPolicyCommand({ KeyId: keyArn, PolicyName: "default", Policy: policy }));
    }

    registerKey(awsKeyArn: string): AwsKey {
        const key: AwsKey = {
            etag: etag(),
            value: {
                id: ocid(this.world.settings, "oracledbawskey"),
                compartmentId: this.world.settings.compartmentId,
                displayName: "tde",
                oracleDbConnectorId: this.connector.value.id,
                awsKeyArn,
                lifecycleState: "ACTIVE",
            },
        };
        this.world.awsKeys.set(key.value.id, key);
        return key;
    }

    allowReading(statement = this.guideStatement()): void {
        const { settings, policies } = this.world;
        const id = ocid(settings, "policy");
        policies.set(id, {
            etag: etag(),
            value: {
                id,
                compartmentId: settings.compartmentId,
                name: "odb-aws-tde",
                description: "VM clusters may read registered AWS keys",
                statements: [statement],
                timeCreated: new Date().toISOString(),
                lifecycleState: "ACTIVE",
            },
        });
    }

    guideStatement(): string {
        return (
            `Allow any-user to read oracle-db-aws-keys in compartment id ${this.world.settings.compartmentId} ` +
            "where all { request.principal.type = 'cloudvmcluster' }"
        );
    }

    enableStore(): void {
        this.cluster.twin!.value.tdeKeyStoreType = "AWS";
    }

    discovery(awsKeyArn?: string): Discovery {
        return {
            etag: etag(),
            value: {
                id: ocid(this.world.settings, "multicloudresourcediscovery"),
                compartmentId: this.world.settings.compartmentId,
                displayName: "keys",
                oracleDbConnectorId: this.connector.value.id,
                resourceType: "AWS_KEYS",
                ...(awsKeyArn === undefined ? {} : { resourcesFilter: { awsKeyArn } }),
                timeCreated: new Date().toISOString(),
                timeUpdated: new Date().toISOString(),
                lifecycleState: "IN_PROGRESS",
            },
        };
    }

    /** The one database as the control endpoint shows it. */
    async look(): Promise<DatabaseView> {
        return (await this.exadata.inspect())[0]!;
    }

    /** Calls of databases to KMS so far. */
    kmsCalls() {
        return this.world.audit.entries().filter((entry) => entry.service === "kms");
    }
}

/** moto takes the ARN in some operations only, the id in all. */
export function keyIdOf(keyArn: string): string {
    return keyArn.split("/")[1] ?? "";
}

/** What a promise was refused with; fails when it was not. */
export async function refusalOf(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
    try {
        await promise;
    } catch (error) {
        return error as { code: string; message: string };
    }
    throw new Error("It was not refused.");
}
