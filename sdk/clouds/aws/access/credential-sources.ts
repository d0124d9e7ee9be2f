import { configured, environment, SettingsError } from "../../core/settings";
import {
    type AwsKeys,
    asksInstance,
    configuredKeys,
    entries,
    environmentKeys,
    profileFiles,
    stsRegion,
} from "../settings";
import { configuredWebIdentity } from "./assumed-roles";
import { awsConnections, placeOptions } from "./connections";

type Source = () => Promise<AwsKeys>;

/**
 * Where keys come from before any role of `aws:assumeRoles` is taken. The order is that of the native provider: keys of the
 * stack configuration, its web identity, its profile; then of the environment keys, web identity and profile; then the default
 * profile, the container, the EC2 instance.
 */
export async function baseSource(): Promise<Source> {
    const keys = configuredKeys();
    if (keys) return async () => keys;
    const identity = configuredWebIdentity();
    if (identity) {
        const { fromWebToken } = await import("@aws-sdk/credential-providers");
        const { RoleArn, RoleSessionName, DurationSeconds, Policy, PolicyArns } = identity.params;
        return () =>
            fromWebToken({
                webIdentityToken: identity.token(),
                roleArn: RoleArn,
                ...(RoleSessionName ? { roleSessionName: RoleSessionName } : {}),
                ...(DurationSeconds ? { durationSeconds: DurationSeconds } : {}),
                ...(Policy ? { policy: Policy } : {}),
                ...(PolicyArns ? { policyArns: PolicyArns } : {}),
                clientConfig: placeOptions("sts", stsRegion()),
            })();
    }
    const profile = configured("aws:profile");
    if (profile) return profileSource(profile, "aws:profile");
    const given = environmentKeys();
    if (given) return async () => given;
    if (environment("AWS_WEB_IDENTITY_TOKEN_FILE")) {
        const { fromTokenFile } = await import("@aws-sdk/credential-providers");
        return fromTokenFile({ clientConfig: placeOptions("sts", stsRegion()) });
    }
    const named = environment("AWS_PROFILE", "AWS_DEFAULT_PROFILE");
    if (named) return profileSource(named, "AWS_PROFILE");
    const { createCredentialChain } = await import("@aws-sdk/credential-providers");
    return createCredentialChain(await inProfile("default"), await machineSource());
}

/** A profile that is named must hold keys: the machine's own would be somebody else's. */
async function profileSource(profile: string, setting: string): Promise<Source> {
    const ask = await inProfile(profile);
    return () =>
        ask().catch(() => {
            throw new SettingsError(
                `no AWS credentials were obtained from the profile that ${setting} names: sign in to it with the AWS tools, or correct the name`,
            );
        });
}

async function inProfile(profile: string): Promise<Source> {
    if (entries("aws:endpoints").some(({ sso }) => sso !== undefined && sso !== "")) {
        throw new SettingsError("aws:endpoints.sso is not supported by this package: leave it out");
    }
    const { fromIni } = await import("@aws-sdk/credential-providers");
    const { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } = await import("@aws-sdk/client-sts");
    const { sender } = awsConnections();
    // The role assumers read these when a profile names a role: a profile with keys needs no Region.
    const atSts = () => placeOptions("sts", stsRegion());
    return fromIni({
        profile,
        ...profileFiles(),
        roleAssumer: (keys, params) => getDefaultRoleAssumer(atSts())(keys, params),
        roleAssumerWithWebIdentity: (params) => getDefaultRoleAssumerWithWebIdentity(atSts())(params),
        ...(sender ? { clientConfig: { requestHandler: sender } } : {}),
    });
}

/** Keys of the container, or of the EC2 instance. Their addresses are on the machine itself: no proxy leads there. */
async function machineSource(): Promise<Source> {
    const { fromHttp, fromInstanceMetadata } = await import("@aws-sdk/credential-providers");
    if (environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")) return fromHttp();
    if (asksInstance()) return fromInstanceMetadata();
    return () => Promise.reject(new SettingsError("no AWS credentials were obtained: set aws:profile"));
}
