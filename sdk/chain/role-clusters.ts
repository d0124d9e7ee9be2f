import type { TrustedRole } from "../clouds/aws/iam-roles";
import { PlainError } from "../clouds/core/errors";
import { type Connector, findConnectorOfCluster } from "../clouds/oci/connectors";
import { trustedSubjects } from "../policies";
import { clustersIn } from "../usage/databases";
import { isConnected } from "./identity-connector";
import { type Token, tokenOf } from "./role-trust";

/** A VM cluster that takes a role which another one takes too. */
export interface SharingCluster {
    readonly vmClusterOcid: string;
    /** What its nodes present, as its connector tells it; absent where OCI shows no connector. */
    readonly token?: Token;
    /** Whether OCI says that its nodes take the role. */
    readonly isConnected: boolean;
}

/**
 * The other clusters that take a role: those here that list it or whose connector names it, and those of other Regions that its
 * trust policy names.
 * @param besides OCID of the cluster that is known already.
 */
export async function clustersSharing(role: TrustedRole, region: string, besides: string): Promise<SharingCluster[]> {
    const { roleArn, document } = role;
    const clusters = await clustersIn(region);
    const blind = clusters.find(({ oci, roleArns }) => oci === undefined && roleArns.includes(roleArn));
    if (blind)
        throw new PlainError(`VM cluster ${blind.id} takes ${roleArn} and has no twin in OCI yet; run again later`);
    const here = clusters.flatMap(({ oci, roleArns }) => (oci ? [{ ocid: oci.ocid, roleArns }] : []));
    // One that lists other roles alone takes one of these.
    const possible = here.filter(({ roleArns }) => roleArns.length === 0 || roleArns.includes(roleArn));
    const listed = new Set(possible.flatMap(({ ocid, roleArns }) => (roleArns.length > 0 ? ocid : [])));
    const elsewhere = (trustedSubjects(document) ?? []).filter(
        (subject) => subject.startsWith("ocid1.cloudvmcluster.") && !here.some(({ ocid }) => ocid === subject),
    );
    const asked = [...possible.map(({ ocid }) => ocid), ...elsewhere].filter((ocid) => ocid !== besides);
    const connectors = await Promise.all(asked.map(findConnectorOfCluster));
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
