import { isObject, type Plain, type Properties } from "../host/values";

export interface AwsSettings {
    region: string;
    accessKey?: string;
    secretKey?: string;
    token?: string;
    profile?: string;
    /** By service id, as in `endpoints: [{ kms: "http://…" }]`. */
    endpoints: Record<string, string>;
    defaultTags: Record<string, string>;
    sharedConfigFile?: string;
    sharedCredentialsFile?: string;
    skipCredentialsValidation: boolean;
}

/** The real plugin has these; pretending to follow them would be worse than refusing. */
const refused = ["assumeRoles", "assumeRoleWithWebIdentity", "ignoreTags", "allowedAccountIds", "forbiddenAccountIds"];

/** Lists, objects and flags reach a plugin as JSON text. */
function parsed(value: Plain | undefined): Plain | undefined {
    if (typeof value !== "string") return value;
    try {
        return JSON.parse(value) as Plain;
    } catch {
        return value;
    }
}

function textOf(value: Plain | undefined): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

function firstText(value: Plain | undefined): string | undefined {
    const list = parsed(value);
    return Array.isArray(list) ? textOf(list[0]) : undefined;
}

function texts(value: Plain | undefined): Record<string, string> {
    const entries = isObject(value) ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => textOf(entry[1]) !== undefined));
}

/** Reads the provider's configuration, and what it leaves open from the environment. */
export function readSettings(config: Properties, environment: NodeJS.ProcessEnv = process.env): AwsSettings {
    for (const name of refused) {
        const value = parsed(config[name]);
        if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
        throw new Error(
            `the sandbox's stand-in for the aws plugin does not support the setting aws:${name}; remove it`,
        );
    }
    const region = textOf(config.region) ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
    if (!region) {
        throw new Error(
            "Missing region configuration: set `aws:region` (pulumi config set aws:region us-east-1) or AWS_REGION",
        );
    }
    const endpoints: Record<string, string> = {};
    const configured = parsed(config.endpoints);
    for (const entry of Array.isArray(configured) ? configured : [configured]) Object.assign(endpoints, texts(entry));
    const defaults = parsed(config.defaultTags);
    const settings: AwsSettings = {
        region,
        endpoints,
        defaultTags: texts(isObject(defaults) ? parsed(defaults.tags) : undefined),
        skipCredentialsValidation: parsed(config.skipCredentialsValidation) === true,
    };
    const optional = {
        accessKey: textOf(config.accessKey),
        secretKey: textOf(config.secretKey),
        token: textOf(config.token),
        profile: textOf(config.profile),
        sharedConfigFile: firstText(config.sharedConfigFiles),
        sharedCredentialsFile: firstText(config.sharedCredentialsFiles),
    };
    for (const [name, value] of Object.entries(optional)) if (value) Object.assign(settings, { [name]: value });
    return settings;
}

/** Configured endpoint, then the service's environment variable, then the one for all services. */
export function endpointOf(
    settings: AwsSettings,
    service: string,
    environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
    return (
        settings.endpoints[service] ??
        environment[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
        environment.AWS_ENDPOINT_URL
    );
}
