import type { ExadataInfrastructure } from "../../core/records";
import type { World } from "../../core/world";
import { figuresOf } from "./catalog";
import type { Members } from "./service";

/** Exadata infrastructure as the get and list operations show it. */
export function infrastructureBody(world: World, infrastructure: ExadataInfrastructure): Members {
    const { inputs, status } = infrastructure;
    const figures = figuresOf(inputs.shape as string);
    const computeCount = inputs.computeCount as number;
    const storageCount = inputs.storageCount as number;
    const clusters = [...world.clusters.values()].filter(
        (cluster) => cluster.cloudExadataInfrastructureId === infrastructure.cloudExadataInfrastructureId,
    );
    const total = (name: string) =>
        clusters.reduce((sum, cluster) => sum + ((cluster.inputs[name] as number | undefined) ?? 0), 0);
    return {
        cloudExadataInfrastructureId: infrastructure.cloudExadataInfrastructureId,
        cloudExadataInfrastructureArn: infrastructure.cloudExadataInfrastructureArn,
        displayName: infrastructure.displayName,
        status,
        statusReason: infrastructure.statusReason,
        availabilityZone: inputs.availabilityZone,
        availabilityZoneId: inputs.availabilityZoneId,
        shape: inputs.shape,
        computeCount,
        storageCount,
        databaseServerType: inputs.databaseServerType,
        storageServerType: inputs.storageServerType,
        customerContactsToSendToOCI: inputs.customerContactsToSendToOCI,
        maintenanceWindow: inputs.maintenanceWindow ?? { patchingMode: "ROLLING", preference: "NO_PREFERENCE" },
        ocid: infrastructure.ocid,
        ociUrl: infrastructure.ociUrl,
        ociResourceAnchorName: infrastructure.ocid && `anchor-${world.settings.accountId}`,
        createdAt: infrastructure.createdAt,
        percentProgress: status === "PROVISIONING" ? 0 : 100,
        ...(figures && {
            computeModel: figures.computeModel,
            cpuCount: total("cpuCoreCount"),
            maxCpuCount: figures.coresPerServer * computeCount,
            memorySizeInGBs: total("memorySizeInGBs"),
            maxMemoryInGBs: figures.memoryPerServerInGBs * computeCount,
            dbNodeStorageSizeInGBs: total("dbNodeStorageSizeInGBs"),
            maxDbNodeStorageSizeInGBs: figures.localStoragePerServerInGBs * computeCount,
            dataStorageSizeInTBs: total("dataStorageSizeInTBs"),
            maxDataStorageInTBs: figures.dataStoragePerServerInTBs * storageCount,
            totalStorageSizeInGBs: figures.dataStoragePerServerInTBs * storageCount * 1024,
            availableStorageSizeInGBs: 0,
            activatedStorageCount: storageCount,
            additionalStorageCount: 0,
        }),
    };
}
