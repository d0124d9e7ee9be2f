import { onConfigChange, SettingsError } from "../core/settings";
import { type AwsKeys, assumedRoles, awsProfile, configuredKeys, stsEndpoint } from "./settings";

type Source = () => Promise<AwsKeys>;

let source: Source | undefined;
onConfigChange(() => {
    source = undefined;
});

/** Takes the keys of the stack configuration, or else those that the AWS tools would use. Then assumes the roles of `aws:assumeRoles`. */
export async function awsCredentials(region: string): Promise<AwsKeys> {
    source ??= await findSource(region);
    return source().catch(() => {
        const remedy =
            assumedRoles().length > 0
                ? "check that the roles of aws:assumeRoles may be assumed"
                : "set aws:profile, or sign in as for @pulumi/aws with the AWS tools";
        throw new SettingsError(`no AWS credentials were obtained: ${remedy}`);
    });
}

async function findSource(region: string): Promise<Source> {
    const { fromNodeProviderChain, fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    const keys = configuredKeys();
    const profile = awsProfile();
    const base: Source = keys ? async () => keys : fromNodeProviderChain(profile ? { profile } : {});
    const endpoint = stsEndpoint();
    return assumedRoles().reduce<Source>(
        (masterCredentials, { roleArn, sessionName, externalId }) =>
            fromTemporaryCredentials({
                masterCredentials,
                params: {
                    RoleArn: roleArn,
                    ...(sessionName ? { RoleSessionName: sessionName } : {}),
                    ...(externalId ? { ExternalId: externalId } : {}),
                },
                clientConfig: { region, ...(endpoint ? { endpoint } : {}) },
            }),
        base,
    );
}
