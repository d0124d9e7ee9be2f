import {
    configured,
    configuredFlag,
    configuredParts,
    configuredTexts,
    environment,
    SettingsError,
} from "../core/settings";

export interface AwsKeys {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
    /** When they end, for keys that do. */
    readonly expiration?: Date;
}

/** The Region that @pulumi/aws uses. */
export function awsRegion(): string {
    const region = configured("aws:region") ?? environment("AWS_REGION", "AWS_DEFAULT_REGION");
    if (!region) throw new SettingsError("the AWS Region is missing: set aws:region in the stack configuration");
    return region;
}

/** The Region in which STS is asked. */
export function stsRegion(): string {
    return configured("aws:stsRegion") ?? awsRegion();
}

/** Keys of the stack configuration. They come before all other credentials. */
export function configuredKeys(): AwsKeys | undefined {
    const accessKeyId = configured("aws:accessKey");
    const secretAccessKey = configured("aws:secretKey");
    const sessionToken = configured("aws:token");
    if (!accessKeyId && !secretAccessKey && !sessionToken) return undefined;
    if (!accessKeyId || !secretAccessKey) {
        throw new SettingsError("aws:accessKey, aws:secretKey and aws:token: one of the two keys is missing; set both");
    }
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/** Keys of the environment. They come before AWS_PROFILE, and after aws:profile. */
export function environmentKeys(): AwsKeys | undefined {
    const accessKeyId = environment("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY");
    const secretAccessKey = environment("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");
    const sessionToken = environment("AWS_SESSION_TOKEN");
    if (!accessKeyId || !secretAccessKey) return undefined;
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}

/** The files with the profiles, if the stack configuration names others than those of the AWS tools. */
export function profileFiles(): { filepath?: string; configFilepath?: string } {
    const credentials = onlyFile("aws:sharedCredentialsFiles");
    const config = onlyFile("aws:sharedConfigFiles");
    return {
        ...(credentials === undefined ? {} : { filepath: credentials }),
        ...(config === undefined ? {} : { configFilepath: config }),
    };
}

function onlyFile(key: string): string | undefined {
    const [file, ...others] = configuredTexts(key);
    if (others.length === 0) return file;
    throw new SettingsError(
        `${key} names more than one file, which this package does not support: put the profiles into one`,
    );
}

/** Whether keys may come from the metadata of the EC2 instance. */
export function asksInstance(): boolean {
    const skip = configuredFlag("aws:skipMetadataApiCheck");
    if (skip !== undefined) return !skip;
    const disabled = environment("AWS_SKIP_METADATA_API_CHECK", "AWS_EC2_METADATA_DISABLED");
    return disabled?.toLowerCase() !== "true";
}

/** The kinds of endpoints that the stack configuration asks for. */
export function endpointKinds(): { useFipsEndpoint?: boolean; useDualstackEndpoint?: boolean } {
    const useFipsEndpoint = configuredFlag("aws:useFipsEndpoint");
    const useDualstackEndpoint = configuredFlag("aws:useDualstackEndpoint");
    return {
        ...(useFipsEndpoint === undefined ? {} : { useFipsEndpoint }),
        ...(useDualstackEndpoint === undefined ? {} : { useDualstackEndpoint }),
    };
}

export function odbEndpoint(region: string): string {
    return (awsEndpoint("odb") ?? publicOdbEndpoint(region)).replace(/\/+$/, "");
}

function publicOdbEndpoint(region: string): string {
    const saysYes = (variable: string) => environment(variable)?.toLowerCase() === "true";
    const {
        useFipsEndpoint = saysYes("AWS_USE_FIPS_ENDPOINT"),
        useDualstackEndpoint = saysYes("AWS_USE_DUALSTACK_ENDPOINT"),
    } = endpointKinds();
    const host = useFipsEndpoint ? "odb-fips" : "odb";
    return `https://${host}.${region}.${useDualstackEndpoint ? "api.aws" : "amazonaws.com"}`;
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

/** A setting that is an object, or a list of objects. */
export function entries(key: string): Record<string, unknown>[] {
    const value = configuredParts(key);
    if (value === undefined) return [];
    const list = [value].flat();
    if (list.every(isObject)) return list;
    throw new SettingsError(`${key} is not a list of objects`);
}

function isObject(entry: unknown): entry is Record<string, unknown> {
    return typeof entry === "object" && entry !== null && !Array.isArray(entry);
}
