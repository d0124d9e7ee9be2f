import { parseOciUrl } from "../validation";
import { odbCall } from "./odb";

/** A VM cluster, as AWS lists it. */
export interface OdbVmCluster {
    readonly id: string;
    readonly displayName: string;
    /** ARNs of the roles associated for KMS, whatever the state of the association. */
    readonly roleArns: readonly string[];
    /** OCID and compartment in OCI; absent until the cluster has been AVAILABLE once. */
    readonly oci?: { readonly ocid: string; readonly compartmentId: string };
}

interface ListedCluster {
    readonly cloudVmClusterId: string;
    readonly displayName?: string;
    readonly iamRoles?: readonly { iamRoleArn?: string }[];
    readonly ociUrl?: string;
}

interface ListCloudVmClusters {
    readonly cloudVmClusters: readonly ListedCluster[];
    readonly nextToken?: string;
}

/** The VM clusters of the account in the Region of the stack. */
export async function listOdbVmClusters(): Promise<OdbVmCluster[]> {
    const found: OdbVmCluster[] = [];
    let nextToken: string | undefined;
    do {
        const page = (await odbCall("ListCloudVmClusters", nextToken ? { nextToken } : {})) as ListCloudVmClusters;
        found.push(...page.cloudVmClusters.map(described));
        nextToken = page.nextToken;
    } while (nextToken);
    return found;
}

function described({ cloudVmClusterId: id, displayName, iamRoles, ociUrl }: ListedCluster): OdbVmCluster {
    const { ocid, compartmentId } = ociUrl ? parseOciUrl(ociUrl) : {};
    return {
        id,
        displayName: displayName ?? id,
        roleArns: (iamRoles ?? []).flatMap(({ iamRoleArn }) => iamRoleArn ?? []),
        ...(ocid && compartmentId ? { oci: { ocid, compartmentId } } : {}),
    };
}
