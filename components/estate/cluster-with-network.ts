import type * as pulumi from "@pulumi/pulumi";
import { ExadataInfrastructure } from "../exadata-infrastructure";
import { type ClusterPlace, lookUpCluster, lookUpNetwork } from "../internal/existing-places";
import { OdbNetwork } from "../odb-network";
import { VmCluster } from "../vm-cluster";
import type { VmClusterEntry } from "./args";

/** What every resource that is created for a cluster gets. */
interface Made {
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    protect: boolean;
}

/**
 * The cluster of an entry, with its network. The network of an existing cluster is checked too: without access to STS and KMS no
 * node connects, and the user should know before a role is associated.
 */
export function clusterWithNetwork(
    name: string,
    entry: VmClusterEntry,
    made: Made,
    estate: pulumi.ComponentResource,
): { cluster: ClusterPlace; networkId: pulumi.Output<string>; made: pulumi.Resource[] } {
    const opts = { parent: estate };
    if (entry.existing !== undefined) {
        // Look up both here. Components for them would appear in every preview and contain no resource.
        const cluster = lookUpCluster(estate, entry.existing.id);
        if (entry.enableNetworkAccess !== true) {
            return { cluster, networkId: lookUpNetwork(estate, name, cluster.networkId).id, made: [] };
        }
        const existing = { id: cluster.networkId, enableAccess: true };
        const { networkId } = new OdbNetwork(name, { existing }, opts);
        return { cluster, networkId, made: [] };
    }
    if (entry.create === undefined) throw new Error(`cluster ${name} has neither \`existing\` nor \`create\``);
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
    const cluster = new VmCluster(name, { ...made, ...creation, networkId, infrastructureId }, opts);
    return { cluster, networkId, made: [cluster] };
}
