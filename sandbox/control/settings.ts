import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxSettings } from "../core/settings";
import { writeOciFiles } from "./oci-files";
import type { OciUser } from "./oci-user";
import type { Settings } from "./route";

/** Clients of the native OCI provider that this sandbox answers, by the names that provider gives them. */
const ociClients = [
    "oci_database.DatabaseClient",
    "oci_dbmulticloud.DbMulticloudAwsProviderClient",
    "oci_dbmulticloud.MultiCloudResourceDiscoveryClient",
    "oci_dbmulticloud.WorkRequestClient",
    "oci_identity.IdentityClient",
];

/** Environment and stack config that point programs at the sandbox instead of at the clouds, and at nobody's credentials. */
export function settingsFor(
    settings: SandboxSettings,
    directory: string,
    user: OciUser,
    endpoints: { aws: string; oci: string; ociHome: string; control: string },
): Settings {
    const configFile = join(directory, "aws-config");
    const credentialsFile = join(directory, "aws-credentials");
    for (const file of [configFile, credentialsFile]) writeFileSync(file, "");
    const oci = writeOciFiles(settings, directory, user, endpoints.oci);
    const services = ["odb", "kms", "iam", "sts", "cloudformation", "cloudtrail"];
    return {
        environment: {
            AWS_ACCESS_KEY_ID: "AKIASANDBOXSANDBOX00",
            AWS_SECRET_ACCESS_KEY: "sandbox",
            AWS_REGION: settings.awsRegion,
            // boto3 and the first version of the AWS CLI read this one only.
            AWS_DEFAULT_REGION: settings.awsRegion,
            AWS_ENDPOINT_URL: endpoints.aws,
            AWS_EC2_METADATA_DISABLED: "true",
            AWS_CONFIG_FILE: configFile,
            AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
            CLIENT_HOST_OVERRIDES: hostOverrides(settings, endpoints),
            // The SDKs look at this one where ~/.oci/config does not exist, and the CLI at its own.
            OCI_CONFIG_FILE: oci.configFile,
            OCI_CLI_CONFIG_FILE: oci.configFile,
            OCI_CLI_RC_FILE: oci.defaultsFile,
            EXADATA_SANDBOX_CONTROL: endpoints.control,
        },
        pulumiConfig: {
            "aws:region": settings.awsRegion,
            "aws:skipCredentialsValidation": "true",
            "aws:skipRequestingAccountId": "true",
            "aws:skipMetadataApiCheck": "true",
            "aws:endpoints": JSON.stringify([Object.fromEntries(services.map((name) => [name, endpoints.aws]))]),
            "oci:region": settings.ociRegion,
            "oci:tenancyOcid": user.tenancyId,
            "oci:userOcid": user.userId,
            "oci:fingerprint": user.fingerprint,
            "oci:privateKeyPath": user.privateKeyPath,
        },
    };
}

/** The stand-in for the oci plugin knows the names with a region: there a provider of the home region finds Identity. */
function hostOverrides({ ociRegion, ociHome }: SandboxSettings, endpoints: { oci: string; ociHome: string }): string {
    const here = ociClients.map((client) => `${client}=${endpoints.oci}`);
    if (ociHome.region === ociRegion) return here.join(";");
    return [...here, `oci_identity.IdentityClient@${ociHome.region}=${endpoints.ociHome}`].join(";");
}
