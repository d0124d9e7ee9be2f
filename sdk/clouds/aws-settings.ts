import { configured, environment, SettingsError } from "./settings";

export interface AwsKeys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
}

/** The Region that @pulumi/aws uses. */
export function awsRegion(): string {
    const region = configured("aws:region") ?? environment("AWS_REGION", "AWS_DEFAULT_REGION");
    if (!region) throw new SettingsError("the AWS Region is missing: set aws:region in the stack configuration");
    return region;
}

/** Static keys of the stack configuration; others come from where the AWS SDK finds them. */
export function configuredKeys(): AwsKeys | undefined {
    const accessKeyId = configured("aws:accessKey");
    const secretAccessKey = configured("aws:secretKey");
    if (!accessKeyId || !secretAccessKey) return undefined;
    const sessionToken = configured("aws:token");
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

export function awsProfile(): string | undefined {
    return configured("aws:profile") ?? environment("AWS_PROFILE");
}

export function odbEndpoint(region: string): string {
    const endpoint = configuredEndpoint() ?? environment("AWS_ENDPOINT_URL_ODB", "AWS_ENDPOINT_URL");
    return (endpoint ?? `https://odb.${region}.amazonaws.com`).replace(/\/+$/, "");
}

/** `aws:endpoints` is a list of objects that map services to URLs; it travels as JSON text. */
function configuredEndpoint(): string | undefined {
    const text = configured("aws:endpoints");
    if (text === undefined) return undefined;
    let parsed: unknown;
    try {
        parsed = JSON.parse(text);
    } catch {
        throw new SettingsError("aws:endpoints is not JSON");
    }
    for (const entry of [parsed].flat()) {
        const url = typeof entry === "object" && entry !== null && "odb" in entry ? entry.odb : undefined;
        if (typeof url === "string" && url !== "") return url;
    }
    return undefined;
}
