import { SettingsError, settingFile } from "../core/settings";
import { fromProfile, profileName } from "./access/config-file";
import { ociSetting } from "./access/native-settings";

/** The ways to sign in (`oci:auth`) of @pulumi/oci that this package supports. */
const authentications = [
    "ApiKey",
    "SecurityToken",
    "InstancePrincipal",
    "ResourcePrincipal",
    "OKEWorkloadIdentity",
] as const;
type Authentication = (typeof authentications)[number];

/** The other ways of @pulumi/oci. */
const unsupported = ["InstancePrincipalWithCerts", "WorkloadIdentityFederation"];

/** A private key that signs requests. The package holds it in memory only. */
interface RequestKey {
    readonly privateKey: string;
    readonly passphrase?: string;
}

/** A key that a user has uploaded to OCI. */
interface ApiKey extends RequestKey {
    readonly tenancyOcid: string;
    readonly userOcid: string;
    readonly fingerprint: string;
}

/** A key with its token, as `oci session authenticate` creates both. */
export interface SessionKey extends RequestKey {
    /** The token as it is now. The OCI tools write a new one to its file. */
    token(): string;
}

export function authentication(): Authentication {
    const wanted = (ociSetting("auth", "auth") ?? "ApiKey").toLowerCase();
    const found = authentications.find((known) => known.toLowerCase() === wanted);
    if (found) return found;
    const named = unsupported.find((known) => known.toLowerCase() === wanted);
    const reason = named ? `oci:auth ${named} is not supported by this package` : "oci:auth is no way to sign in";
    throw new SettingsError(`${reason}: use one of ${authentications.join(", ")}`);
}

/** The region for calls whose target names no region. */
export function ociRegion(): string {
    const region = ociSetting("region", "region") ?? fromProfile("region");
    if (!region) throw missing(["oci:region"]);
    return region;
}

/** The tenancy of the caller, if the settings name it. For an instance, a resource or a pod they do not. */
export function callerTenancy(): string | undefined {
    const kind = authentication();
    if (kind === "SecurityToken") return fromProfile("tenancy");
    if (kind !== "ApiKey") return undefined;
    const key = apiKey();
    return "token" in key ? fromProfile("tenancy") : key.tenancyOcid;
}

/** The key of a user: the user that stack configuration and environment name in full, or else the user of the OCI config file. */
export function apiKey(): ApiKey | SessionKey {
    const tenancyOcid = ociSetting("tenancyOcid", "tenancy_ocid");
    const userOcid = ociSetting("userOcid", "user_ocid");
    const fingerprint = ociSetting("fingerprint", "fingerprint");
    const key = givenKey() ?? keyOfProfile();
    if (tenancyOcid && userOcid && fingerprint && key) return { tenancyOcid, userOcid, fingerprint, ...key };
    // The native provider does not mix the two. If one part is missing above, it takes all three from the file.
    const [tenancy, user, print] = [fromProfile("tenancy"), fromProfile("user"), fromProfile("fingerprint")];
    if (tenancy && print && key) {
        if (user) return { tenancyOcid: tenancy, userOcid: user, fingerprint: print, ...key };
        const file = fromProfile("security_token_file");
        if (file)
            return { token: () => settingFile(file, "security_token_file of the OCI config file").trim(), ...key };
    }
    throw missing([
        ...(tenancyOcid ? [] : ["oci:tenancyOcid"]),
        ...(userOcid ? [] : ["oci:userOcid"]),
        ...(fingerprint ? [] : ["oci:fingerprint"]),
        ...(key ? [] : ["oci:privateKey or oci:privateKeyPath"]),
    ]);
}

/** The key of a session in a profile. The native provider needs the name of the profile. */
export function sessionKey(): SessionKey {
    if (profileName() === undefined) {
        throw new SettingsError("oci:auth SecurityToken needs a profile: set oci:configFileProfile");
    }
    const file = fromProfile("security_token_file");
    const key = keyOfProfile();
    if (file === undefined || key === undefined) {
        throw new SettingsError(
            "the profile that oci:configFileProfile names has no session: sign in with `oci session authenticate`",
        );
    }
    const passphrase = ociSetting("privateKeyPassword", "private_key_password") ?? key.passphrase;
    const token = () => settingFile(file, "security_token_file of the OCI config file").trim();
    return { ...key, ...(passphrase ? { passphrase } : {}), token };
}

function givenKey(): RequestKey | undefined {
    const path = ociSetting("privateKeyPath", "private_key_path");
    const privateKey =
        // Line breaks may be written as \n.
        ociSetting("privateKey", "private_key")?.replaceAll("\\n", "\n") ??
        (path === undefined ? undefined : settingFile(path, keyFile));
    if (privateKey === undefined) return undefined;
    const passphrase = ociSetting("privateKeyPassword", "private_key_password");
    return { privateKey, ...(passphrase ? { passphrase } : {}) };
}

const keyFile = "oci:privateKeyPath (or key_file of the OCI config file)";

function keyOfProfile(): RequestKey | undefined {
    const path = fromProfile("key_file");
    if (path === undefined) return undefined;
    const passphrase =
        fromProfile("pass_phrase", "passphrase") ?? ociSetting("privateKeyPassword", "private_key_password");
    return { privateKey: settingFile(path, keyFile), ...(passphrase ? { passphrase } : {}) };
}

function missing(names: readonly string[]): SettingsError {
    return new SettingsError(
        `OCI settings are missing: ${names.join(", ")}. ` +
            "Set them in the stack configuration as for @pulumi/oci, in the environment, or in the OCI config file",
    );
}
