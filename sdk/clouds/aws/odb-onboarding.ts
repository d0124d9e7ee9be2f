import { odbCall } from "./odb";

export interface OciIdentityDomain {
    readonly ociIdentityDomainId?: string;
    readonly ociIdentityDomainUrl?: string;
    readonly status?: string;
    readonly statusReason?: string;
    readonly accountSetupCloudFormationUrl?: string;
}

/** The members of the answer of `GetOciOnboardingStatus` that the package uses. */
export interface OciOnboardingStatus {
    readonly status?: string;
    readonly ociIdentityDomain?: OciIdentityDomain;
    readonly linkedOciTenancyId?: string;
    readonly linkedOciCompartmentId?: string;
}

export function getOciOnboardingStatus(): Promise<OciOnboardingStatus> {
    return odbCall("GetOciOnboardingStatus", {}) as Promise<OciOnboardingStatus>;
}

/** Creates the identity domain of an account that has none (InitializeService). */
export async function initializeIdentityDomain(): Promise<void> {
    await odbCall("InitializeService", { ociIdentityDomain: true });
}
