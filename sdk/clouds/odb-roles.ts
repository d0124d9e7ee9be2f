import { regionOfArn } from "../validation";
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

/** The roles that are associated with a VM cluster, in its own Region (GetCloudVmCluster, which takes the id and not the ARN). */
export async function rolesOfCluster(vmClusterArn: string): Promise<OdbRole[]> {
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
