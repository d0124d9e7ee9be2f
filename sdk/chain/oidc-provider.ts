import { findOidcAudiences } from "../clouds/aws/oidc-providers";
import { issuerName } from "../policies";
import { broken, type Finding, untold, whole } from "./finding";
import { audienceOf } from "./identity-connector";
import type { Link } from "./link";
import { readConnector } from "./reads";

interface ProviderFacts {
    readonly arn: string;
    /** The audience of the cluster's tokens. */
    readonly audience: string;
    readonly audiences?: readonly string[];
}

/**
 * The account's provider for the issuer of a cluster's tokens.
 * @param arn ARN of anything in the account.
 */
export function providerArnOf(arn: string, issuerUrl: string): string {
    const [, partition, , , account] = arn.split(":");
    return `arn:${partition}:iam::${account}:oidc-provider/${issuerName(issuerUrl)}`;
}

/** The OIDC provider in IAM. Without it, AWS accepts no token of the identity domain. */
export const oidcProvider: Link<ProviderFacts> = {
    name: "oidc-provider",
    async read(subject, shared) {
        const connector = await readConnector(subject, shared);
        if (connector === undefined) return undefined;
        const arn = providerArnOf(subject.roleArn ?? subject.vmClusterArn, connector.issuerUrl);
        const audiences = await findOidcAudiences(arn);
        return { arn, audience: audienceOf(connector.oidcScope), ...(audiences === undefined ? {} : { audiences }) };
    },
    judge(facts) {
        if (facts === undefined) return untold("a connector, which names the issuer", "identity-connector");
        return judgeProvider(facts);
    },
};

/** The link `oidc-provider`: whether AWS knows the issuer of a cluster's tokens and accepts their audience. */
export function judgeProvider({ arn, audience, audiences }: ProviderFacts): Finding {
    if (audiences?.includes(audience)) return whole;
    if (audiences !== undefined) {
        return broken(
            `OIDC provider ${arn} does not accept tokens for ${audience}`,
            `aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${arn} --client-id ${audience}`,
        );
    }
    const issuer = `https://${arn.replace(/^.*:oidc-provider\//, "")}`;
    return broken(
        `the account has no OIDC provider ${arn}`,
        `aws iam create-open-id-connect-provider --url ${issuer} --client-id-list ${audience}`,
    );
}
