import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster-ref";

/** Arguments of {@link ClusterKeyStore}. */
export interface ClusterKeyStoreArgs {
    /**
     * The cluster as one value: `ref` of VmCluster. Give it instead of `vmClusterOcid`.
     * @default none; give `vmClusterOcid`
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * OCID of the VM cluster: output `ocid` of VmCluster. A change enables the key store of the new cluster and disables that of
     * the old one. This is refused while databases of the old cluster use AWS KMS.
     * @default required unless `cluster` is given
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid?: pulumi.Input<string>;
    /**
     * OCID of the cluster's identity connector: output `connectorId` of ClusterIdentity. A connector of another cluster is
     * refused. A change does not touch the key store.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId: pulumi.Input<string>;
    /**
     * Protect the key store from being disabled: its databases would become unreadable. Changing this value changes nothing in
     * the cloud.
     * @default true
     * @example false
     */
    protect?: boolean;
}
