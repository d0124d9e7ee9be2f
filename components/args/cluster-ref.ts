import type * as pulumi from "@pulumi/pulumi";

/** The ids of a VM cluster in both clouds as one value: `ref` of VmCluster. */
export interface ClusterRef {
    /** ARN of the VM cluster in AWS. @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab" */
    arn: pulumi.Input<string>;
    /** OCID of the VM cluster. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    ocid: pulumi.Input<string>;
    /** OCID of the compartment of the VM cluster. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: pulumi.Input<string>;
}
