import { type PageRequest, page } from "./paging";
import type { Members, OdbService } from "./service";
import { resolveZone } from "./zones";

/** What one database server and one storage server of a shape hold. */
export interface ShapeFigures {
    computeModel: "ECPU" | "OCPU";
    coresPerServer: number;
    memoryPerServerInGBs: number;
    localStoragePerServerInGBs: number;
    dataStoragePerServerInTBs: number;
}

const shapes: Readonly<Record<string, ShapeFigures>> = {
    "Exadata.X9M": {
        computeModel: "OCPU",
        coresPerServer: 126,
        memoryPerServerInGBs: 1390,
        localStoragePerServerInGBs: 2243,
        dataStoragePerServerInTBs: 64,
    },
    "Exadata.X11M": {
        computeModel: "ECPU",
        coresPerServer: 760,
        memoryPerServerInGBs: 1390,
        localStoragePerServerInGBs: 2243,
        dataStoragePerServerInTBs: 80,
    },
};

export const minimumComputeCount = 2;
export const minimumStorageCount = 3;
const maximumComputeCount = 32;
const maximumStorageCount = 64;

export function figuresOf(shape: string): ShapeFigures | undefined {
    return shapes[shape];
}

export interface ListDbSystemShapesInput extends PageRequest {
    availabilityZone?: string;
    availabilityZoneId?: string;
    shapeFamily?: string;
}

export function listDbSystemShapes({ world }: OdbService, input: ListDbSystemShapesInput): Members {
    if (input.availabilityZone !== undefined || input.availabilityZoneId !== undefined) {
        resolveZone(world.settings, input);
    }
    const family = input.shapeFamily ?? "EXADATA";
    const names = family === "EXADATA" ? Object.keys(shapes) : [];
    const { items, nextToken } = page(names, input, (name) => name);
    return { dbSystemShapes: items.map(shapeBody), nextToken };
}

function shapeBody(name: string): Members {
    const figures = shapes[name]!;
    return {
        name,
        shapeFamily: "EXADATA",
        computeModel: figures.computeModel,
        availableCoreCount: figures.coresPerServer * maximumComputeCount,
        availableCoreCountPerNode: figures.coresPerServer,
        availableDataStorageInTBs: figures.dataStoragePerServerInTBs * maximumStorageCount,
        availableDataStoragePerServerInTBs: figures.dataStoragePerServerInTBs,
        availableDbNodePerNodeInGBs: figures.localStoragePerServerInGBs,
        availableDbNodeStorageInGBs: figures.localStoragePerServerInGBs * maximumComputeCount,
        availableMemoryInGBs: figures.memoryPerServerInGBs * maximumComputeCount,
        availableMemoryPerNodeInGBs: figures.memoryPerServerInGBs,
        coreCountIncrement: figures.computeModel === "ECPU" ? 4 : 1,
        minCoreCountPerNode: figures.computeModel === "ECPU" ? 8 : 2,
        minMemoryPerNodeInGBs: 30,
        minDbNodeStoragePerNodeInGBs: 60,
        minDataStorageInTBs: 2,
        minimumNodeCount: minimumComputeCount,
        maximumNodeCount: maximumComputeCount,
        minStorageCount: minimumStorageCount,
        maxStorageCount: maximumStorageCount,
        areServerTypesSupported: name === "Exadata.X11M",
    };
}

/** The version that a request names, and the release update that a cluster of that version then shows. */
const giVersions: Readonly<Record<string, string>> = {
    "19.0.0.0": "19.28.0.0.0",
    "23.0.0.0": "23.9.0.25.07",
};

export function listGiVersions(_: OdbService, input: PageRequest & { shape?: string }): Members {
    const known = input.shape === undefined || figuresOf(input.shape) !== undefined;
    const { items, nextToken } = page(known ? Object.keys(giVersions) : [], input, (version) => version);
    return { giVersions: items.map((version) => ({ version })), nextToken };
}

/** The release update behind a version as requested; a complete version stands for itself. */
export function installedGiVersion(requested: string): string {
    return giVersions[requested] ?? requested;
}

export function isGiVersion(requested: string): boolean {
    return requested in giVersions || Object.values(giVersions).includes(requested);
}
