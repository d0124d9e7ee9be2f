import { configured, environment, SettingsError } from "../../core/settings";

/** `used`: as @pulumi/oci uses it. `harmless`: it changes neither who calls nor where. */
type Treatment = "used" | "harmless";

/**
 * Each setting of @pulumi/oci, without its prefix `oci:`. Those of the token exchange count only with an `auth` that the package
 * refuses. The services that the package calls have no endpoints of their own for realms or for dual stack.
 */
export const ociSettings = {
    auth: "used",
    configFileProfile: "used",
    disableAutoRetries: "harmless",
    dualStackEndpointEnabled: "harmless",
    fingerprint: "used",
    ignoreDefinedTags: "harmless",
    privateKey: "used",
    privateKeyPassword: "used",
    privateKeyPath: "used",
    realmSpecificServiceEndpointTemplateEnabled: "harmless",
    region: "used",
    retriesConfigFile: "harmless",
    retryDurationSeconds: "harmless",
    tenancyOcid: "used",
    testTimeMaintenanceRebootDue: "harmless",
    tokenExchangeAuth: "harmless",
    tokenExchangeClientId: "harmless",
    tokenExchangeClientSecret: "harmless",
    tokenExchangeDomainUrl: "harmless",
    tokenExchangePublicKey: "harmless",
    tokenExchangeRequestedTokenType: "harmless",
    tokenExchangeResourceType: "harmless",
    tokenExchangeRpstExp: "harmless",
    tokenExchangeSubjectTokenType: "harmless",
    userOcid: "used",
    workloadIdentityTokenPath: "harmless",
} as const satisfies Record<string, Treatment>;

/** Reads a setting from the places of the native OCI provider: stack config, then environment. */
export function ociSetting(name: keyof typeof ociSettings, attribute: string): string | undefined {
    return configured(`oci:${name}`) ?? environment(`TF_VAR_${attribute}`, `OCI_${attribute.toUpperCase()}`);
}

/** A switch of the native OCI provider that only the environment has. */
export function ociSwitch(name: string): string | undefined {
    return environment(`TF_VAR_${name}`, `OCI_${name.toUpperCase()}`, name);
}

/** Refuses switches that would make the native provider call as somebody else, or elsewhere, than the package. */
export function refuseUnsupportedOci(): void {
    const faults = [
        ...(ociSwitch("use_obo_token")?.toLowerCase() === "true"
            ? ["use_obo_token (a delegation token) is not supported by this package: unset it, and sign in as yourself"]
            : []),
        ...(ociSwitch("domain_name_override") === undefined
            ? []
            : ["domain_name_override is not supported by this package: unset it, and use CLIENT_HOST_OVERRIDES"]),
    ];
    if (faults.length > 0) throw new SettingsError(faults.join("\n"));
}
