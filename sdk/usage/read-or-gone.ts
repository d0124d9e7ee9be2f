import type { OdbVmCluster } from "../clouds/aws/odb-clusters";
import { awsRegion } from "../clouds/aws/settings";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { findVmCluster } from "../clouds/oci/vm-clusters";
import { clustersIn } from "./databases";

/*
 * OCI answers 404 both for a resource that is gone and for one that the caller may not see. The engine drops from the state what a
 * read reports as gone. So if the caller lost its OCI permissions, a refresh would drop everything, and the next run would try to
 * create it all again.
 */

/**
 * The result of a read; `undefined` if OCI answers 404 and the caller sees enough in OCI to believe that.
 * @param what The resource, as a noun with its name.
 * @param vmClusterOcid OCID of the cluster that the resource belongs to. If it is not known, any cluster of the Region counts.
 */
export async function readOrGone<T>(
    what: string,
    vmClusterOcid: string | undefined,
    read: () => Promise<T>,
): Promise<T | undefined> {
    try {
        return await read();
    } catch (error) {
        if (!isNotFound(error)) throw error;
        await refuseBlindness(what, vmClusterOcid);
        return undefined;
    }
}

/** Throws if AWS lists clusters and the caller sees none of them in OCI: then a 404 does not prove that a resource is gone. */
export async function refuseBlindness(what: string, vmClusterOcid?: string): Promise<void> {
    const meant = ({ oci }: OdbVmCluster) => oci && (vmClusterOcid === undefined || oci.ocid === vmClusterOcid);
    const listed = (await clustersIn(awsRegion())).filter(meant);
    if (listed.length === 0) return;
    const seen = await Promise.all(listed.map(({ oci }) => isSeen(oci?.ocid ?? "")));
    if (seen.includes(true)) return;
    const names = listed.map(({ displayName }) => displayName).sort();
    throw new PlainError(
        `OCI says 404 of ${what}, but AWS lists VM ${names.length === 1 ? "cluster" : "clusters"} ${names.join(", ")}, of which OCI says ` +
            "the same: the caller's OCI permissions are missing; nothing was dropped. Give them back (docs/permissions.md), then run again",
    );
}

function isSeen(vmClusterOcid: string): Promise<boolean> {
    return shared(`whether OCI shows ${vmClusterOcid}`, async () => (await findVmCluster(vmClusterOcid)) !== undefined);
}
