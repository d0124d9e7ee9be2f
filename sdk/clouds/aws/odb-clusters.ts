import { parseOciUrl } from "../../validation";
import { PlainError } from "../core/errors";
import { odbListStanding } from "./odb";

/** A VM cluster, as AWS lists it. */
export interface OdbVmCluster {
    readonly id: string;
    readonly arn: string;
    readonly displayName: string;
    /** Id of its ODB network. */
    readonly networkId: string;
    /** Id of its Exadata infrastructure. */
    readonly infrastructureId: string;
    /** ARNs of the roles associated for KMS, whatever the state of the association. */
    readonly roleArns: readonly string[];
    /** The arguments that AWS shows of the cluster, under the names that the components give them. */
    readonly shown: Readonly<Record<string, unknown>>;
    /** `AVAILABLE`, `PROVISIONING`, `UPDATING`, `FAILED`, … */
    readonly status: string;
    /** OCID and compartment in OCI. Absent until the cluster has been AVAILABLE once. */
    readonly oci?: { readonly ocid: string; readonly compartmentId: string };
}

interface ListedCluster {
    readonly cloudVmClusterId: string;
    readonly cloudVmClusterArn?: string;
    readonly displayName?: string;
    readonly status?: string;
    readonly odbNetworkId?: string;
    readonly cloudExadataInfrastructureId?: string;
    readonly iamRoles?: readonly { iamRoleArn?: string }[];
    readonly ociUrl?: string;
    readonly cpuCoreCount?: number;
    readonly dataStorageSizeInTBs?: number;
    readonly licenseModel?: string;
    readonly giVersion?: string;
    readonly sshPublicKeys?: readonly string[];
}

/** The VM clusters of the account in a Region. @param region Default: the Region of the stack. */
export async function listOdbVmClusters(region?: string): Promise<OdbVmCluster[]> {
    const listed = await odbListStanding<ListedCluster>("ListCloudVmClusters", "cloudVmClusters", region);
    return listed.map(described);
}

function described(listed: ListedCluster): OdbVmCluster {
    const { cloudVmClusterId: id, displayName, iamRoles, ociUrl, status } = listed;
    return {
        id,
        arn: listed.cloudVmClusterArn ?? "",
        displayName: displayName ?? id,
        networkId: listed.odbNetworkId ?? "",
        infrastructureId: listed.cloudExadataInfrastructureId ?? "",
        shown: {
            displayName,
            networkId: listed.odbNetworkId,
            infrastructureId: listed.cloudExadataInfrastructureId,
            cpuCoreCount: listed.cpuCoreCount,
            dataStorageSizeInTbs: listed.dataStorageSizeInTBs,
            licenseModel: listed.licenseModel,
            giVersion: majorOf(listed.giVersion),
            ...(listed.sshPublicKeys ? { sshPublicKeys: [...listed.sshPublicKeys].sort() } : {}),
        },
        roleArns: (iamRoles ?? []).flatMap(({ iamRoleArn }) => iamRoleArn ?? []),
        status: status ?? "UNKNOWN",
        ...(ociUrl ? { oci: twinOf(id, ociUrl) } : {}),
    };
}

/** AWS shows the version that is installed, and takes its first part when the cluster is made: 23.0.0.0 of 23.9.0.25.07. */
function majorOf(giVersion: string | undefined): string | undefined {
    const [major = ""] = giVersion?.split(".") ?? [];
    return /^\d+$/.test(major) ? `${major}.0.0.0` : undefined;
}

/** The cluster as OCI knows it. */
function twinOf(id: string, ociUrl: string): { ocid: string; compartmentId: string } {
    try {
        const { ocid, compartmentId } = parseOciUrl(ociUrl);
        return { ocid, compartmentId };
    } catch (error) {
        throw new PlainError(`VM cluster ${id}: ${error instanceof Error ? error.message : error}`);
    }
}
