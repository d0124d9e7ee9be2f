import { odbListStanding } from "./odb";

/** Exadata infrastructure, as AWS lists it. */
interface ListedInfrastructure {
    readonly cloudExadataInfrastructureId: string;
    readonly cloudExadataInfrastructureArn?: string;
    readonly displayName?: string;
    readonly status?: string;
    readonly availabilityZoneId?: string;
    readonly computeCount?: number;
    readonly storageCount?: number;
    readonly shape?: string;
    readonly databaseServerType?: string;
    readonly storageServerType?: string;
}

/** The Exadata infrastructures of the account in a Region. */
export function listExadataInfrastructures(region: string): Promise<ListedInfrastructure[]> {
    return odbListStanding("ListCloudExadataInfrastructures", "cloudExadataInfrastructures", region);
}
