import type * as common from "oci-common";
import { SettingsError } from "../core/settings";
import { loadCommon } from "./modules";
import { apiKey, authentication, configFile, profileName } from "./settings";

/** Signs in as the settings say. An error does not repeat the message of the SDK, which may quote key material. */
export async function ociCredentials(): Promise<common.AuthenticationDetailsProvider> {
    const kind = authentication();
    const { SimpleAuthenticationDetailsProvider, ...sdk } = loadCommon();
    if (kind === "ApiKey") {
        const key = apiKey();
        return new SimpleAuthenticationDetailsProvider(
            key.tenancyOcid,
            key.userOcid,
            key.fingerprint,
            key.privateKey,
            key.passphrase ?? null,
        );
    }
    try {
        switch (kind) {
            case "SecurityToken":
                return new sdk.SessionAuthDetailProvider(configFile(), profileName());
            case "InstancePrincipal":
                return await new sdk.InstancePrincipalsAuthenticationDetailsProviderBuilder().build();
            case "ResourcePrincipal":
                return sdk.ResourcePrincipalAuthenticationDetailsProvider.builder();
        }
    } catch {
        throw new SettingsError(`signing in to OCI by ${kind} (oci:auth) failed on this machine`);
    }
}
