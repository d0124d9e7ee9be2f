import { createHash, createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SandboxSettings } from "../core/settings";
import type { Settings } from "./routes";

const userId = "ocid1.user.oc1..aaaasandboxuser";

/** Clients of the native OCI provider that this sandbox answers, by the names that provider gives them. */
const ociClients = [
    "oci_database.DatabaseClient",
    "oci_dbmulticloud.DbMulticloudAwsProviderClient",
    "oci_dbmulticloud.MultiCloudResourceDiscoveryClient",
    "oci_dbmulticloud.WorkRequestClient",
    "oci_identity.IdentityClient",
];

/** The one user of the OCI tenancy, with a key that lives as long as the sandbox. */
export interface OciUser {
    tenancyId: string;
    userId: string;
    fingerprint: string;
    privateKeyPath: string;
    publicKeyPem: string;
    /** `<tenancy>/<user>/<fingerprint>`, as it stands in signatures. */
    keyId: string;
}

/** Makes a key pair for the OCI user; the private key goes into the folder, readable by its owner only. */
export function createOciUser(settings: SandboxSettings, directory: string): OciUser {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const privateKeyPath = join(directory, "oci-api-key.pem");
    mkdirSync(directory, { recursive: true });
    writeFileSync(privateKeyPath, pair.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    const publicKeyPem = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const { tenancyId } = settings;
    const fingerprint = fingerprintOf(publicKeyPem);
    return {
        tenancyId,
        userId,
        fingerprint,
        privateKeyPath,
        publicKeyPem,
        keyId: `${tenancyId}/${userId}/${fingerprint}`,
    };
}

function fingerprintOf(publicKeyPem: string): string {
    const der = createPublicKey(publicKeyPem).export({ type: "spki", format: "der" });
    return (createHash("md5").update(der).digest("hex").match(/../g) ?? []).join(":");
}

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
    const services = ["odb", "kms", "iam", "sts", "cloudformation"];
    return {
        environment: {
            AWS_ACCESS_KEY_ID: "AKIASANDBOXSANDBOX00",
            AWS_SECRET_ACCESS_KEY: "sandbox",
            AWS_REGION: settings.awsRegion,
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
