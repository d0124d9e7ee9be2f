import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxSettings } from "../core/settings";
import type { OciUser } from "./oci-user";
import type { Settings } from "./routes";

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
    endpoints: { aws: string; oci: string; control: string },
): Settings {
    const configFile = join(directory, "aws-config");
    const credentialsFile = join(directory, "aws-credentials");
    for (const file of [configFile, credentialsFile]) writeFileSync(file, "");
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
            CLIENT_HOST_OVERRIDES: ociClients.map((client) => `${client}=${endpoints.oci}`).join(";"),
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
