import type { OdbVmCluster } from "../clouds/aws/odb-clusters";
import { awsRegion } from "../clouds/aws/settings";
import { shared } from "../clouds/core/answer-cache";
import { isNotFound, PlainError } from "../clouds/core/errors";
import { findVmCluster } from "../clouds/oci/vm-clusters";
import { clustersIn } from "./databases";

/*
 * OCI says 404 of what is gone, and the same of what the caller may not see. What a read takes for gone leaves the state: without
 * its OCI permissions, a refresh would drop everything, and the next run would try to make it all again.
 */

/**
 * What a read gives; nothing when OCI says 404 and that can be believed.
 * @param what is read, as a noun with its name.
 * @param vmClusterOcid The cluster that it belongs to; that of any cluster here when it is not known.
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

/** Throws when the caller sees nothing in OCI of what AWS lists: then nothing is gone because OCI does not show it. */
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
