import { odbList } from "./odb";

/** An ODB network, as AWS lists it. */
export interface ListedNetwork {
    readonly odbNetworkId: string;
    readonly displayName?: string;
    readonly status?: string;
    readonly availabilityZoneId?: string;
    readonly clientSubnetCidr?: string;
    readonly backupSubnetCidr?: string;
}

/** Exadata infrastructure, as AWS lists it. */
export interface ListedInfrastructure {
    readonly cloudExadataInfrastructureId: string;
    readonly displayName?: string;
    readonly status?: string;
    readonly availabilityZoneId?: string;
    readonly computeCount?: number;
    readonly storageCount?: number;
}

const gone = new Set(["TERMINATING", "TERMINATED"]);

/** The ODB networks of the account in a Region. */
export function listOdbNetworks(region: string): Promise<ListedNetwork[]> {
    return standing("ListOdbNetworks", "odbNetworks", region);
}

/** The Exadata infrastructures of the account in a Region. */
export function listExadataInfrastructures(region: string): Promise<ListedInfrastructure[]> {
    return standing("ListCloudExadataInfrastructures", "cloudExadataInfrastructures", region);
}

async function standing<T extends { readonly status?: string }>(
    operation: string,
    member: string,
    region: string,
): Promise<T[]> {
    return (await odbList<T>(operation, member, region)).filter(({ status = "" }) => !gone.has(status));
}
