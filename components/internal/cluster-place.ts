import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "../args/cluster-ref";

/** Where the cluster of a component is, in the words of its arguments. */
export interface ClusterIds {
    vmClusterArn: pulumi.Input<string>;
    vmClusterOcid: pulumi.Input<string>;
    compartmentId: pulumi.Input<string>;
}

/** Arguments with the ids of `cluster` in their places. The schema has seen that each is given once. */
export function placed<T extends Partial<ClusterIds> & { cluster?: ClusterRef }>(args: T): T & ClusterIds {
    const { cluster } = args;
    return {
        ...args,
        vmClusterArn: args.vmClusterArn ?? cluster?.arn ?? "",
        vmClusterOcid: args.vmClusterOcid ?? cluster?.ocid ?? "",
        compartmentId: args.compartmentId ?? cluster?.compartmentId ?? "",
    };
}
