import type { TrustedRole } from "../clouds/aws/iam-roles";
import { PlainError } from "../clouds/core/errors";
import { type Connector, findConnectorOfCluster } from "../clouds/oci/connectors";
import { trustedSubjects } from "../policies";
import { takesRole } from "../usage/cluster-roles";
import { clustersIn } from "../usage/databases";
import { isConnected } from "./identity-connector";
import { type Token, tokenOf } from "./role-trust";

/** A VM cluster that shares its role with another cluster. */
export interface SharingCluster {
    readonly vmClusterOcid: string;
    /** The token that its nodes present, read from its connector. Absent if OCI shows no connector. */
    readonly token?: Token;
    /** Whether OCI says that its nodes assume the role. */
    readonly isConnected: boolean;
}

/**
 * Finds the other clusters that use a role: clusters in this Region, and clusters of other Regions that its trust policy names.
 * Throws if a cluster has no twin in OCI yet, or if nothing tells which role a cluster uses.
 * @param besides OCID of the cluster to leave out.
 */
export async function clustersSharing(role: TrustedRole, region: string, besides: string): Promise<SharingCluster[]> {
    const { roleArn, document } = role;
    const clusters = await clustersIn(region);
    const others = clusters.filter(({ oci }) => oci?.ocid !== besides);
    const takes = await Promise.all(others.map((cluster) => takesRole(cluster, (taken) => taken === roleArn)));
    const here = others
        .filter((_cluster, index) => takes[index])
        .map(({ id, oci }) => {
            if (oci) return oci.ocid;
            throw new PlainError(`VM cluster ${id} uses ${roleArn} and has no twin in OCI yet; run again later`);
        });
    const isHere = (ocid: string) => ocid === besides || clusters.some(({ oci }) => oci?.ocid === ocid);
    const elsewhere = (trustedSubjects(document) ?? []).filter(
        (subject) => subject.startsWith("ocid1.cloudvmcluster.") && !isHere(subject),
    );
    return Promise.all(
        [...here, ...elsewhere].map(async (ocid) => sharing(ocid, await findConnectorOfCluster(ocid), roleArn)),
    );
}

function sharing(vmClusterOcid: string, connector: Connector | undefined, roleArn: string): SharingCluster {
    return {
        vmClusterOcid,
        ...(connector === undefined ? {} : { token: tokenOf(connector, vmClusterOcid, roleArn) }),
        isConnected: connector?.roleArn === roleArn && isConnected(connector.assumeRoleStatus, false),
    };
}
