import { odbCall } from "./odb";

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
}

const gone = new Set(["TERMINATING", "TERMINATED"]);

/** The ODB networks in the stack's Region. */
export function listOdbNetworks(): Promise<ListedNetwork[]> {
    return listed("ListOdbNetworks", "odbNetworks");
}

/** The Exadata infrastructures in the stack's Region. */
export function listExadataInfrastructures(): Promise<ListedInfrastructure[]> {
    return listed("ListCloudExadataInfrastructures", "cloudExadataInfrastructures");
}

async function listed<T extends { readonly status?: string }>(operation: string, member: string): Promise<T[]> {
    const found: T[] = [];
    let nextToken: string | undefined;
    do {
        const page = (await odbCall(operation, nextToken ? { nextToken } : {})) as Record<string, unknown>;
        found.push(...((page[member] ?? []) as T[]));
        nextToken = page.nextToken as string | undefined;
    } while (nextToken);
    return found.filter(({ status = "" }) => !gone.has(status));
}
