import { environment, onConfigChange, SettingsError } from "../../core/settings";
import { type AwsKeys, stsRegion } from "../settings";
import { refuseOtherAccounts } from "./account-limits";
import { assumedRoles } from "./assumed-roles";
import { placeOptions } from "./connections";
import { baseSource } from "./credential-sources";
import { refuseUnsupportedAws } from "./native-settings";

type Source = () => Promise<AwsKeys>;

/** Milliseconds. Keys that end sooner are fetched again. */
const leeway = 300_000;

let source: Promise<Source> | undefined;
onConfigChange(() => {
    source = undefined;
});

/** Finds keys as the native provider does. Then assumes the roles of `aws:assumeRoles`. */
export async function awsCredentials(): Promise<AwsKeys> {
    refuseUnsupportedAws();
    const found = source ?? findSource();
    source = found;
    try {
        return await (await found)();
    } catch (error) {
        if (source === found) source = undefined;
        if (error instanceof SettingsError) throw error;
        throw new SettingsError(`no AWS credentials were obtained: ${remedy()}`);
    }
}

function remedy(): string {
    if (assumedRoles().length > 0) return "check that the roles of aws:assumeRoles may be assumed";
    if (environment("AWS_WEB_IDENTITY_TOKEN_FILE")) return "check AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE";
    return "set aws:profile, or sign in as for @pulumi/aws with the AWS tools";
}

async function findSource(): Promise<Source> {
    const { fromTemporaryCredentials } = await import("@aws-sdk/credential-providers");
    const taken = assumedRoles().reduce<Source>(
        (masterCredentials, params) =>
            kept(
                fromTemporaryCredentials({
                    masterCredentials,
                    params: { RoleSessionName: `pulumi-${Date.now()}`, ...params },
                    clientConfig: placeOptions("sts", stsRegion()),
                }),
            ),
        kept(await baseSource()),
    );
    return kept(async () => {
        const keys = await taken();
        await refuseOtherAccounts(keys);
        return keys;
    });
}

/** Asks the source once for all callers, and again shortly before the keys end. */
function kept(ask: Source): Source {
    let held: AwsKeys | undefined;
    let asked: Promise<AwsKeys> | undefined;
    return async () => {
        const { expiration } = held ?? {};
        if (held !== undefined && (expiration === undefined || expiration.getTime() - Date.now() > leeway)) return held;
        asked ??= ask().finally(() => {
            asked = undefined;
        });
        held = await asked;
        return held;
    };
}
