import type * as pulumi from "@pulumi/pulumi";

/** Arguments of {@link ClusterKeyStore}. */
export interface ClusterKeyStoreArgs {
    /**
     * OCID of the VM cluster: output `ocid` of VmCluster. Another cluster replaces the key store: it is switched on there, and
     * off here.
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid: pulumi.Input<string>;
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
