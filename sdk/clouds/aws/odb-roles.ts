import { regionOfArn } from "../../validation";
import { isNotFound, ServiceError, unlessMissing } from "../core/errors";
import { odbCall } from "./odb";

/** A role of a VM cluster, as AWS lists it. */
export interface OdbRole {
    readonly roleArn: string;
    /** CONNECTED, ASSOCIATING, FAILED, DISCONNECTED, PARTIALLY_CONNECTED, … */
    readonly status: string;
    readonly statusReason?: string;
}

interface Answer {
    readonly cloudVmCluster: {
        readonly iamRoles?: readonly {
            readonly iamRoleArn?: string;
            readonly status?: string;
            readonly statusReason?: string;
        }[];
    };
}

/**
 * The roles that are associated with a VM cluster, in the Region of the cluster (GetCloudVmCluster, which takes the id and not
 * the ARN). Throws a `ServiceError` that `isNotFound` recognises when there is no such cluster.
 */
export async function getClusterRoles(vmClusterArn: string): Promise<OdbRole[]> {
    const cloudVmClusterId = vmClusterArn.split("/").at(-1) ?? "";
    const { cloudVmCluster } = (await odbCall(
        "GetCloudVmCluster",
        { cloudVmClusterId },
        regionOfArn(vmClusterArn),
    )) as Answer;
    return (cloudVmCluster.iamRoles ?? []).map(({ iamRoleArn = "", status = "UNKNOWN", statusReason }) => ({
        roleArn: iamRoleArn,
        status,
        ...(statusReason ? { statusReason } : {}),
    }));
}

/** The same; `undefined` when there is no such cluster. */
export function findClusterRoles(vmClusterArn: string): Promise<OdbRole[] | undefined> {
    return unlessMissing(isNotFound, () => getClusterRoles(vmClusterArn));
}

/** Removes a role from a VM cluster, whether or not IAM still has the role. A role that the cluster does not have is no error. */
export async function disassociateRole(vmClusterArn: string, roleArn: string): Promise<void> {
    const input = { iamRoleArn: roleArn, awsIntegration: "KmsTde", resourceArn: vmClusterArn };
    try {
        await odbCall("DisassociateIamRoleFromResource", input, regionOfArn(vmClusterArn));
    } catch (error) {
        const isGone = error instanceof ServiceError && error.message.includes("doesn't have any role associated");
        if (!isGone) throw error;
    }
}
