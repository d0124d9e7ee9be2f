import type * as pulumi from "@pulumi/pulumi";
import { ExadataInfrastructure } from "../exadata-infrastructure";
import { OdbNetwork } from "../odb-network";
import { VmCluster } from "../vm-cluster";
import type { VmClusterEntry } from "./args";

/** What everything that is created for a cluster gets. */
interface Made {
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    protect: boolean;
}

/**
 * The cluster of an entry, with its network. The network of a cluster that exists is looked at as well: without access
 * to STS and KMS no node connects, and it is better to be told so before a role is associated.
 */
export function clusterWithNetwork(
    name: string,
    entry: VmClusterEntry,
    made: Made,
    opts: pulumi.ComponentResourceOptions,
): { cluster: VmCluster; networkId: pulumi.Output<string> } {
    if (entry.create === undefined) {
        const cluster = new VmCluster(name, { existing: entry.existing }, opts);
        const existing = { id: cluster.networkId, enableAccess: entry.enableNetworkAccess };
        const { networkId } = new OdbNetwork(name, { existing }, opts);
        return { cluster, networkId };
    }
    const { network, infrastructure, ...creation } = entry.create;
    const { networkId } = new OdbNetwork(
        name,
        network.existing === undefined ? { ...made, ...network } : network,
        opts,
    );
    const { infrastructureId } = new ExadataInfrastructure(
        name,
        infrastructure.existing === undefined ? { ...made, ...infrastructure } : infrastructure,
        opts,
    );
    return { cluster: new VmCluster(name, { ...made, ...creation, networkId, infrastructureId }, opts), networkId };
}
