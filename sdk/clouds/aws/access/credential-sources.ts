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
 * Where keys come from before a role of `aws:assumeRoles` is assumed, in the order of the native provider:
 *
 * 1. stack configuration: keys, web identity, profile
 * 2. environment: keys, web identity, profile
 * 3. the profile `default`, the container, the EC2 instance
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

/** A named profile must hold keys. The keys of the machine would belong to somebody else. */
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
    // Only a profile that names a role needs this. A profile with keys needs no Region.
    const atSts = () => placeOptions("sts", stsRegion());
    return fromIni({
        profile,
        ...profileFiles(),
        roleAssumer: (keys, params) => getDefaultRoleAssumer(atSts())(keys, params),
        roleAssumerWithWebIdentity: (params) => getDefaultRoleAssumerWithWebIdentity(atSts())(params),
        ...(sender ? { clientConfig: { requestHandler: sender } } : {}),
    });
}

/** Keys of the container, or of the EC2 instance. Their addresses are on the machine itself, so no proxy is used. */
async function machineSource(): Promise<Source> {
    const { fromHttp, fromInstanceMetadata } = await import("@aws-sdk/credential-providers");
    if (environment("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")) return fromHttp();
    if (asksInstance()) return fromInstanceMetadata();
    return () => Promise.reject(new SettingsError("no AWS credentials were obtained: set aws:profile"));
}
