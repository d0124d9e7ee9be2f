import type { AuthenticationDetailsProvider, ClientConfiguration } from "oci-common";
import type { DatabaseClient } from "oci-database";
import type {
    DbMulticloudAwsProviderClient,
    MultiCloudResourceDiscoveryClient,
    WorkRequestClient,
} from "oci-dbmulticloud";
import type { IdentityClient } from "oci-identity";
import type { WorkRequestClient as CoreWorkRequestClient } from "oci-workrequests";
import type { Properties } from "../host/values";
import { type ClientName, hostOverrides } from "./host-overrides";
import { type OciSettings, readSettings } from "./settings";

interface Client {
    endpoint: string;
    regionId: string;
}

type Constructor<T> = new (
    params: { authenticationDetailsProvider: AuthenticationDetailsProvider },
    configuration?: ClientConfiguration,
) => T;

/** Clients of one provider configuration; each SDK is loaded when first needed, since the larger ones take a second. */
export class OciSession {
    private readonly made = new Map<string, Promise<unknown>>();
    private readonly overrides = hostOverrides();
    private signer: Promise<AuthenticationDetailsProvider> | undefined;

    constructor(readonly settings: OciSettings) {}

    aws(): Promise<DbMulticloudAwsProviderClient> {
        return this.client("oci_dbmulticloud.DbMulticloudAwsProviderClient", async () => {
            const { DbMulticloudAwsProviderClient } = await import("oci-dbmulticloud");
            return DbMulticloudAwsProviderClient;
        });
    }

    discoveries(): Promise<MultiCloudResourceDiscoveryClient> {
        return this.client("oci_dbmulticloud.MultiCloudResourceDiscoveryClient", async () => {
            const { MultiCloudResourceDiscoveryClient } = await import("oci-dbmulticloud");
            return MultiCloudResourceDiscoveryClient;
        });
    }

    workRequests(): Promise<WorkRequestClient> {
        return this.client("oci_dbmulticloud.WorkRequestClient", async () => {
            const { WorkRequestClient } = await import("oci-dbmulticloud");
            return WorkRequestClient;
        });
    }

    database(): Promise<DatabaseClient> {
        return this.client("oci_database.DatabaseClient", async () => (await import("oci-database")).DatabaseClient);
    }

    identity(): Promise<IdentityClient> {
        return this.client("oci_identity.IdentityClient", async () => (await import("oci-identity")).IdentityClient);
    }

    /** The work requests of Database calls. No override reaches this client, in the real plugin as here. */
    coreWorkRequests(): Promise<CoreWorkRequestClient> {
        return this.client(undefined, async () => (await import("oci-workrequests")).WorkRequestClient);
    }

    private client<T extends object>(name: ClientName | undefined, load: () => Promise<Constructor<T>>): Promise<T> {
        const key = name ?? "";
        let client = this.made.get(key) as Promise<T> | undefined;
        if (!client) {
            client = this.make(name, load);
            this.made.set(key, client);
        }
        return client;
    }

    private async make<T extends object>(
        name: ClientName | undefined,
        load: () => Promise<Constructor<T>>,
    ): Promise<T> {
        const { CircuitBreaker, NoRetryConfigurationDetails, Region } = await import("oci-common");
        // Retries are the plugin's own, and a circuit that opens is nothing it has.
        CircuitBreaker.EnableGlobalCircuitBreaker = false;
        const [ClientClass, authenticationDetailsProvider] = await Promise.all([load(), this.authentication()]);
        const client = new ClientClass(
            { authenticationDetailsProvider },
            { retryConfiguration: NoRetryConfigurationDetails },
        ) as T & Client;
        const { region } = this.settings;
        if (region) client.regionId = Region.fromRegionId(region).regionId;
        // The real plugin has no names with a region: with it, all providers of a run ask the same host.
        const host = name && (this.overrides.get(`${name}@${region}`) ?? this.overrides.get(name));
        if (host) client.endpoint = host;
        return client;
    }

    private authentication(): Promise<AuthenticationDetailsProvider> {
        this.signer ??= this.signIn();
        return this.signer;
    }

    private async signIn(): Promise<AuthenticationDetailsProvider> {
        const common = await import("oci-common");
        const { signer, region, configFileProfile } = this.settings;
        if (!signer) {
            try {
                return new common.ConfigFileAuthenticationDetailsProvider(undefined, configFileProfile);
            } catch {
                throw new Error(
                    "can not create client, bad configuration: did not find a proper configuration for tenancy; " +
                        "set oci:tenancyOcid, oci:userOcid, oci:fingerprint and oci:privateKey or oci:privateKeyPath",
                );
            }
        }
        return new common.SimpleAuthenticationDetailsProvider(
            signer.tenancy,
            signer.user,
            signer.fingerprint,
            signer.privateKey,
            signer.passphrase,
            region ? common.Region.fromRegionId(region) : undefined,
        );
    }
}

export async function openSession(config: Properties): Promise<OciSession> {
    return new OciSession(readSettings(config));
}
