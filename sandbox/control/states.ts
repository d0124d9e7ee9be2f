import type { ExadataInfrastructure, ResourceStatus, VmCluster } from "../core/records";
import type { Stored } from "../core/wire";
import type { World } from "../core/world";
import { touch } from "./touch";

const clusterStates = ["AVAILABLE", "UPDATING", "MAINTENANCE_IN_PROGRESS", "FAILED"] as const;
const homeStates = ["AVAILABLE", "UPDATING", "FAILED"] as const;
const databaseStates = [
    ...["AVAILABLE", "UPDATING", "BACKUP_IN_PROGRESS", "UPGRADING", "CONVERTING", "RESTORE_FAILED", "FAILED"],
] as const;
const pluggableStates = [
    ...["AVAILABLE", "UPDATING", "BACKUP_IN_PROGRESS", "RESTORE_IN_PROGRESS", "REFRESHING", "FAILED", "DISABLED"],
] as const;

/** Something whose state the operator of either cloud can change, and the states that it can be put into. */
export interface Steered {
    readonly states: readonly string[];
    set(state: string, reason: string | undefined): void;
}

/** What an OCID or an ODB id names. Clusters and infrastructures show their state in both clouds. */
export function steered(world: World, id: string): Steered | undefined {
    const cluster = [...world.clusters.values()].find((one) => one.ocid === id || one.cloudVmClusterId === id);
    if (cluster) return steeredInAws(cluster);
    const infrastructure = [...world.infrastructures.values()].find(
        (one) => one.ocid === id || one.cloudExadataInfrastructureId === id,
    );
    if (infrastructure) return steeredInAws(infrastructure);
    const home = world.dbHomes.get(id);
    if (home) return steeredInOci(home, homeStates);
    const database = world.databases.get(id)?.oci;
    if (database) return steeredInOci(database, databaseStates);
    const pluggable = world.pluggableDatabases.get(id);
    return pluggable && steeredInOci(pluggable, pluggableStates);
}

function steeredInAws(resource: VmCluster | ExadataInfrastructure): Steered {
    return {
        states: clusterStates,
        set(state, reason) {
            resource.status = state as ResourceStatus;
            resource.statusReason = reason;
            const twin = "twin" in resource ? resource.twin : undefined;
            if (twin) steeredInOci(twin, clusterStates).set(state, reason);
        },
    };
}

function steeredInOci(
    stored: Stored<{ lifecycleState: string; lifecycleDetails?: string }>,
    states: readonly string[],
): Steered {
    return { states, set: (lifecycleState, lifecycleDetails) => touch(stored, { lifecycleState, lifecycleDetails }) };
}
