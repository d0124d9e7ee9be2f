import { odbArn } from "../../../core/ids";
import type { VmCluster } from "../../../core/records";
import type { World } from "../../../core/world";
import { addressIn } from "../cidr";
import { derivedOcid } from "../derived";
import { findCluster } from "../find";
import { type PageRequest, page } from "../paging";
import { notFound, refused } from "../refusals";
import type { Members, OdbService } from "../service";

interface ClusterReference {
    cloudVmClusterId?: string;
    exadbVmClusterId?: string;
}

export function listDbNodes({ world }: OdbService, input: PageRequest & ClusterReference): Members {
    const cluster = clusterOf(world, input);
    const { items, nextToken } = page(cluster.nodes, input, (node) => node.dbNodeId);
    return { dbNodes: items.map((node) => nodeBody(world, cluster, node.dbNodeId)), nextToken };
}

export function getDbNode({ world }: OdbService, input: ClusterReference & { dbNodeId: string }): Members {
    const cluster = clusterOf(world, input);
    const body = nodeBody(world, cluster, input.dbNodeId);
    const network = world.networks.get(cluster.odbNetworkId);
    const subnet = network?.inputs.clientSubnetCidr as string | undefined;
    const position = cluster.nodes.findIndex((node) => node.dbNodeId === input.dbNodeId);
    return { dbNode: { ...body, privateIpAddress: subnet && addressIn(subnet, 4 + position) } };
}

function clusterOf(world: World, { cloudVmClusterId, exadbVmClusterId }: ClusterReference): VmCluster {
    if ((cloudVmClusterId === undefined) === (exadbVmClusterId === undefined)) {
        throw refused("Exactly one of cloudVmClusterId and exadbVmClusterId must be given.");
    }
    // The sandbox holds no Exascale clusters, so that no id of one is found.
    return findCluster(world, (cloudVmClusterId ?? exadbVmClusterId)!);
}

function nodeBody(world: World, cluster: VmCluster, dbNodeId: string): Members {
    const position = cluster.nodes.findIndex((candidate) => candidate.dbNodeId === dbNodeId);
    const node = cluster.nodes[position];
    if (!node) throw notFound("db-node", dbNodeId);
    const { settings } = world;
    const { cpuCoreCount, memorySizeInGBs, dbNodeStorageSizeInGBs, dbServers } = cluster.inputs as {
        cpuCoreCount?: number;
        memorySizeInGBs?: number;
        dbNodeStorageSizeInGBs?: number;
        dbServers?: string[];
    };
    const share = (amount: number | undefined) => amount && Math.floor(amount / cluster.nodes.length);
    return {
        dbNodeId,
        dbNodeArn: odbArn(settings, "db-node", dbNodeId),
        status: "AVAILABLE",
        hostname: node.hostName,
        ocid: node.hostId.startsWith("ocid1.") ? node.hostId : derivedOcid(settings, "dbnode", dbNodeId),
        ociResourceAnchorName: `anchor-${settings.accountId}`,
        dbServerId: dbServers?.[position],
        dbSystemId: cluster.ocid,
        faultDomain: `FAULT-DOMAIN-${(position % 3) + 1}`,
        cpuCoreCount: share(cpuCoreCount),
        memorySizeInGBs: share(memorySizeInGBs),
        dbNodeStorageSizeInGBs: share(dbNodeStorageSizeInGBs),
        hostIpId: derivedOcid(settings, "privateip", `${dbNodeId}/host`),
        vnicId: derivedOcid(settings, "vnic", `${dbNodeId}/client`),
        backupVnicId: derivedOcid(settings, "vnic", `${dbNodeId}/backup`),
        createdAt: cluster.createdAt,
    };
}
