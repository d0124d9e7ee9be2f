import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "../args/cluster-ref";

/** The ids of the cluster of a component, named as in its arguments. */
export interface ClusterIds {
    vmClusterArn: pulumi.Input<string>;
    vmClusterOcid: pulumi.Input<string>;
    compartmentId: pulumi.Input<string>;
}

/** The arguments with the ids of `cluster` filled in. The schema has checked that each id is given once. */
export function placed<T extends Partial<ClusterIds> & { cluster?: ClusterRef }>(args: T): T & ClusterIds {
    const { cluster } = args;
    return {
        ...args,
        vmClusterArn: args.vmClusterArn ?? cluster?.arn ?? "",
        vmClusterOcid: args.vmClusterOcid ?? cluster?.ocid ?? "",
        compartmentId: args.compartmentId ?? cluster?.compartmentId ?? "",
    };
}
