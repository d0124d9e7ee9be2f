import type * as pulumi from "@pulumi/pulumi";

/** The account's existing OIDC provider. An AWS account holds one provider for each issuer. */
export interface ExistingOidcProviderArgs {
    /** ARN of the provider. @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    arn: pulumi.Input<string>;
}

/** Arguments of {@link OidcProvider}: creation arguments, or `existing`. */
export interface OidcProviderArgs {
    /**
     * Issuer of the tokens, with `https://` and without a port: output `issuerUrl` of IdentityDomain. A change replaces the
     * provider. This is refused while databases need it.
     * @default required unless `existing` is given
     * @example "https://idcs-0123.identity.oraclecloud.com"
     */
    issuerUrl?: pulumi.Input<string>;
    /**
     * Audiences that AWS accepts in tokens of this issuer. Oracle does not publish the value; the default is inferred from the
     * OIDC scope of connectors. A change is made in place. Removing an audience that a role in use trusts is refused.
     * @default ["DBMC/"]
     * @example ["DBMC/"]
     */
    audiences?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * SHA-1 thumbprints of the issuer's certificate authority, 40 hexadecimal digits each.
     * @default none; AWS finds them
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
     * Use this provider instead of creating one. Excludes every other argument but `protect`.
     * @default none; a provider is created
     * @example { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" }
     */
    existing?: ExistingOidcProviderArgs;
    /**
     * Protect the provider from deletion. Without it, no database of any cluster can reach its key.
     * @default true
     * @example false
     */
    protect?: boolean;
}
