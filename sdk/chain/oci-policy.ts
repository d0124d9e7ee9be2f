import { type KeyReadings, keyReadings } from "../clouds/oci/key-read-policies";
import { getVmCluster } from "../clouds/oci/vm-clusters";
import { awsKeyReadStatement, type Reader } from "../policies";
import { broken, type Finding, unknown, untold, whole } from "./finding";
import type { Link } from "./link";
import { readRegisteredKey } from "./reads";

interface PolicyFacts extends KeyReadings {
    /** The compartment of the registered key. */
    readonly compartmentId: string;
}

/** The OCI policy that lets VM clusters read the keys registered in a compartment. */
export const ociPolicy: Link<PolicyFacts> = {
    name: "oci-policy",
    async read(subject, shared) {
        const { vmClusterOcid } = subject;
        const key = await readRegisteredKey(subject, shared);
        if (key === undefined) return undefined;
        const cluster = await shared(`VM cluster ${vmClusterOcid}`, () => getVmCluster(vmClusterOcid));
        return readingOf(key.compartmentId, { id: vmClusterOcid, compartmentId: cluster.compartmentId });
    },
    judge(facts) {
        if (facts === undefined) return untold("the registered key, which names the compartment", "registered-key");
        return judgeReading(facts);
    },
};

/** What the OCI policies allow a cluster that reads the keys of a compartment. */
export async function readingOf(compartmentId: string, reader: Reader): Promise<PolicyFacts> {
    return { compartmentId, ...(await keyReadings(compartmentId, reader)) };
}

/** The link `oci-policy`: whether a VM cluster may read the keys of a compartment. */
export function judgeReading({ compartmentId, decision, doubts }: PolicyFacts): Finding {
    if (decision === "allowed") return whole;
    const remedy = `add to a policy: ${awsKeyReadStatement(compartmentId)}`;
    if (decision === "unknown") {
        return unknown(`whether VM clusters may read registered keys depends on ${doubts.join("; ")}`, remedy);
    }
    return broken(`no OCI policy that the caller can see lets VM clusters read the keys of ${compartmentId}`, remedy);
}
