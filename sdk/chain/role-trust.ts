import type { Connector } from "../clouds/oci/connectors";
import { evaluateToken, issuerUrlOf, type PolicyDocument } from "../policies";
import { broken, type Finding, findingOf, untold } from "./finding";
import { audienceOf } from "./identity-connector";
import type { Link } from "./link";
import { providerArnOf } from "./oidc-provider";
import { readConnector, readRole } from "./reads";

/** What the nodes of a cluster present to AWS STS. */
export interface Token {
    readonly providerArn: string;
    readonly audience: string;
    readonly subject: string;
}

/**
 * The token that a connector asks for. Oracle does not publish what it puts into tokens. The package creates its roles with
 * this same interpretation.
 */
export function tokenOf(
    { issuerUrl, oidcScope }: Pick<Connector, "issuerUrl" | "oidcScope">,
    vmClusterOcid: string,
    roleArn: string,
): Token {
    return { providerArn: providerArnOf(roleArn, issuerUrl), audience: audienceOf(oidcScope), subject: vmClusterOcid };
}

/** The link `role-trust`: whether the trust policy of a role accepts the tokens of a cluster. */
export function judgeTrust(trustPolicy: PolicyDocument | string, token: Token, roleArn: string): Finding {
    return findingOf(
        evaluateToken({ trustPolicy }, { ...token, issuer: issuerOfProvider(token.providerArn), roleArn }),
        `let the trust policy of ${roleArn} accept tokens of ${token.providerArn} with audience ${token.audience} and subject ${token.subject}`,
    );
}

/** The issuer of a provider is the last part of the provider's ARN. */
export function issuerOfProvider(arn: string): string {
    return issuerUrlOf(`https://${arn.replace(/^.*:oidc-provider\//, "")}`);
}

interface TrustFacts {
    readonly document: string;
    /** Absent without a connector, because the connector names issuer and scope. */
    readonly token?: Token;
}

/** The trust policy of the cluster's role, compared with the tokens that its connector asks for. */
export const roleTrust: Link<TrustFacts> = {
    name: "role-trust",
    async read(subject, shared) {
        const [role, connector] = await Promise.all([readRole(subject, shared), readConnector(subject, shared)]);
        if (role === undefined) return undefined;
        const { document, roleArn } = role;
        if (connector === undefined) return { document };
        return { document, token: tokenOf(connector, subject.vmClusterOcid, roleArn) };
    },
    judge(facts, { roleArn }) {
        if (roleArn === undefined) return untold("a role", "role-association");
        if (facts === undefined) {
            const remedy = "run `pulumi up --refresh`, which creates the role again under the same name";
            return broken(`IAM has no role ${roleArn}`, remedy);
        }
        const { document, token } = facts;
        if (token === undefined) return untold("a connector, which names the issuer", "identity-connector");
        return judgeTrust(document, token, roleArn);
    },
};
