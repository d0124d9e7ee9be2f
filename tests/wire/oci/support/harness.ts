import { setTimeout as pause } from "node:timers/promises";
import { NoRetryConfigurationDetails, SimpleAuthenticationDetailsProvider } from "oci-common";
import { DatabaseClient } from "oci-database";
import {
    DbMulticloudAwsProviderClient,
    MultiCloudResourceDiscoveryClient,
    WorkRequestClient as MulticloudWorkRequestClient,
} from "oci-dbmulticloud";
import { IdentityClient } from "oci-identity";
import { WorkRequestClient } from "oci-workrequests";
import { defaultSettings, issuerOf, type SandboxSettings } from "../../../../sandbox/core/settings";
import { World } from "../../../../sandbox/core/world";
import { seedBrownfield, seedTenancy } from "../../../../sandbox/exadata/seed";
import { startOci } from "../../../../sandbox/oci";
import { FakeExadata } from "./fake-exadata";
import { registeredKey, type SigningKey } from "./keys";
import { type RawAnswer, type RawRequest, send } from "./raw";

type Client = { endpoint: string; close(): void };

/** One server on the brownfield estate, with the official clients pointed at it. */
export class Harness {
    readonly clusterId: string;
    readonly databaseId: string;
    readonly homeId: string;
    readonly roleArn = "arn:aws:iam::111122223333:role/OdbKmsTde-sales";
    readonly compartmentId: string;
    private readonly clients: Client[] = [];

    private constructor(
        readonly world: World,
        readonly exadata: FakeExadata,
        readonly endpoint: string,
        readonly homeEndpoint: string,
        private readonly stopServer: () => Promise<void>,
    ) {
        this.compartmentId = world.settings.compartmentId;
        this.clusterId = [...world.clusters.values()][0]!.ocid!;
        this.databaseId = [...world.databases.keys()][0]!;
        this.homeId = [...world.dbHomes.keys()][0]!;
    }

    static async start(settings: Partial<SandboxSettings> = {}): Promise<Harness> {
        const world = new World({ ...defaultSettings, ...settings });
        const exadata = new FakeExadata(world);
        seedTenancy(world);
        await seedBrownfield(world, exadata);
        const keys = new Map([[registeredKey.keyId, registeredKey.publicKey]]);
        const { endpoint, homeEndpoint, stop } = await startOci(world, exadata, { keys });
        return new Harness(world, exadata, endpoint, homeEndpoint, stop);
    }

    async stop(): Promise<void> {
        for (const client of this.clients) client.close();
        this.world.jobs.stop();
        await this.stopServer();
    }

    send(request: RawRequest, endpoint = this.endpoint): Promise<RawAnswer> {
        return send(endpoint, request);
    }

    aws = (key?: SigningKey) => this.client(DbMulticloudAwsProviderClient, key);
    discoveries = () => this.client(MultiCloudResourceDiscoveryClient);
    multicloudWorkRequests = () => this.client(MulticloudWorkRequestClient);
    database = (key?: SigningKey) => this.client(DatabaseClient, key);
    identity = () => this.client(IdentityClient);
    workRequests = () => this.client(WorkRequestClient);

    private client<T extends Client>(
        Type: new (
            params: { authenticationDetailsProvider: SimpleAuthenticationDetailsProvider },
            configuration: { retryConfiguration: typeof NoRetryConfigurationDetails },
        ) => T,
        key: SigningKey = registeredKey,
    ): T {
        const authenticationDetailsProvider = new SimpleAuthenticationDetailsProvider(
            key.tenancy,
            key.user,
            key.fingerprint,
            key.privateKey,
            null,
        );
        const client = new Type({ authenticationDetailsProvider }, { retryConfiguration: NoRetryConfigurationDetails });
        client.endpoint = this.endpoint;
        this.clients.push(client);
        return client;
    }

    /** Body of a connector for the brownfield cluster. */
    connectorDetails() {
        return {
            displayName: "sales-connector",
            compartmentId: this.compartmentId,
            resourceId: this.clusterId,
            oidcScope: "DBMC/aws",
            issuerUrl: issuerOf(this.world.settings.domainUrl),
            awsLocation: "us-east-1",
            awsStsPrivateEndpoint: "https://sts.us-east-1.amazonaws.com",
            awsAccountId: "111122223333",
            serviceRoleDetails: [
                {
                    roleArn: this.roleArn,
                    servicePrivateEndpoint: "https://kms.us-east-1.amazonaws.com",
                    serviceType: "KMS",
                },
            ],
        };
    }

    /** Sends a change that must be accepted, and waits until nothing is under way any more. */
    async done(request: RawRequest): Promise<RawAnswer> {
        const answer = await this.send(request);
        if (answer.status >= 300) throw new Error(`${request.target}: ${answer.status} ${JSON.stringify(answer.body)}`);
        await this.settled();
        return answer;
    }

    async connector(): Promise<string> {
        const body = this.connectorDetails();
        const answer = await this.done({ method: "POST", target: "/20240501/oracleDbAwsIdentityConnector", body });
        return answer.body.id;
    }

    /** A registered key, with the connector that it needs. */
    async registeredKey(connectorId?: string, name = "tde-key"): Promise<string> {
        const body = {
            compartmentId: this.compartmentId,
            oracleDbConnectorId: connectorId ?? (await this.connector()),
            displayName: name,
            awsKeyArn: this.exadata.addKey(name),
        };
        return (await this.done({ method: "POST", target: "/20240501/oracleDbAwsKey", body })).body.id;
    }

    /** A registered key on a cluster whose key store is AWS KMS. */
    async keyManagement(): Promise<string> {
        const keyId = await this.registeredKey();
        const target = `/20160918/cloudVmClusters/${this.clusterId}/actions/registerPkcs`;
        await this.done({ method: "POST", target, body: { tdeKeyStoreType: "AWS" } });
        return keyId;
    }

    /** Moves the brownfield database to AWS KMS; the OCID of its key. */
    async databaseOnAws(): Promise<string> {
        const keyId = await this.keyManagement();
        const body = { providerType: "AWS", awsEncryptionKeyId: keyId };
        const target = `/20160918/databases/${this.databaseId}/actions/changeEncryptionKeyLocation`;
        await this.done({ method: "POST", target, body });
        return keyId;
    }

    /** The PDBs of the brownfield database by name. */
    pluggable(name: string): string {
        const found = [...this.world.pluggableDatabases.values()].find(({ value }) => value.pdbName === name);
        return found!.value.id;
    }

    /** The newest work request about a resource. */
    lastWorkRequest(resourceId: string) {
        const requests = [...this.world.workRequests.values()].filter(({ resources }) =>
            resources.some(({ identifier }) => identifier === resourceId),
        );
        return requests.at(-1)!;
    }

    async settled(): Promise<void> {
        const deadline = Date.now() + 5_000;
        while ([...this.world.workRequests.values()].some(({ timeFinished }) => timeFinished === undefined)) {
            if (Date.now() > deadline) throw new Error("A work request does not end.");
            await pause(2);
        }
    }
}
