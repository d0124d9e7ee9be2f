import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link AccountSetupStack}. */
export interface AccountSetupStackArgs {
    /**
     * URL of the vendor's CloudFormation template: output `accountSetupTemplateUrl` of IdentityDomain. A stack keeps the template
     * that it was made with: a new one could replace a role in use, and is for new stacks.
     * @example domain.accountSetupTemplateUrl
     */
    templateUrl: pulumi.Input<string | undefined>;
    /** URL of the identity domain: output `url` of IdentityDomain. A change is refused while databases use it. @example "https://idcs-0123.identity.oraclecloud.com:443" */
    identityDomainUrl: pulumi.Input<string>;
    /**
     * ARN of the OIDC provider that the account has already. An account holds one for each identity domain, so every stack
     * but the first needs it. A change is refused while databases use the identity domain.
     * @default none: the stack makes the provider
     * @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com"
     */
    oidcProviderArn?: pulumi.Input<string>;
    /**
     * Name of the parameter that takes the URL of the identity domain. The template is not published: the default is a reading of the console.
     * @default "OCIIdentityDomainUrl"
     * @example "OCIIdentityDomainUrl"
     */
    identityDomainUrlParameter?: string;
    /**
     * Name of the parameter that takes the ARN of the OIDC provider.
     * @default "OIDCProviderArn"
     * @example "OIDCProviderArn"
     */
    oidcProviderArnParameter?: string;
    /**
     * Other parameters of the template by name. CloudFormation may replace the role for a change: refused while databases use the
     * identity domain.
     * @default none
     * @example { RoleName: "OracleDatabaseKMS-sales" }
     */
    parameters?: { [name: string]: pulumi.Input<string> };
    /**
     * Name of the output that tells the ARN of the role. Not published either.
     * @default "RoleArn"
     * @example "RoleArn"
     */
    roleArnOutput?: string;
    /**
     * Name of the output that tells the ARN of the OIDC provider; not read when `oidcProviderArn` is given.
     * @default "OIDCProviderArn"
     * @example "OIDCProviderArn"
     */
    oidcProviderArnOutput?: string;
    /**
     * Name of the stack. A change replaces the stack with its role and provider: refused while databases use the identity domain.
     * @default made by Pulumi from the name of the component
     * @example "exadata-kms-sales"
     */
    stackName?: pulumi.Input<string>;
    /**
     * ARN of the role that CloudFormation takes for all operations on the stack.
     * @default none: it acts as the caller
     * @example "arn:aws:iam::111122223333:role/CloudFormation"
     */
    iamRoleArn?: pulumi.Input<string>;
    /**
     * AWS tags of the stack and of what it makes.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Protect the stack from deletion: with its role and provider, databases lose their keys.
     * @default true
     * @example false
     */
    protect?: boolean;
}
