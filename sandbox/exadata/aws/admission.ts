import { Refusal } from "../../core/exadata";
import type { Connector, VmCluster } from "../../core/records";
import { issuerOf } from "../../core/settings";
import type { World } from "../../core/world";
import { type PolicyDocument, parsePolicy } from "../iam/document";
import { allowsToken, type TokenClaims } from "../iam/trust";
import { arnParts } from "./arns";
import type { AwsClients } from "./clients";
import { type Role, readProvider, readRole } from "./roles";

/** What a node needs to sign in, found in order. */
export interface Admission {
    role: Role;
    claims: TokenClaims;
    /** The policy of the ODB network on its way to KMS, when it has one. */
    networkKmsPolicy?: PolicyDocument;
}

/** Refusals on this side of the network: STS is never asked. */
export const neverSent: ReadonlySet<string> = new Set([
    "NetworkAccessDisabled",
    "NoIdentityDomain",
    "InvalidIssuer",
    "InvalidScope",
    "NoRole",
]);

/** Session names as the nodes choose them. */
export function sessionName(hostName: string): string {
    return hostName.replace(/[^\w+=,.@-]/g, "-").slice(0, 64);
}

/**
 * Checks everything between a node of the cluster and temporary credentials of the connector's role, besides the call
 * itself. The refusal names what is missing.
 */
export async function admit(
    world: World,
    clients: AwsClients,
    cluster: VmCluster,
    connector: Connector,
    hostName: string,
): Promise<Admission> {
    const network = requireNetworkAccess(world, cluster);
    const claims = requireToken(world, cluster, connector);
    const roleArn = connector.value.serviceRoleDetails.find((role) => role.serviceType === "KMS")?.roleArn;
    if (roleArn === undefined) throw new Refusal("NoRole", "The identity connector names no IAM role for KMS.");

    const { partition, accountId } = arnParts(roleArn);
    const issuer = claims.iss.replace(/^https:\/\//, "");
    const providerArn = `arn:${partition}:iam::${accountId}:oidc-provider/${issuer}`;
    const [audiences, role] = await Promise.all([
        readProvider(clients.iam, providerArn),
        readRole(clients.iam, roleArn),
    ]);
    if (!audiences)
        throw new Refusal(
            "InvalidIdentityToken",
            `No OpenIDConnect provider found in your account for ${claims.iss} (expected ${providerArn}).`,
        );
    if (!audiences.includes(claims.aud))
        throw new Refusal(
            "InvalidIdentityToken",
            `Incorrect token audience: the token is for "${claims.aud}", OIDC provider ${providerArn} takes ${audiences.map((one) => `"${one}"`).join(", ") || "none"}.`,
        );
    if (!role) throw new Refusal("AccessDenied", `AWS account ${accountId} has no IAM role ${roleArn}.`);

    const call = {
        roleArn,
        providerArn,
        sessionName: sessionName(hostName),
        region: arnParts(cluster.cloudVmClusterArn).region,
    };
    if (!allowsToken(role.trustPolicy(), claims, call))
        throw new Refusal(
            "AccessDenied",
            `Not authorized to perform sts:AssumeRoleWithWebIdentity: the trust policy of role ${role.name} does not allow ` +
                `a token with ${issuer}:aud "${claims.aud}" and ${issuer}:sub "${claims.sub}".`,
        );
    const sts = network.stsPolicyDocument;
    if (sts !== undefined && !allowsToken(parsePolicy(`the STS policy of ${network.name}`, sts), claims, call))
        throw new Refusal(
            "AccessDenied",
            `Not authorized to perform sts:AssumeRoleWithWebIdentity: the STS policy of ${network.name} does not allow role ${role.name}.`,
        );
    const kms = network.kmsPolicyDocument;
    return {
        role,
        claims,
        networkKmsPolicy: kms === undefined ? undefined : parsePolicy(`the KMS policy of ${network.name}`, kms),
    };
}

function requireNetworkAccess(world: World, cluster: VmCluster) {
    const network = world.networks.get(cluster.odbNetworkId);
    if (!network)
        throw new Refusal("NetworkAccessDisabled", `VM cluster ${cluster.displayName} has no ODB network any more.`);
    const name = `ODB network ${network.displayName} (${network.odbNetworkId})`;
    const missing = [
        ...(network.stsAccess === "ENABLED" ? [] : ["STS access"]),
        ...(network.kmsAccess === "ENABLED" ? [] : ["KMS access"]),
    ];
    if (missing.length > 0)
        throw new Refusal(
            "NetworkAccessDisabled",
            `${missing.join(" and ")} of ${name} ${missing.length > 1 ? "are" : "is"} not enabled.`,
        );
    return { ...network, name };
}

/** The identity domain issues a token for the connector's scope, with its own URL as the issuer. */
function requireToken(world: World, cluster: VmCluster, connector: Connector): TokenClaims {
    if (world.onboarding.identityDomain?.status !== "AVAILABLE")
        throw new Refusal("NoIdentityDomain", "The OCI identity domain of the account is not AVAILABLE.");
    const issuer = issuerOf(world.settings.domainUrl);
    const { issuerUrl, oidcScope = "" } = connector.value;
    if (issuerOf(issuerUrl) !== issuer)
        throw new Refusal(
            "InvalidIssuer",
            `Issuer ${issuerUrl} of the identity connector is not the identity domain ${issuer}.`,
        );
    if (oidcScope !== "DBMC/aws")
        throw new Refusal("InvalidScope", `The identity domain issues no token for the scope "${oidcScope}".`);
    const audience = oidcScope.slice(0, oidcScope.indexOf("/") + 1);
    return { iss: issuer, aud: audience, sub: cluster.ocid ?? "" };
}
