import type { VmCluster } from "../../../core/records";
import type { World } from "../../../core/world";
import { isGiVersion } from "../catalog";
import { derivedText } from "../derived";
import { findInfrastructure, findNetwork } from "../find";
import { conflict, invalid } from "../refusals";
import type { Members } from "../service";
import type { Tags } from "../tags";

export interface CreateCloudVmClusterInput {
    cloudExadataInfrastructureId: string;
    odbNetworkId: string;
    displayName: string;
    hostname: string;
    giVersion: string;
    cpuCoreCount: number;
    sshPublicKeys: string[];
    dbServers?: string[];
    clusterName?: string;
    dataCollectionOptions?: Members;
    dataStorageSizeInTBs?: number;
    dbNodeStorageSizeInGBs?: number;
    memorySizeInGBs?: number;
    isLocalBackupEnabled?: boolean;
    isSparseDiskgroupEnabled?: boolean;
    licenseModel?: string;
    systemVersion?: string;
    timeZone?: string;
    scanListenerPortTcp?: number;
    clientToken?: string;
    tags?: Tags;
}

type Accepted = Pick<
    VmCluster,
    "displayName" | "inputs" | "odbNetworkId" | "cloudExadataInfrastructureId" | "hostname"
>;

/** Checks a new cluster against what it stands on, and fills in what the service chooses by itself. */
export function acceptCluster(world: World, input: CreateCloudVmClusterInput): Accepted {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    const network = findNetwork(world, input.odbNetworkId);
    const { cloudExadataInfrastructureId } = infrastructure;
    if (infrastructure.status !== "AVAILABLE") {
        throw conflict(
            "cloud-exadata-infrastructure",
            cloudExadataInfrastructureId,
            `The Exadata infrastructure is ${infrastructure.status}, not AVAILABLE.`,
        );
    }
    if (network.status !== "AVAILABLE") {
        throw conflict("odb-network", network.odbNetworkId, `The ODB network is ${network.status}, not AVAILABLE.`);
    }
    if (!isGiVersion(input.giVersion)) throw invalid("giVersion", "No such Grid Infrastructure version is offered.");
    const dbServers = input.dbServers ?? infrastructure.dbServerIds;
    const foreign = dbServers.find((id) => !infrastructure.dbServerIds.includes(id));
    if (foreign !== undefined) {
        throw invalid("dbServers", `${foreign} is no database server of ${cloudExadataInfrastructureId}.`);
    }
    const { tags: _, clientToken, ...given } = input;
    return {
        displayName: input.displayName,
        cloudExadataInfrastructureId,
        odbNetworkId: network.odbNetworkId,
        // The service makes host names unique by a suffix of its own.
        hostname: `${input.hostname}-${derivedText(clientToken ?? input.displayName, 5)}`,
        inputs: { ...defaults(dbServers.length), ...given, dbServers },
    };
}

function defaults(servers: number): Members {
    return {
        dataCollectionOptions: {
            isDiagnosticsEventsEnabled: false,
            isHealthMonitoringEnabled: false,
            isIncidentLogsEnabled: false,
        },
        dataStorageSizeInTBs: 2,
        dbNodeStorageSizeInGBs: 60 * servers,
        memorySizeInGBs: 30 * servers,
        isLocalBackupEnabled: false,
        isSparseDiskgroupEnabled: false,
        licenseModel: "LICENSE_INCLUDED",
        timeZone: "UTC",
        scanListenerPortTcp: 1521,
    };
}
