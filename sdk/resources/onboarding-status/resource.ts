import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link OnboardingStatus}. */
export interface OnboardingStatusArgs {
    /**
     * Configure the identity domain when the account has none (ODB `InitializeService`), and wait until it is AVAILABLE.
     * Accounts linked since 2025-11-18 have one from the start; for others its absence is an error unless this is set.
     * @default false
     * @example true
     */
    configure?: pulumi.Input<boolean>;
    /**
     * Any change reads the status again during `up`; without one it is read at creation and by `pulumi refresh`.
     * @default none
     * @example { accountRelinked: "2026-02-01" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * How the AWS account is linked to OCI, and its identity domain (ODB `GetOciOnboardingStatus`).
 * Deleting the resource changes nothing in either cloud.
 */
export class OnboardingStatus extends HostedResource {
    /** Status of the link: ACTIVE, ACTIVE_IN_HOME_REGION, ACTIVE_LIMITED, … */
    declare readonly status: pulumi.Output<string>;
    /** OCID of the identity domain. */
    declare readonly identityDomainId: pulumi.Output<string>;
    /** URL of the identity domain as the service gives it, usually with `:443`. */
    declare readonly identityDomainUrl: pulumi.Output<string>;
    /** The URL as tokens carry it in `iss`: without port 443 and trailing slash. */
    declare readonly issuerUrl: pulumi.Output<string>;
    /** AVAILABLE once the domain can be used. */
    declare readonly identityDomainStatus: pulumi.Output<string>;
    /** URL of the vendor's CloudFormation template that makes OIDC provider and role. */
    declare readonly accountSetupTemplateUrl: pulumi.Output<string | undefined>;
    /** OCID of the linked tenancy. */
    declare readonly tenancyId: pulumi.Output<string | undefined>;
    /** OCID of the linked compartment, in which clusters and connectors land. */
    declare readonly compartmentId: pulumi.Output<string | undefined>;

    constructor(name: string, args: OnboardingStatusArgs = {}, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "OnboardingStatus",
                path: "resources/onboarding-status",
                outputs: [
                    "status",
                    "identityDomainId",
                    "identityDomainUrl",
                    "issuerUrl",
                    "identityDomainStatus",
                    "accountSetupTemplateUrl",
                    "tenancyId",
                    "compartmentId",
                ],
            },
            name,
            { ...args },
            opts,
        );
    }
}
