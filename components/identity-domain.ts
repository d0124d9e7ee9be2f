import * as pulumi from "@pulumi/pulumi";
import { OnboardingStatus } from "../sdk/resources";
import type { IdentityDomainArgs } from "./args/identity-domain";
import { accept, assured } from "./internal/checks";
import { identityDomain } from "./schema/identities";

/**
 * The OCI identity domain that Oracle Database\@AWS linked to this AWS account (GetOciOnboardingStatus). Fails with the remedy if
 * the account is not onboarded or has no identity domain.
 * @example new IdentityDomain("domain")
 */
export class IdentityDomain extends pulumi.ComponentResource {
    /** Onboarding status of the account, such as `ACTIVE`. */
    public readonly onboardingStatus: pulumi.Output<string>;
    /** Status of the identity domain: `AVAILABLE` once you can use it. */
    public readonly domainStatus: pulumi.Output<string>;
    /** OCID of the identity domain. */
    public readonly domainId: pulumi.Output<string>;
    /** URL of the identity domain as the service returns it. */
    public readonly url: pulumi.Output<string>;
    /** Issuer of the tokens of VM clusters: the URL of the identity domain without port and trailing slash. */
    public readonly issuerUrl: pulumi.Output<string>;
    /** OCID of the linked OCI tenancy. */
    public readonly tenancyId: pulumi.Output<string>;
    /** OCID of the linked OCI compartment, which holds VM clusters and connectors. */
    public readonly compartmentId: pulumi.Output<string>;
    /**
     * URL of the service's CloudFormation template that creates the OIDC provider and the role; undefined if the service returns
     * none. Give it as `templateUrl` to AccountSetupStack.
     */
    public readonly accountSetupTemplateUrl: pulumi.Output<string | undefined>;

    constructor(name: string, args: IdentityDomainArgs = {}, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:IdentityDomain", name, {}, opts);
        args = accept(this, name, identityDomain, args);
        const onboarding = new OnboardingStatus(
            name,
            { configure: args.configure, refreshTriggers: args.refreshTriggers },
            { parent: this },
        );
        this.onboardingStatus = onboarding.status;
        this.domainStatus = onboarding.identityDomainStatus;
        this.domainId = onboarding.identityDomainId;
        this.url = onboarding.identityDomainUrl;
        this.issuerUrl = onboarding.issuerUrl;
        this.tenancyId = this.linked("tenancy", onboarding.tenancyId);
        this.compartmentId = this.linked("compartment", onboarding.compartmentId);
        this.accountSetupTemplateUrl = onboarding.accountSetupTemplateUrl;
        this.registerOutputs({
            onboardingStatus: this.onboardingStatus,
            domainStatus: this.domainStatus,
            domainId: this.domainId,
            url: this.url,
            issuerUrl: this.issuerUrl,
            tenancyId: this.tenancyId,
            compartmentId: this.compartmentId,
            accountSetupTemplateUrl: this.accountSetupTemplateUrl,
        });
    }

    private linked(what: string, ocid: pulumi.Output<string | undefined>): pulumi.Output<string> {
        const message = `The AWS account is not linked to an OCI ${what} yet. Remedy: finish the onboarding of Oracle Database@AWS, then run \`pulumi up --refresh\`.`;
        return assured(this, ocid, (known) => (known === undefined ? message : undefined)).apply(
            (known) => known ?? "",
        );
    }
}
