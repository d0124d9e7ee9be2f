import { type Connector, findConnectorOfCluster } from "../clouds/oci/connectors";
import { broken, whole } from "./finding";
import type { Link } from "./link";

/** Whether nodes assume the role, judged by the status of an association or a connector. That status dates from the last refresh. */
export function isConnected(status: string, requireAllNodes: boolean): boolean {
    return status === "CONNECTED" || (!requireAllNodes && status === "PARTIALLY_CONNECTED");
}

/** The identity connector in OCI that the cluster names. Each node assumes the role through it. */
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
            return broken(`${name} is ${lifecycleState}`, "look at the connector in the OCI console");
        }
        if (connector.roleArn !== roleArn) {
            return broken(`${name} uses ${connector.roleArn ?? "no role"}, not ${roleArn}`, "associate the role again");
        }
        if (assumeRoleStatus === "CONNECTED") return whole;
        const apart = connector.nodes.filter(({ status }) => status !== "CONNECTED");
        const nodes = apart.map(({ hostName, status }) => `${hostName} ${status}`).join(", ");
        return broken(
            `${name} is ${assumeRoleStatus}${nodes && ` (${nodes})`}`,
            "repair the links before it, then change an entry of `refreshTriggers`, or run `pulumi up --refresh`",
        );
    },
};

/** A scope of an identity domain is the audience followed by the scope: `DBMC/aws` is scope `aws` of audience `DBMC/`. */
export function audienceOf(oidcScope: string): string {
    const slash = oidcScope.lastIndexOf("/");
    return slash < 0 ? oidcScope : oidcScope.slice(0, slash + 1);
}
