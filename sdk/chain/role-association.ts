import { findClusterRoles, type OdbRole } from "../clouds/aws/odb-roles";
import type { Connector } from "../clouds/oci/connectors";
import { broken, whole } from "./finding";
import { isConnected } from "./identity-connector";
import type { Link } from "./link";

/** The link `role-association`: the roles of a cluster as AWS lists them. Empty if the cluster is gone. */
export async function rolesAssociated(vmClusterArn: string): Promise<OdbRole[]> {
    return (await findClusterRoles(vmClusterArn)) ?? [];
}

/**
 * The roles that nodes of a cluster may assume. The first one is the role of the cluster. The order: roles that AWS lists as
 * connected, then the role that the connector names, then other listed roles. The list of AWS may hold an association that
 * failed, or lack one that works.
 */
export function rolesTaken(associated: readonly OdbRole[], connector: Connector | undefined): string[] {
    const named = connector?.roleArn;
    const connected = associated.filter(({ status }) => isConnected(status, false)).map(({ roleArn }) => roleArn);
    const likeliest = named !== undefined && connected.includes(named) ? [named] : [];
    const others = [...(named === undefined ? [] : [named]), ...associated.map(({ roleArn }) => roleArn)];
    return [...new Set([...likeliest, ...connected, ...others])];
}

/** Whether nodes assume a role: AWS and OCI both have to say so. Their answers date from the last refresh of the connector. */
export function isTaken(roleArn: string, associated: readonly OdbRole[], connector: Connector | undefined): boolean {
    const listed = associated.filter((one) => one.roleArn === roleArn).map(({ status }) => status);
    const seen = connector?.roleArn === roleArn ? [connector.assumeRoleStatus] : [];
    const said = [...listed, ...seen].filter((status) => status !== "UNKNOWN");
    return said.length > 0 && said.every((status) => isConnected(status, false));
}

/** The association of the role with the cluster. AWS shows its status at the last refresh. */
export const roleAssociation: Link<OdbRole> = {
    name: "role-association",
    async read({ vmClusterArn, roleArn }) {
        return (await rolesAssociated(vmClusterArn)).find((listed) => listed.roleArn === roleArn);
    },
    judge(found, { vmClusterArn, roleArn }) {
        if (found?.status === "CONNECTED") return whole;
        if (roleArn === undefined)
            return broken(`no role is associated with ${vmClusterArn}`, "run `pulumi up --refresh`");
        const associate = `aws odb associate-iam-role-to-resource --aws-integration KmsTde --iam-role-arn ${roleArn} --resource-arn ${vmClusterArn}`;
        if (found === undefined) return broken(`${vmClusterArn} is not associated with role ${roleArn}`, associate);
        const reason = found.statusReason === undefined ? "" : `: ${found.statusReason}`;
        return broken(
            `the association of role ${roleArn} is ${found.status}${reason}`,
            "repair the links before it, then refresh the identity connector",
        );
    },
};
