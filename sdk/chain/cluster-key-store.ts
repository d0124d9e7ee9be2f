import { getVmCluster } from "../clouds/oci/vm-clusters";
import { broken, whole } from "./finding";
import type { Link } from "./link";

/** Whether AWS KMS is enabled as the key store of the VM cluster. */
export const clusterKeyStore: Link<{ readonly keyStoreType: string }> = {
    name: "cluster-key-store",
    read: ({ vmClusterOcid }, shared) => shared(`VM cluster ${vmClusterOcid}`, () => getVmCluster(vmClusterOcid)),
    judge(cluster, { vmClusterOcid }) {
        if (cluster?.keyStoreType === "AWS") return whole;
        return broken(
            `the key store of VM cluster ${vmClusterOcid} is ${cluster?.keyStoreType ?? "unknown"}, not AWS`,
            "run `pulumi up --refresh`, which enables it again",
        );
    },
};
