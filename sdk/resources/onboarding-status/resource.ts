import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link OnboardingStatus}. */
export interface OnboardingStatusArgs {
    /**
     * Configure the identity domain if the account has none (ODB `InitializeService`), and wait until it is AVAILABLE. Accounts
     * linked since 2025-11-18 have one from the start. If false, a missing domain is an error.
     * @default false
     * @example true
     */
    configure?: pulumi.Input<boolean>;
    /**
     * Values of your choice, by name. Each change reads the status again during `pulumi up`.
     * @default none; the status is read at creation and by `pulumi refresh`
     * @example { accountRelinked: "2026-02-01" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The link of the AWS account to OCI, and its identity domain (ODB `GetOciOnboardingStatus`). Fails with the remedy if the
 * account is not linked. Deleting the resource changes nothing in either cloud.
 */
export class OnboardingStatus extends HostedResource {
    /** Status of the link, such as ACTIVE, ACTIVE_IN_HOME_REGION or ACTIVE_LIMITED. */
    declare readonly status: pulumi.Output<string>;
    /** OCID of the identity domain. */
    declare readonly identityDomainId: pulumi.Output<string>;
    /** URL of the identity domain as the service returns it, usually with `:443`. */
    declare readonly identityDomainUrl: pulumi.Output<string>;
    /** The URL as it stands in the `iss` claim of tokens: without port 443 and trailing slash. */
    declare readonly issuerUrl: pulumi.Output<string>;
    /** Status of the identity domain: AVAILABLE once you can use it. */
    declare readonly identityDomainStatus: pulumi.Output<string>;
    /**
     * URL of the service's CloudFormation template that creates the OIDC provider and the role; absent if the service returns
     * none.
     */
    declare readonly accountSetupTemplateUrl: pulumi.Output<string | undefined>;
    /** OCID of the linked tenancy. */
    declare readonly tenancyId: pulumi.Output<string | undefined>;
    /** OCID of the linked compartment, which holds clusters and connectors. */
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
