import { configured, environment, SettingsError } from "../core/settings";

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

/** Static keys of the stack configuration. Without them, the AWS SDK looks for keys in its usual places. */
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

/** A role of `aws:assumeRoles`. Each role is assumed with the credentials of the role before. */
interface AssumedRole {
    readonly roleArn: string;
    readonly sessionName?: string;
    readonly externalId?: string;
}

export function assumedRoles(): AssumedRole[] {
    return entries("aws:assumeRoles").flatMap(({ roleArn, sessionName, externalId }) =>
        typeof roleArn === "string"
            ? [
                  {
                      roleArn,
                      ...(typeof sessionName === "string" ? { sessionName } : {}),
                      ...(typeof externalId === "string" ? { externalId } : {}),
                  },
              ]
            : [],
    );
}

/** Endpoint of STS, if it is not that of AWS. */
export function stsEndpoint(): string | undefined {
    return awsEndpoint("sts");
}

export function odbEndpoint(region: string): string {
    return (awsEndpoint("odb") ?? `https://odb.${region}.amazonaws.com`).replace(/\/+$/, "");
}

/** Endpoint of a service, if it is not that of AWS. @param service As `aws:endpoints` names it: "kms", "cloudtrail". */
export function awsEndpoint(service: string): string | undefined {
    return configuredEndpoint(service) ?? environment(`AWS_ENDPOINT_URL_${service.toUpperCase()}`, "AWS_ENDPOINT_URL");
}

/** `aws:endpoints` is a list of objects that map services to URLs. */
function configuredEndpoint(service: string): string | undefined {
    const urls = entries("aws:endpoints").map((entry) => entry[service]);
    return urls.find((url): url is string => typeof url === "string" && url !== "");
}

/** A setting that is a list of objects. The stack configuration holds it as JSON text. */
function entries(key: string): Record<string, unknown>[] {
    const text = configured(key);
    if (text === undefined) return [];
    let parsed: unknown;
    try {
        parsed = JSON.parse(text);
    } catch {
        throw new SettingsError(`${key} is not JSON`);
    }
    return [parsed]
        .flat()
        .filter((entry): entry is Record<string, unknown> => typeof entry === "object" && entry !== null);
}
