import type { ExadataInfrastructure } from "../../core/records";
import type { World } from "../../core/world";
import { figuresOf } from "./catalog";
import { derivedOcid } from "./derived";
import { findInfrastructure } from "./find";
import { type PageRequest, page } from "./paging";
import { notFound } from "./refusals";
import type { Members, OdbService } from "./service";

export interface ListDbServersInput extends PageRequest {
    cloudExadataInfrastructureId: string;
}

export function listDbServers({ world }: OdbService, input: ListDbServersInput): Members {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    const { items, nextToken } = page(infrastructure.dbServerIds, input, (id) => id);
    return { dbServers: items.map((id) => serverBody(world, infrastructure, id)), nextToken };
}

export function getDbServer(
    { world }: OdbService,
    input: { cloudExadataInfrastructureId: string; dbServerId: string },
): Members {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    if (!infrastructure.dbServerIds.includes(input.dbServerId)) throw notFound("db-server", input.dbServerId);
    return { dbServer: serverBody(world, infrastructure, input.dbServerId) };
}

function serverBody(world: World, infrastructure: ExadataInfrastructure, dbServerId: string): Members {
    const figures = figuresOf(infrastructure.inputs.shape as string);
    const guests = [...world.clusters.values()].filter((cluster) =>
        (cluster.inputs.dbServers as string[] | undefined)?.includes(dbServerId),
    );
    return {
        dbServerId,
        status: "AVAILABLE",
        displayName: `dbServer-${infrastructure.dbServerIds.indexOf(dbServerId) + 1}`,
        exadataInfrastructureId: infrastructure.cloudExadataInfrastructureId,
        ocid: derivedOcid(world.settings, "dbserver", dbServerId),
        ociResourceAnchorName: `anchor-${world.settings.accountId}`,
        shape: infrastructure.inputs.shape,
        computeModel: figures?.computeModel,
        maxCpuCount: figures?.coresPerServer,
        maxMemoryInGBs: figures?.memoryPerServerInGBs,
        maxDbNodeStorageInGBs: figures?.localStoragePerServerInGBs,
        createdAt: infrastructure.createdAt,
        vmClusterIds: guests.length > 0 ? guests.map((cluster) => cluster.cloudVmClusterId) : undefined,
    };
}
