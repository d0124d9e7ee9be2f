import type { TrustedRole } from "../clouds/aws/iam-roles";
import { PlainError } from "../clouds/core/errors";
import type { Connector } from "../clouds/oci/connectors";
import { trustedSubjects } from "../policies";
import { clustersIn } from "../usage/databases";
import { connectorOfCluster, isConnected } from "./identity-connector";
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
 * Finds the other clusters that use a role: clusters of this Region that list it or whose connector names it, and clusters of
 * other Regions that its trust policy names.
 * @param besides OCID of the cluster to leave out.
 */
export async function clustersSharing(role: TrustedRole, region: string, besides: string): Promise<SharingCluster[]> {
    const { roleArn, document } = role;
    const clusters = await clustersIn(region);
    const blind = clusters.find(({ oci, roleArns }) => oci === undefined && roleArns.includes(roleArn));
    if (blind)
        throw new PlainError(`VM cluster ${blind.id} uses ${roleArn} and has no twin in OCI yet; run again later`);
    const here = clusters.flatMap(({ oci, roleArns }) => (oci ? [{ ocid: oci.ocid, roleArns }] : []));
    // A cluster that lists only other roles uses one of those.
    const possible = here.filter(({ roleArns }) => roleArns.length === 0 || roleArns.includes(roleArn));
    const listed = new Set(possible.flatMap(({ ocid, roleArns }) => (roleArns.length > 0 ? ocid : [])));
    const elsewhere = (trustedSubjects(document) ?? []).filter(
        (subject) => subject.startsWith("ocid1.cloudvmcluster.") && !here.some(({ ocid }) => ocid === subject),
    );
    const asked = [...possible.map(({ ocid }) => ocid), ...elsewhere].filter((ocid) => ocid !== besides);
    const connectors = await Promise.all(asked.map(connectorOfCluster));
    return asked.flatMap((ocid, index) => {
        const connector = connectors[index];
        const isSharing = listed.has(ocid) || elsewhere.includes(ocid) || connector?.roleArn === roleArn;
        return isSharing ? sharing(ocid, connector, roleArn) : [];
    });
}

function sharing(vmClusterOcid: string, connector: Connector | undefined, roleArn: string): SharingCluster {
    return {
        vmClusterOcid,
        ...(connector === undefined ? {} : { token: tokenOf(connector, vmClusterOcid, roleArn) }),
        isConnected: connector?.roleArn === roleArn && isConnected(connector.assumeRoleStatus, false),
    };
}
