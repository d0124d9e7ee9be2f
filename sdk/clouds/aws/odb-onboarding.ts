import { odbCall } from "./odb";

export interface OciIdentityDomain {
    readonly ociIdentityDomainId?: string;
    readonly ociIdentityDomainUrl?: string;
    readonly status?: string;
    readonly statusReason?: string;
    readonly accountSetupCloudFormationUrl?: string;
}

/** The answer of `GetOciOnboardingStatus`, as far as it is used. */
export interface OciOnboardingStatus {
    readonly status?: string;
    readonly ociIdentityDomain?: OciIdentityDomain;
    readonly linkedOciTenancyId?: string;
    readonly linkedOciCompartmentId?: string;
}

export function getOciOnboardingStatus(): Promise<OciOnboardingStatus> {
    return odbCall("GetOciOnboardingStatus", {}) as Promise<OciOnboardingStatus>;
}

/** Configures the identity domain of an account that has none. */
export async function initializeIdentityDomain(): Promise<void> {
    await odbCall("InitializeService", { ociIdentityDomain: true });
}
