import { type Connector, findConnectorOfCluster } from "../clouds/oci/connectors";
import { broken, whole } from "./finding";
import type { Link } from "./link";

/** Whether nodes take the role, by the status of an association or of a connector; it is as old as the last refresh. */
export function isConnected(status: string, requireAllNodes: boolean): boolean {
    return status === "CONNECTED" || (!requireAllNodes && status === "PARTIALLY_CONNECTED");
}

/** The identity connector in OCI that the cluster names, through which each node takes the role. */
export const identityConnector: Link<Connector> = {
    name: "identity-connector",
    read: ({ vmClusterOcid }, shared) =>
        shared(`connector of ${vmClusterOcid}`, () => findConnectorOfCluster(vmClusterOcid)),
    judge(connector, { vmClusterOcid, roleArn }) {
        if (connector === undefined) {
            return broken(
                `VM cluster ${vmClusterOcid} names no identity connector`,
                "give ClusterIdentity the argument `connector`, and run `pulumi up`",
            );
        }
        const { id, displayName, lifecycleState, assumeRoleStatus } = connector;
        const name = `identity connector ${displayName} (${id})`;
        if (lifecycleState !== "ACTIVE") {
            return broken(`${name} is ${lifecycleState}`, "look at the connector in the console of OCI");
        }
        if (connector.roleArn !== roleArn) {
            return broken(`${name} uses ${connector.roleArn ?? "no role"}, not ${roleArn}`, "associate the role again");
        }
        if (assumeRoleStatus === "CONNECTED") return whole;
        const apart = connector.nodes.filter(({ status }) => status !== "CONNECTED");
        const nodes = apart.map(({ hostName, status }) => `${hostName} ${status}`).join(", ");
        return broken(
            `${name} is ${assumeRoleStatus}${nodes && ` (${nodes})`}`,
            "mend the links before it, then change an entry of `refreshTriggers`, or run `pulumi up --refresh`",
        );
    },
};

/** Scopes of an identity domain are audience and scope in one: `DBMC/aws` is `aws` of `DBMC/`. */
export function audienceOf(oidcScope: string): string {
    const slash = oidcScope.lastIndexOf("/");
    return slash < 0 ? oidcScope : oidcScope.slice(0, slash + 1);
}
