import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { IAM } from "@aws-sdk/client-iam";
import type { KMS } from "@aws-sdk/client-kms";
import type { STS } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import type { Properties } from "../host/values";
import { OdbClient } from "./odb-client";
import { type AwsSettings, endpointOf, readSettings } from "./settings";

const maxAttempts = 10;

/** Clients of one provider configuration; each SDK is loaded when it is first needed, so that the plugin starts fast. */
export class AwsSession {
    private readonly kmsByRegion = new Map<string, Promise<KMS>>();
    private iamClient: Promise<IAM> | undefined;
    private stsClient: Promise<STS> | undefined;

    constructor(
        readonly settings: AwsSettings,
        private readonly credentials: AwsCredentialIdentityProvider,
    ) {}

    get region(): string {
        return this.settings.region;
    }

    /** The region of a resource: its own `region` input, or the provider's. */
    regionOf(properties: Properties): string {
        return typeof properties.region === "string" ? properties.region : this.region;
    }

    kms(region: string): Promise<KMS> {
        let client = this.kmsByRegion.get(region);
        if (!client) {
            client = import("@aws-sdk/client-kms").then(({ KMS }) => new KMS(this.options("kms", region)));
            this.kmsByRegion.set(region, client);
        }
        return client;
    }

    iam(): Promise<IAM> {
        this.iamClient ??= import("@aws-sdk/client-iam").then(({ IAM }) => new IAM(this.options("iam", this.region)));
        return this.iamClient;
    }

    sts(): Promise<STS> {
        this.stsClient ??= import("@aws-sdk/client-sts").then(({ STS }) => new STS(this.options("sts", this.region)));
        return this.stsClient;
    }

    async cloudFormation(region: string): Promise<CloudFormation> {
        const { CloudFormation } = await import("@aws-sdk/client-cloudformation");
        return new CloudFormation(this.options("cloudformation", region));
    }

    odb(region: string): OdbClient {
        const { endpoint } = this.options("odb", region);
        return new OdbClient(region, this.credentials, endpoint);
    }

    private options(service: string, region: string) {
        const endpoint = endpointOf(this.settings, service);
        return { region, credentials: this.credentials, maxAttempts, ...(endpoint && { endpoint }) };
    }
}

export async function openSession(config: Properties): Promise<AwsSession> {
    const settings = readSettings(config);
    const session = new AwsSession(settings, await credentialsOf(settings));
    if (!settings.skipCredentialsValidation) {
        const sts = await session.sts();
        await sts.getCallerIdentity({}).catch((error: unknown) => {
            throw new Error(`unable to validate AWS credentials. Details: ${String(error)}`);
        });
    }
    return session;
}

async function credentialsOf(settings: AwsSettings): Promise<AwsCredentialIdentityProvider> {
    const { accessKey, secretKey, token } = settings;
    if (accessKey && secretKey) {
        const identity = { accessKeyId: accessKey, secretAccessKey: secretKey, ...(token && { sessionToken: token }) };
        return async () => identity;
    }
    const { fromEnv, fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
    // The real plugin takes keys of the environment before AWS_PROFILE, and the SDK for JavaScript after it.
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    if (!settings.profile && AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY) return fromEnv();
    return fromNodeProviderChain({
        clientConfig: { region: settings.region },
        ...(settings.profile && { profile: settings.profile }),
        ...(settings.sharedConfigFile && { configFilepath: settings.sharedConfigFile }),
        ...(settings.sharedCredentialsFile && { filepath: settings.sharedCredentialsFile }),
    });
}
