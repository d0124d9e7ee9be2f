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
 * The token that a connector asks for. What Oracle puts into tokens is not published: this is the reading that the package makes
 * its roles by.
 */
export function tokenOf(
    { issuerUrl, oidcScope }: Pick<Connector, "issuerUrl" | "oidcScope">,
    vmClusterOcid: string,
    roleArn: string,
): Token {
    return { providerArn: providerArnOf(roleArn, issuerUrl), audience: audienceOf(oidcScope), subject: vmClusterOcid };
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

interface TrustFacts {
    readonly document: string;
    /** Absent without a connector, which has issuer and scope. */
    readonly token?: Token;
}

/** The trust policy of the cluster's role, held against the tokens that its connector asks for. */
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
            const remedy = "pulumi up --refresh, which makes the role again under its name";
            return broken(`IAM has no role ${roleArn}`, remedy);
        }
        const { document, token } = facts;
        if (token === undefined) return untold("a connector, which has the issuer", "identity-connector");
        return judgeTrust(document, token, roleArn);
    },
};
