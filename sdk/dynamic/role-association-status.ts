import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link RoleAssociationStatus}. */
export interface RoleAssociationStatusArgs {
    /**
     * ARN of the VM cluster; a change replaces the resource.
     * @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"
     */
    vmClusterArn: pulumi.Input<string>;
    /**
     * ARN of the role that is being associated; a change replaces the resource.
     * @example "arn:aws:iam::111122223333:role/sales-tde"
     */
    roleArn: pulumi.Input<string>;
    /**
     * Whether every node must be connected; otherwise PARTIALLY_CONNECTED is no error.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
}

/**
 * What AWS says about a role association (`GetCloudVmCluster`, `iamRoles`), beside the native resource that makes it and at
 * the same time: FAILED, DISCONNECTED and PARTIALLY_CONNECTED are errors with AWS's reason and what to look at, for the
 * native resource takes the first for success and stops at the status with the others. Deleting it changes nothing.
 */
export class RoleAssociationStatus extends HostedResource {
    /** ARN of the VM cluster in AWS. */
    declare readonly vmClusterArn: pulumi.Output<string>;
    /** ARN of the IAM role. */
    declare readonly roleArn: pulumi.Output<string>;
    /** CONNECTED, or what `pulumi refresh` found instead. */
    declare readonly status: pulumi.Output<string>;
    /** AWS's reason for another status. */
    declare readonly statusReason: pulumi.Output<string | undefined>;

    constructor(name: string, args: RoleAssociationStatusArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "RoleAssociationStatus", operations: "role-association", outputs: ["status", "statusReason"] },
            name,
            { ...args },
            opts,
        );
    }
}
