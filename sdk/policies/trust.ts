import { type PolicyDocument, policyVersion } from "./document";

/** Whom a cluster's role trusts. */
export interface TrustPolicyOptions {
    /** ARN of the OIDC provider of the identity domain. */
    oidcProviderArn: string;
    /** Issuer of the tokens that the cluster's nodes present: the URL of the identity domain. */
    issuerUrl: string;
    /**
     * The token's `aud`. Oracle does not publish it; the default is the audience part of the OIDC scope `DBMC/aws`.
     * @default "DBMC/"
     */
    audience?: string;
    /** The token's `sub`: the OCID of the VM cluster, so that no other cluster can assume the role. */
    subject: string;
}

export const defaultAudience = "DBMC/";

/** The role's trust policy: tokens of one issuer, for one audience, presented by one VM cluster. */
export function trustPolicy(options: TrustPolicyOptions): PolicyDocument {
    const issuer = issuerName(options.issuerUrl);
    return {
        Version: policyVersion,
        Statement: [
            {
                Sid: "VmClusterIdentity",
                Effect: "Allow",
                Principal: { Federated: options.oidcProviderArn },
                Action: "sts:AssumeRoleWithWebIdentity",
                Condition: {
                    StringEquals: {
                        [`${issuer}:aud`]: options.audience ?? defaultAudience,
                        [`${issuer}:sub`]: options.subject,
                    },
                },
            },
        ],
    };
}

/** The issuer as it stands in tokens: the URL of the identity domain without the `:443` that OCI lists, and without a trailing slash. */
export function issuerUrlOf(domainUrl: string): string {
    return domainUrl
        .trim()
        .replace(/\/+$/, "")
        .replace(/:443(?=\/|$)/, "");
}

/** The issuer as it stands in ARNs of OIDC providers and in condition keys: without the scheme. */
export function issuerName(issuerUrl: string): string {
    return issuerUrlOf(issuerUrl).replace(/^https:\/\//i, "");
}
