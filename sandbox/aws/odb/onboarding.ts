import type { World } from "../../core/world";
import { denied, invalid } from "./refusals";
import type { Members, OdbService } from "./service";

const activeStatuses = ["ACTIVE", "ACTIVE_IN_HOME_REGION", "ACTIVE_LIMITED"];

function isLinked(world: World): boolean {
    return activeStatuses.includes(world.onboarding.status);
}

/** Only an account that is linked to an OCI tenancy may create resources. */
export function requireOnboarding(world: World): void {
    if (isLinked(world)) return;
    throw denied(
        `The account is not onboarded to Oracle Database@AWS: its onboarding status is ${world.onboarding.status}.`,
    );
}

export function getOciOnboardingStatus({ world }: OdbService): Members {
    const { onboarding, settings } = world;
    const answer: Members = { status: onboarding.status, autonomousDatabaseOciIntegrationIamRoles: [] };
    if (onboarding.status === "PENDING_CUSTOMER_ACTION") {
        answer.newTenancyActivationLink = "https://www.oracle.com/activation/new-tenancy";
        answer.existingTenancyActivationLink = "https://www.oracle.com/activation/existing-tenancy";
    }
    if (!isLinked(world)) return answer;
    answer.linkedOciTenancyId = settings.tenancyId;
    answer.linkedOciCompartmentId = settings.compartmentId;
    if (onboarding.identityDomain) {
        const available = onboarding.identityDomain.status === "AVAILABLE";
        answer.ociIdentityDomain = {
            status: onboarding.identityDomain.status,
            statusReason: onboarding.identityDomain.statusReason,
            ...(available && {
                ociIdentityDomainId: settings.domainId,
                ociIdentityDomainResourceUrl: `https://cloud.oracle.com/identity/domains/${settings.domainId}?region=${settings.ociRegion}`,
                ociIdentityDomainUrl: settings.domainUrl,
                accountSetupCloudFormationUrl: world.accountSetupTemplateUrl,
            }),
        };
    }
    return answer;
}

export interface InitializeServiceInput {
    ociIdentityDomain?: boolean;
    autonomousDatabaseOciAwsSecretsManagerIntegration?: "ENABLED" | "DISABLED";
}

export function initializeService({ world }: OdbService, input: InitializeServiceInput, failure?: string): Members {
    const { onboarding } = world;
    if (onboarding.status === "NOT_STARTED") {
        onboarding.status = "PENDING_CUSTOMER_ACTION";
        return {};
    }
    if (!input.ociIdentityDomain) return {};
    if (!isLinked(world)) throw invalid("ociIdentityDomain", "The account is not linked to an OCI tenancy yet.");
    if (onboarding.identityDomain && onboarding.identityDomain.status !== "FAILED") return {};
    onboarding.identityDomain = { status: "PROVISIONING" };
    world.jobs.after("identityDomain", () => {
        onboarding.identityDomain = failure ? { status: "FAILED", statusReason: failure } : { status: "AVAILABLE" };
    });
    return {};
}

/** Nothing but the onboarding links an account; a token of the marketplace is taken and changes nothing. */
export function acceptMarketplaceRegistration(): Members {
    return {};
}
