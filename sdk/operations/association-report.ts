import { type OdbRole, rolesOfCluster } from "../clouds/odb-roles";
import { type ConfigReader, useConfig } from "../clouds/settings";
import { brokenAssociations } from "./identity-connector-checks";

/**
 * Why an association of a role with a VM cluster did not come about, or nothing when the cluster does not tell. For the
 * program's own process: the native resource says the status at most.
 */
export async function associationReport(
    vmClusterArn: string,
    roleArn: string,
    config: ConfigReader,
): Promise<string | undefined> {
    useConfig(config);
    const roles = await rolesOfCluster(vmClusterArn);
    const role = roles.find((listed) => listed.roleArn === roleArn);
    return role && explainAssociation(vmClusterArn, role);
}

/** The service's words about an association, what to look at, and how to go on. */
export function explainAssociation(vmClusterArn: string, { roleArn, status, statusReason }: OdbRole): string {
    const lookAt = brokenAssociations[status] ?? "look at the VM cluster in the console of Oracle Database@AWS";
    return [
        `the association of role ${roleArn} with ${vmClusterArn} is ${status}: ${statusReason || "the service gave no reason"}`,
        `Look at: ${lookAt}`,
        "The service keeps this association although no state has it. After the repair either take it over,",
        `  pulumi import aws:odb/iamRoleAssociation:IamRoleAssociation NAME ${roleArn},${vmClusterArn}`,
        "or remove it, and run again:",
        `  aws odb disassociate-iam-role-from-resource --aws-integration KmsTde --iam-role-arn ${roleArn} --resource-arn ${vmClusterArn}`,
    ].join("\n");
}
