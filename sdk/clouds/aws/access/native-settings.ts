import { configured, SettingsError } from "../../core/settings";

/** `used`: as @pulumi/aws uses it. `harmless`: it changes neither who calls nor where. `refused`: an error. */
type Treatment = "used" | "harmless" | "refused";

/** Each setting of @pulumi/aws, without its prefix `aws:`. */
export const awsSettings = {
    accessKey: "used",
    allowedAccountIds: "used",
    assumeRoleWithWebIdentity: "used",
    assumeRoles: "used",
    customCaBundle: "used",
    defaultTags: "harmless",
    ec2MetadataServiceEndpoint: "refused",
    ec2MetadataServiceEndpointMode: "refused",
    endpoints: "used",
    forbiddenAccountIds: "used",
    httpProxy: "used",
    httpsProxy: "used",
    ignoreTags: "harmless",
    insecure: "used",
    maxRetries: "harmless",
    noProxy: "used",
    profile: "used",
    region: "used",
    retryMode: "harmless",
    s3UsEast1RegionalEndpoint: "harmless",
    s3UsePathStyle: "harmless",
    secretKey: "used",
    sharedConfigFiles: "used",
    sharedCredentialsFiles: "used",
    skipCredentialsValidation: "harmless",
    skipMetadataApiCheck: "used",
    skipRegionValidation: "harmless",
    skipRequestingAccountId: "harmless",
    stsRegion: "used",
    tagPolicyCompliance: "harmless",
    token: "used",
    tokenBucketRateLimiterCapacity: "harmless",
    useDualstackEndpoint: "used",
    useFipsEndpoint: "used",
    userAgents: "harmless",
} as const satisfies Record<string, Treatment>;

const remedies: Readonly<Record<string, string>> = {
    ec2MetadataServiceEndpoint: "set AWS_EC2_METADATA_SERVICE_ENDPOINT in the environment, which both read",
    ec2MetadataServiceEndpointMode: "set AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE in the environment, which both read",
};

/** Refuses settings that would make the native provider call as somebody else, or elsewhere, than the package. */
export function refuseUnsupportedAws(): void {
    const faults = Object.entries(awsSettings)
        .filter(([name, treatment]) => treatment === "refused" && configured(`aws:${name}`) !== undefined)
        .map(([name]) => `aws:${name} is not supported by this package: ${remedies[name]}`);
    if (faults.length > 0) throw new SettingsError(faults.join("\n"));
}
