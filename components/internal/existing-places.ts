import { getCloudVmClusterOutput, getNetworkOutput } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { OdbNetworkAccess } from "../../sdk/resources";
import { parseOciUrl } from "../../sdk/validation";
import { assured } from "./checks";
import { type NetworkAnswer, networkProblem, twinProblem } from "./service-answers";

/** What AWS returns about a VM cluster, from the resource or from the look-up. */
interface ClusterAnswer {
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly ocid: pulumi.Output<string>;
    readonly ociUrl: pulumi.Output<string>;
    readonly status: pulumi.Output<string>;
    readonly statusReason: pulumi.Output<string>;
    readonly odbNetworkId: pulumi.Output<string>;
}

/** The ids and places of a VM cluster in both clouds. */
export interface ClusterPlace {
    readonly clusterId: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly ocid: pulumi.Output<string>;
    readonly ociUrl: pulumi.Output<string>;
    readonly ociRegion: pulumi.Output<string>;
    readonly compartmentId: pulumi.Output<string>;
    readonly networkId: pulumi.Output<string>;
}

/** The place of a cluster. It is known only after AWS reports a usable cluster. */
export function placeOfCluster(component: pulumi.Resource, cluster: ClusterAnswer): ClusterPlace {
    const checked = assured(
        component,
        pulumi.all([cluster.id, cluster.arn, cluster.ocid, cluster.ociUrl, cluster.status]),
        ([id, , , url, status], reason) => twinProblem("VM cluster", id, status, url, reason),
        cluster.statusReason,
    );
    const place = checked.apply(([, , , url]) => parseOciUrl(url));
    return {
        clusterId: checked.apply(([id]) => id),
        arn: checked.apply(([, arn]) => arn),
        ocid: checked.apply(([, , ocid]) => ocid),
        ociUrl: checked.apply(([, , , url]) => url),
        ociRegion: place.apply(({ region }) => region),
        compartmentId: place.apply(({ compartmentId }) => compartmentId),
        networkId: cluster.odbNetworkId,
    };
}

/** The place of an existing cluster (GetCloudVmCluster). */
export function lookUpCluster(component: pulumi.Resource, id: pulumi.Input<string>): ClusterPlace {
    return placeOfCluster(component, getCloudVmClusterOutput({ id }, { parent: component }));
}

/** What AWS returns about a network, from the resource or from the look-up. */
interface NetworkOutputs {
    readonly id: pulumi.Output<string>;
    readonly arn: pulumi.Output<string>;
    readonly status: pulumi.Output<string>;
    readonly managedServices: pulumi.Output<NetworkAnswer["managedServices"]>;
    readonly statusReason: pulumi.Output<string>;
}

/** A network, once AWS reports that its nodes reach STS and KMS. */
export function openNetwork(component: pulumi.Resource, network: NetworkOutputs): pulumi.Output<NetworkAnswer> {
    const { id, arn, status, managedServices, statusReason } = network;
    return assured(component, pulumi.output({ id, arn, status, managedServices }), networkProblem, statusReason);
}

/**
 * An existing network, which is only checked. The look-up reports a problem at preview; the resource next to it lets `pulumi
 * refresh` read the network.
 */
export function lookUpNetwork(
    component: pulumi.Resource,
    name: string,
    id: pulumi.Input<string>,
): pulumi.Output<NetworkAnswer> {
    new OdbNetworkAccess(name, { odbNetworkId: id, checkOnly: true }, { parent: component });
    return openNetwork(component, getNetworkOutput({ id }, { parent: component }));
}
