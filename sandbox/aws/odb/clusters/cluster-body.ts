import type { VmCluster } from "../../../core/records";
import type { World } from "../../../core/world";
import { figuresOf, installedGiVersion } from "../catalog";
import { derivedOcid } from "../derived";
import type { Members } from "../service";

const shownInputs = [
    "clusterName",
    "cpuCoreCount",
    "dataCollectionOptions",
    "dataStorageSizeInTBs",
    "dbNodeStorageSizeInGBs",
    "dbServers",
    "isLocalBackupEnabled",
    "isSparseDiskgroupEnabled",
    "licenseModel",
    "memorySizeInGBs",
    "sshPublicKeys",
    "storageSizeInGBs",
    "systemVersion",
    "timeZone",
] as const;

/** A VM cluster as GetCloudVmCluster and ListCloudVmClusters show it. */
export function clusterBody(world: World, cluster: VmCluster): Members {
    const { inputs } = cluster;
    const infrastructure = world.infrastructures.get(cluster.cloudExadataInfrastructureId);
    const network = world.networks.get(cluster.odbNetworkId);
    const shape = infrastructure?.inputs.shape as string | undefined;
    return {
        ...Object.fromEntries(shownInputs.map((name) => [name, inputs[name]])),
        cloudVmClusterId: cluster.cloudVmClusterId,
        cloudVmClusterArn: cluster.cloudVmClusterArn,
        displayName: cluster.displayName,
        status: cluster.status,
        statusReason: cluster.statusReason,
        cloudExadataInfrastructureId: cluster.cloudExadataInfrastructureId,
        cloudExadataInfrastructureArn: infrastructure?.cloudExadataInfrastructureArn,
        odbNetworkId: cluster.odbNetworkId,
        odbNetworkArn: network?.odbNetworkArn,
        hostname: cluster.hostname,
        giVersion: installedGiVersion(inputs.giVersion as string),
        listenerPort: inputs.scanListenerPortTcp ?? 1521,
        shape,
        computeModel: figuresOf(shape ?? "")?.computeModel,
        diskRedundancy: "HIGH",
        storageManagementType: "ASM",
        createdAt: cluster.createdAt,
        percentProgress: cluster.status === "PROVISIONING" ? 0 : 100,
        iamRoles: cluster.roles.map(({ iamRoleArn, awsIntegration, status, statusReason }) => ({
            iamRoleArn,
            awsIntegration,
            status,
            statusReason,
        })),
        ...(cluster.ocid !== undefined && {
            ocid: cluster.ocid,
            ociUrl: cluster.ociUrl,
            ociResourceAnchorName: `anchor-${world.settings.accountId}`,
            nodeCount: cluster.nodes.length,
            ...addresses(world, cluster),
        }),
    };
}

function addresses(world: World, cluster: VmCluster): Members {
    const prefix = (world.networks.get(cluster.odbNetworkId)?.inputs.defaultDnsPrefix as string | undefined) ?? "odb";
    const domain = `client.${prefix}.oraclevcn.com`;
    const addressIds = (kind: string, count: number) =>
        Array.from({ length: count }, (_, index) =>
            derivedOcid(world.settings, "privateip", `${cluster.cloudVmClusterId}/${kind}/${index}`),
        );
    return {
        domain,
        scanDnsName: `${cluster.hostname}-scan.${domain}`,
        scanIpIds: addressIds("scan", 3),
        vipIds: cluster.nodes.length > 0 ? addressIds("vip", cluster.nodes.length) : undefined,
    };
}
