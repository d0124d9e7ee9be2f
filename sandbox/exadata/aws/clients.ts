import { Agent } from "node:http";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { STSClient } from "@aws-sdk/client-sts";

export interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
    sessionToken?: string;
}

// The sandbox runs on every Node.js that the package supports; the SDK's advice to upgrade would only be noise in its output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What the service reads by itself, to judge policies, it reads as the account. */
const asAccount: Credentials = { accessKeyId: "sandbox", secretAccessKey: "sandbox" };

/** Clients of the simulated AWS. They share one pool of connections, so that closing leaves nothing open. */
export class AwsClients {
    private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
    private readonly kmsAsAccount = new Map<string, KMSClient>();
    readonly iam: IAMClient;
    readonly sts: STSClient;

    constructor(
        private readonly endpoint: string,
        region: string,
    ) {
        this.iam = new IAMClient(this.configuration(region, asAccount));
        this.sts = new STSClient(this.configuration(region, asAccount));
    }

    /** KMS of a Region, as the account itself or as the session of a role. */
    kms(region: string, credentials?: Credentials): KMSClient {
        if (credentials) return new KMSClient(this.configuration(region, credentials));
        const known = this.kmsAsAccount.get(region) ?? new KMSClient(this.configuration(region, asAccount));
        this.kmsAsAccount.set(region, known);
        return known;
    }

    close(): void {
        this.agent.destroy();
    }

    private configuration(region: string, credentials: Credentials) {
        return {
            endpoint: this.endpoint,
            region,
            credentials,
            maxAttempts: 1,
            requestHandler: { httpAgent: this.agent },
        };
    }
}
