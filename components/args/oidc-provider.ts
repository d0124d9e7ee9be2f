import type * as pulumi from "@pulumi/pulumi";

/** An OIDC provider that the account already has: an AWS account holds one for each issuer. */
export interface ExistingOidcProviderArgs {
    /** ARN of the provider. @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    arn: pulumi.Input<string>;
}

/** Arguments of {@link OidcProvider}: creation arguments, or `existing`. */
export interface OidcProviderArgs {
    /**
     * Issuer of the tokens, `https://` and without a port: output `issuerUrl` of IdentityDomain. A change replaces the provider:
     * refused while databases need it.
     * @default required unless `existing` is given
     * @example "https://idcs-0123.identity.oraclecloud.com"
     */
    issuerUrl?: pulumi.Input<string>;
    /**
     * Audiences that AWS accepts in tokens of this issuer. What Oracle puts there is not published: the default is a reading of the connector's OIDC scope.
     * @default ["DBMC/"]
     * @example ["DBMC/"]
     */
    audiences?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * SHA-1 thumbprints of the issuer's certificate authority; AWS finds them itself when none is given.
     * @default none
     * @example ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
     */
    thumbprints?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * AWS tags of the provider.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use this provider instead of creating one; excludes every other argument.
     * @default none: a provider is created
     * @example { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" }
     */
    existing?: ExistingOidcProviderArgs;
    /**
     * Protect the provider from deletion: without it no database of any cluster can reach its key.
     * @default true
     * @example false
     */
    protect?: boolean;
}
