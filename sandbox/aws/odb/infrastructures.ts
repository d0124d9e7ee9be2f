import { ocid, odbArn, odbId } from "../../core/ids";
import type { ExadataInfrastructure } from "../../core/records";
import { figuresOf, minimumComputeCount, minimumStorageCount } from "./catalog";
import { consoleUrl } from "./derived";
import { findInfrastructure, isHere, requireOwn } from "./find";
import { infrastructureBody } from "./infrastructure-body";
import { requireOnboarding } from "./onboarding";
import { type PageRequest, page } from "./paging";
import { conflict, invalid } from "./refusals";
import type { Members, OdbService } from "./service";
import { checkTags, setTags, type Tags } from "./tags";
import { resolveZone } from "./zones";

export interface CreateCloudExadataInfrastructureInput {
    displayName: string;
    shape: string;
    availabilityZone?: string;
    availabilityZoneId?: string;
    computeCount: number;
    storageCount: number;
    maintenanceWindow?: Members;
    databaseServerType?: string;
    storageServerType?: string;
    customerContactsToSendToOCI?: { email?: string }[];
    clientToken?: string;
    tags?: Tags;
}

export interface UpdateCloudExadataInfrastructureInput {
    cloudExadataInfrastructureId: string;
    displayName?: string;
    computeCount?: number;
    storageCount?: number;
    maintenanceWindow?: Members;
}

export function createCloudExadataInfrastructure(
    { world, tokens }: OdbService,
    input: CreateCloudExadataInfrastructureInput,
    failure?: string,
): Members {
    requireOnboarding(world);
    const made = tokens.once("cloud-exadata-infrastructure", input, world.infrastructures, () => {
        if (!figuresOf(input.shape)) throw invalid("shape", "No such shape is offered in this availability zone.");
        checkCounts(input);
        checkTags(input.tags);
        const zone = resolveZone(world.settings, input);
        const { tags, clientToken: _, ...accepted } = input;
        const infrastructureId = odbId("exa");
        const infrastructure: ExadataInfrastructure = {
            cloudExadataInfrastructureId: infrastructureId,
            cloudExadataInfrastructureArn: odbArn(world.settings, "cloud-exadata-infrastructure", infrastructureId),
            displayName: input.displayName,
            status: "PROVISIONING",
            inputs: { ...accepted, ...zone },
            dbServerIds: [],
            createdAt: new Date().toISOString(),
        };
        world.infrastructures.set(infrastructureId, infrastructure);
        setTags(world, infrastructure.cloudExadataInfrastructureArn, tags);
        world.jobs.after("exadataInfrastructure", () => {
            infrastructure.status = failure === undefined ? "AVAILABLE" : "FAILED";
            infrastructure.statusReason = failure;
            if (failure !== undefined) return;
            infrastructure.ocid = ocid(world.settings, "cloudexadatainfrastructure");
            infrastructure.ociUrl = consoleUrl(
                world.settings,
                `dbaas/cloudExadataInfrastructures/${infrastructure.ocid}`,
            );
            matchServers(infrastructure);
        });
        return infrastructureId;
    });
    return outcome(made);
}

export function getCloudExadataInfrastructure(
    { world }: OdbService,
    input: { cloudExadataInfrastructureId: string },
): Members {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    return { cloudExadataInfrastructure: infrastructureBody(world, infrastructure) };
}

export function listCloudExadataInfrastructures({ world }: OdbService, input: PageRequest): Members {
    const { items, nextToken } = page(
        [...world.infrastructures.values()].filter((one) => isHere(world, one.cloudExadataInfrastructureArn)),
        input,
        (infrastructure) => infrastructure.cloudExadataInfrastructureId,
    );
    return {
        cloudExadataInfrastructures: items.map((infrastructure) => infrastructureBody(world, infrastructure)),
        nextToken,
    };
}

/** Servers can be added; the service takes none away. */
export function updateCloudExadataInfrastructure(
    { world }: OdbService,
    input: UpdateCloudExadataInfrastructureInput,
    failure?: string,
): Members {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    requireOwn(world, infrastructure.cloudExadataInfrastructureArn);
    checkCounts(input);
    for (const name of ["computeCount", "storageCount"] as const) {
        if ((input[name] ?? Infinity) < (infrastructure.inputs[name] as number)) {
            throw invalid(name, "The number of servers cannot be lowered.");
        }
    }
    if (infrastructure.status !== "AVAILABLE") throw busy(infrastructure);
    const { cloudExadataInfrastructureId: _, displayName, ...accepted } = input;
    infrastructure.status = "UPDATING";
    infrastructure.displayName = displayName ?? infrastructure.displayName;
    Object.assign(infrastructure.inputs, accepted);
    world.jobs.after("exadataInfrastructureUpdate", () => {
        infrastructure.status = failure === undefined ? "AVAILABLE" : "FAILED";
        infrastructure.statusReason = failure;
        matchServers(infrastructure);
    });
    return outcome(infrastructure);
}

export function deleteCloudExadataInfrastructure(
    { world }: OdbService,
    input: { cloudExadataInfrastructureId: string },
): Members {
    const infrastructure = findInfrastructure(world, input.cloudExadataInfrastructureId);
    requireOwn(world, infrastructure.cloudExadataInfrastructureArn);
    const id = infrastructure.cloudExadataInfrastructureId;
    if (infrastructure.status === "TERMINATING") return {};
    const user = [...world.clusters.values()].find((cluster) => cluster.cloudExadataInfrastructureId === id);
    if (user) {
        throw conflict(
            "cloud-exadata-infrastructure",
            id,
            `The Exadata infrastructure is in use by the VM cluster ${user.cloudVmClusterId}.`,
        );
    }
    if (infrastructure.status !== "AVAILABLE" && infrastructure.status !== "FAILED") throw busy(infrastructure);
    infrastructure.status = "TERMINATING";
    world.jobs.after("exadataInfrastructureDelete", () => {
        world.infrastructures.delete(id);
        world.odbTags.delete(infrastructure.cloudExadataInfrastructureArn);
    });
    return {};
}

function checkCounts(input: { computeCount?: number; storageCount?: number }): void {
    if ((input.computeCount ?? Infinity) < minimumComputeCount) {
        throw invalid("computeCount", `Member must have value greater than or equal to ${minimumComputeCount}`);
    }
    if ((input.storageCount ?? Infinity) < minimumStorageCount) {
        throw invalid("storageCount", `Member must have value greater than or equal to ${minimumStorageCount}`);
    }
}

function matchServers(infrastructure: ExadataInfrastructure): void {
    const wanted = infrastructure.inputs.computeCount as number;
    while (infrastructure.dbServerIds.length < wanted) infrastructure.dbServerIds.push(odbId("dbs"));
}

function busy(infrastructure: ExadataInfrastructure): Error {
    return conflict(
        "cloud-exadata-infrastructure",
        infrastructure.cloudExadataInfrastructureId,
        `The Exadata infrastructure is ${infrastructure.status}, not AVAILABLE.`,
    );
}

function outcome(infrastructure: ExadataInfrastructure): Members {
    const { cloudExadataInfrastructureId, displayName, status, statusReason } = infrastructure;
    return { cloudExadataInfrastructureId, displayName, status, statusReason };
}
