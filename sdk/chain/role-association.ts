import { getRole, type LiveRole, roleNameOf } from "../clouds/aws/iam-roles";
import { type OdbRole, rolesOfCluster } from "../clouds/aws/odb-roles";
import { isNotFound } from "../clouds/core/errors";
import { broken, whole } from "./finding";
import { isConnected } from "./identity-connector";
import type { Link } from "./link";

/** The role that a cluster is associated with. */
export interface ClusterRole extends LiveRole {
    /** Whether AWS says that nodes take it. What it says is as old as the last refresh of the connector. */
    readonly isConnected: boolean;
}

/** The link `role-association`: the roles of a cluster, as AWS lists them; none when the cluster is gone. */
export async function rolesAssociated(vmClusterArn: string): Promise<OdbRole[]> {
    try {
        return await rolesOfCluster(vmClusterArn);
    } catch (error) {
        if (isNotFound(error)) return [];
        throw error;
    }
}

/** @param roleName Only a role of this name is meant. */
export async function roleOfCluster(vmClusterArn: string, roleName?: string): Promise<ClusterRole | undefined> {
    const associated = await rolesAssociated(vmClusterArn);
    const found = associated.find(({ roleArn }) => roleName === undefined || roleNameOf(roleArn) === roleName);
    const role = found && (await getRole(found.roleArn));
    return found && role && { ...role, isConnected: isConnected(found.status, false) };
}

/** The association of the role with the cluster, as AWS saw it at the last refresh. */
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
            "mend the links before it, then refresh the identity connector",
        );
    },
};
