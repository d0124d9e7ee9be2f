import { evaluateToken, issuerUrlOf, type PolicyDocument } from "../policies";
import { type Finding, findingOf } from "./finding";

/** What the nodes of a cluster present to AWS STS. */
export interface Token {
    readonly providerArn: string;
    readonly audience: string;
    readonly subject: string;
}

/** The link `role-trust`: whether the trust policy of a role lets in the tokens of a cluster. */
export function judgeTrust(trustPolicy: PolicyDocument | string, token: Token, roleArn: string): Finding {
    return findingOf(
        evaluateToken({ trustPolicy }, { ...token, issuer: issuerOfProvider(token.providerArn), roleArn }),
        `let the trust policy of ${roleArn} take tokens of ${token.providerArn} with audience ${token.audience} and subject ${token.subject}`,
    );
}

/** The issuer that a provider stands for is the rest of its ARN. */
export function issuerOfProvider(arn: string): string {
    return issuerUrlOf(`https://${arn.replace(/^.*:oidc-provider\//, "")}`);
}
