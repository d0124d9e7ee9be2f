import type * as common from "oci-common";
import { SettingsError } from "../../core/settings";
import { loadCommon } from "../modules";
import { apiKey, authentication, type SessionKey, sessionKey } from "../settings";
import { instancePrincipal } from "./instance-principal";
import { refuseUnsupportedOci } from "./native-settings";
import { workloadIdentity } from "./workload-identity";

/** Signs in as the settings say. An error does not repeat the message of the SDK, which may quote key material. */
export async function ociCredentials(): Promise<common.AuthenticationDetailsProvider> {
    refuseUnsupportedOci();
    const kind = authentication();
    if (kind === "ApiKey") return userCredentials();
    if (kind === "SecurityToken") return sessionCredentials(sessionKey());
    try {
        if (kind === "InstancePrincipal") return await instancePrincipal();
        if (kind === "OKEWorkloadIdentity") return await workloadIdentity();
        return loadCommon().ResourcePrincipalAuthenticationDetailsProvider.builder();
    } catch {
        throw new SettingsError(`signing in to OCI by ${kind} (oci:auth) failed on this machine`);
    }
}

function userCredentials(): common.AuthenticationDetailsProvider {
    const key = apiKey();
    if ("token" in key) return sessionCredentials(key);
    const { SimpleAuthenticationDetailsProvider } = loadCommon();
    const { tenancyOcid, userOcid, fingerprint, privateKey, passphrase = null } = key;
    return new SimpleAuthenticationDetailsProvider(tenancyOcid, userOcid, fingerprint, privateKey, passphrase);
}

function sessionCredentials({ privateKey, passphrase, token }: SessionKey): common.AuthenticationDetailsProvider {
    return {
        getKeyId: async () => `ST$${token()}`,
        getPrivateKey: () => privateKey,
        getPassphrase: () => passphrase ?? null,
    };
}
