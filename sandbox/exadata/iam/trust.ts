import { RequestContext, timesOf } from "./context";
import type { PolicyDocument } from "./document";
import { judgeProvider } from "./principals";
import { type AccessRequest, consult } from "./statements";

/** The claims of a token that a node of a cluster gets from the identity domain. */
export interface TokenClaims {
    iss: string;
    aud: string;
    sub: string;
}

const action = "sts:AssumeRoleWithWebIdentity";

/** Other claims, other issuers' claims, and what a call without AWS credentials cannot have. */
const absentKeys = [
    /:(aud|sub|amr|azp|oaud|email)$/i,
    /^aws:(SourceAccount|SourceArn|PrincipalArn|PrincipalAccount|PrincipalTag\/.+|RequestTag\/.+)$/i,
    /^sts:(ExternalId|SourceIdentity)$/i,
];

/** Whether a policy lets the token have the role: the trust policy, or the network's policy on its way to STS. */
export function allowsToken(
    policy: PolicyDocument,
    claims: TokenClaims,
    call: { roleArn: string; providerArn: string; sessionName: string; region: string },
): boolean {
    const issuer = claims.iss.replace(/^https:\/\//, "");
    const request: AccessRequest = {
        action,
        resource: call.roleArn,
        context: new RequestContext(
            {
                [`${issuer}:aud`]: claims.aud,
                [`${issuer}:sub`]: claims.sub,
                "aws:FederatedProvider": call.providerArn,
                "aws:RequestedRegion": call.region,
                "aws:SecureTransport": "true",
                ...timesOf(new Date()),
                "sts:RoleSessionName": call.sessionName,
            },
            absentKeys,
        ),
    };
    const verdicts = consult(policy, request, judgeProvider(policy.name, call.providerArn));
    return verdicts.allowed && !verdicts.denied;
}
