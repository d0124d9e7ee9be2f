import { etag } from "./ids";
import type { VmCluster } from "./records";

const figures = [
    ...["cpuCoreCount", "memorySizeInGBs", "dbNodeStorageSizeInGBs", "dataStorageSizeInTBs"],
    ...["licenseModel", "sshPublicKeys"],
];

/** Writes what a change of the size of a cluster in one cloud means for the other: it is one cluster. */
export function resize(cluster: VmCluster, members: Readonly<Record<string, unknown>>): void {
    const changed = Object.fromEntries(
        figures.filter((name) => members[name] !== undefined).map((name) => [name, members[name]]),
    );
    Object.assign(cluster.inputs, changed);
    if (cluster.twin) Object.assign(cluster.twin.value, changed);
}

/** Shows in both clouds that a cluster is being changed, or is ready again. */
export function show(cluster: VmCluster, state: "UPDATING" | "AVAILABLE"): void {
    cluster.status = state;
    if (!cluster.twin) return;
    cluster.twin.value.lifecycleState = state;
    cluster.twin.etag = etag();
}
