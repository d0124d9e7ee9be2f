import { audienceOf } from "../../chain/identity-connector";
import type { OdbRole } from "../../clouds/aws/odb-roles";
import type { Connector } from "../../clouds/oci/connectors";
import { commandFor } from "../../functions/role-associations";

/** Why a connector cannot be used, node by node, with the service's words and the places to look at. */
export function explain(
    connector: Connector,
    wanted: { readonly vmClusterOcid: string; readonly roleArn: string; readonly requireAllNodes?: boolean },
    association?: OdbRole,
): string {
    const title = `identity connector ${connector.displayName} (${connector.id})`;
    if (connector.roleArn !== wanted.roleArn) {
        return (
            `${title} uses ${connector.roleArn ? `the role ${connector.roleArn}` : "no role"}, not ${wanted.roleArn}; ` +
            "remove the other association, then associate the role with the VM cluster"
        );
    }
    const connected = connector.nodes.filter(({ status }) => status === "CONNECTED").length;
    const width = Math.max(0, ...connector.nodes.map(({ hostName }) => hostName.length));
    const nodes = connector.nodes.map(({ hostName, status }) => `  ${hostName.padEnd(width)}  ${status}`);
    return [
        `${title} is ${connector.assumeRoleStatus} after a refresh: ${connected} of ${connector.nodes.length} nodes can ` +
            `assume ${wanted.roleArn}`,
        ...nodes,
        ...(connector.lifecycleDetails ? [`OCI says: ${connector.lifecycleDetails}`] : []),
        ...(association?.statusReason ? [`AWS says: ${association.status}: ${association.statusReason}`] : []),
        "Check in this order:",
        "  STS and KMS access of the ODB network: both ENABLED",
        `  the OIDC provider in IAM: its URL is the issuer ${connector.issuerUrl.replace(/:443\/?$/, "")}`,
        `  the trust policy of the role: audience ${audienceOf(connector.oidcScope)}, subject ${wanted.vmClusterOcid}`,
        "Then change an entry of `refreshTriggers`, or run again",
    ].join("\n");
}

/** What to do if the connector is gone but its association is not: AWS attaches a connector only when a role is associated. */
export function lostConnector(
    wanted: { readonly vmClusterArn: string; readonly vmClusterOcid: string; readonly roleArn: string },
    associationStatus: string,
): string {
    return [
        `VM cluster ${wanted.vmClusterOcid} has no identity connector, although its association with role ${wanted.roleArn} is ` +
            `${associationStatus}: somebody deleted the connector`,
        "Either let the program create a connector: give ClusterIdentity the argument `connector`, such as `connector: {}`, and run again.",
        "Or associate the role again, which attaches a connector, and then run `pulumi up --refresh`:",
        `  ${commandFor("disassociate-iam-role-from-resource", wanted)}`,
        `  ${commandFor("associate-iam-role-to-resource", wanted)}`,
    ].join("\n");
}
