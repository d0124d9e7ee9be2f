import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster-ref";

/** Arguments of {@link ClusterKeyStore}. */
export interface ClusterKeyStoreArgs {
    /**
     * The cluster as one value, instead of `vmClusterOcid`: `ref` of VmCluster.
     * @default none: the ids are given one by one
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * OCID of the VM cluster: output `ocid` of VmCluster. Another cluster replaces the key store: it is switched on there, and
     * off here.
     * @default required unless `cluster` is given
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid?: pulumi.Input<string>;
    /**
     * OCID of the cluster's identity connector: output `connectorId` of ClusterIdentity. One that is not the connector of the
     * cluster is refused; a change does not touch the key store.
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId: pulumi.Input<string>;
    /**
     * Protect the key store from being disabled: its databases would become unreadable. A change touches nothing in the cloud.
     * @default true
     * @example false
     */
    protect?: boolean;
}
