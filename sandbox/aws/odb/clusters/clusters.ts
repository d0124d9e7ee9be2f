import { odbArn, odbId } from "../../../core/ids";
import type { VmCluster } from "../../../core/records";
import { resize, show } from "../../../core/scaling";
import { findCluster, findInfrastructure, isHere } from "../find";
import { requireOnboarding } from "../onboarding";
import { type PageRequest, page } from "../paging";
import { conflict } from "../refusals";
import type { Members, OdbService } from "../service";
import { checkTags, setTags } from "../tags";
import { clusterBody } from "./cluster-body";
import { acceptCluster, type CreateCloudVmClusterInput } from "./cluster-inputs";

export interface UpdateCloudVmClusterInput {
    cloudVmClusterId: string;
    displayName?: string;
    cpuCoreCount?: number;
    dataStorageSizeInTBs?: number;
    dbNodeStorageSizeInGBs?: number;
    memorySizeInGBs?: number;
    storageSizeInGBs?: number;
    sshPublicKeys?: string[];
    dataCollectionOptions?: Members;
    licenseModel?: string;
}

export function createCloudVmCluster(service: OdbService, input: CreateCloudVmClusterInput, failure?: string): Members {
    const { world, exadata, tokens } = service;
    requireOnboarding(world);
    const made = tokens.once("cloud-vm-cluster", input, world.clusters, () => {
        const accepted = acceptCluster(world, input);
        checkTags(input.tags);
        const cloudVmClusterId = odbId("vmc");
        const cluster: VmCluster = {
            cloudVmClusterId,
            cloudVmClusterArn: odbArn(world.settings, "cloud-vm-cluster", cloudVmClusterId),
            status: "PROVISIONING",
            nodes: [],
            roles: [],
            createdAt: new Date().toISOString(),
            ...accepted,
        };
        world.clusters.set(cloudVmClusterId, cluster);
        setTags(world, cluster.cloudVmClusterArn, input.tags);
        const fail = (reason: string) => {
            cluster.status = "FAILED";
            cluster.statusReason = reason;
        };
        world.jobs.after(
            "vmCluster",
            () => {
                if (failure !== undefined) return fail(failure);
                cluster.status = "AVAILABLE";
                exadata.attachCluster(cluster);
            },
            (error) => fail(error.message),
        );
        return cloudVmClusterId;
    });
    return outcome(made);
}

export function getCloudVmCluster({ world }: OdbService, input: { cloudVmClusterId: string }): Members {
    return { cloudVmCluster: clusterBody(world, findCluster(world, input.cloudVmClusterId)) };
}

export function listCloudVmClusters(
    { world }: OdbService,
    input: PageRequest & { cloudExadataInfrastructureId?: string },
): Members {
    const reference = input.cloudExadataInfrastructureId;
    const wanted = reference && findInfrastructure(world, reference).cloudExadataInfrastructureId;
    const clusters = [...world.clusters.values()].filter(
        (cluster) =>
            isHere(world, cluster.cloudVmClusterArn) &&
            (wanted === undefined || cluster.cloudExadataInfrastructureId === wanted),
    );
    const { items, nextToken } = page(clusters, input, (cluster) => cluster.cloudVmClusterId);
    return { cloudVmClusters: items.map((cluster) => clusterBody(world, cluster)), nextToken };
}

export function updateCloudVmCluster(
    { world }: OdbService,
    input: UpdateCloudVmClusterInput,
    failure?: string,
): Members {
    const { cloudVmClusterId, displayName, ...accepted } = input;
    const cluster = findCluster(world, cloudVmClusterId);
    requireAvailable(cluster);
    show(cluster, "UPDATING");
    cluster.displayName = displayName ?? cluster.displayName;
    Object.assign(cluster.inputs, accepted);
    resize(cluster, accepted);
    world.jobs.after("vmClusterUpdate", () => {
        show(cluster, "AVAILABLE");
        if (failure !== undefined) cluster.status = "FAILED";
        cluster.statusReason = failure;
    });
    return outcome(cluster);
}

/** A cluster takes its databases with it; only a role that is still associated holds it back. */
export function deleteCloudVmCluster({ world, exadata }: OdbService, input: { cloudVmClusterId: string }): Members {
    const cluster = findCluster(world, input.cloudVmClusterId);
    if (cluster.status === "TERMINATING") return {};
    const role = cluster.roles[0];
    if (role) {
        throw conflict(
            "cloud-vm-cluster",
            cluster.cloudVmClusterId,
            `The VM cluster is in use: the role ${role.iamRoleArn} is associated with it.`,
        );
    }
    if (cluster.status !== "FAILED") requireAvailable(cluster);
    cluster.status = "TERMINATING";
    world.jobs.after("vmClusterDelete", () => {
        exadata.detachCluster(cluster);
        world.clusters.delete(cluster.cloudVmClusterId);
        world.odbTags.delete(cluster.cloudVmClusterArn);
    });
    return {};
}

export function requireAvailable(cluster: VmCluster): void {
    if (cluster.status === "AVAILABLE") return;
    throw conflict("cloud-vm-cluster", cluster.cloudVmClusterId, `The VM cluster is ${cluster.status}, not AVAILABLE.`);
}

function outcome(cluster: VmCluster): Members {
    const { cloudVmClusterId, displayName, status, statusReason } = cluster;
    return { cloudVmClusterId, displayName, status, statusReason };
}
