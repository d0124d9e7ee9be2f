import type { ExadataInfrastructure, OdbNetwork, VmCluster } from "../../core/records";
import type { World } from "../../core/world";
import { denied, notFound, type ResourceType } from "./refusals";

/** The network that an id or an ARN names. */
export function findNetwork(world: World, reference: string): OdbNetwork {
    return find(world, world.networks, reference, "odb-network", (network) => network.odbNetworkArn);
}

/** The infrastructure that an id or an ARN names. */
export function findInfrastructure(world: World, reference: string): ExadataInfrastructure {
    return find(
        world,
        world.infrastructures,
        reference,
        "cloud-exadata-infrastructure",
        (infrastructure) => infrastructure.cloudExadataInfrastructureArn,
    );
}

/** The VM cluster with this id; the model allows no ARN here. */
export function findCluster(world: World, id: string): VmCluster {
    return find(world, world.clusters, id, "cloud-vm-cluster", (cluster) => cluster.cloudVmClusterArn);
}

/** Whether a resource is in the Region that is asked: each has an ODB of its own. */
export function isHere(world: World, arn: string): boolean {
    return arn.split(":")[3] === world.settings.awsRegion;
}

/** What another account owns and shares can be built on, and not changed. */
export function requireOwn(world: World, arn: string): void {
    if (isOwn(world, arn)) return;
    throw denied(`${arn} belongs to another account, which has to change it.`);
}

/** What is shared is seen by its ARN: a plain id names what the account has itself. */
function isOwn(world: World, arn: string): boolean {
    return arn.split(":")[4] === world.settings.accountId;
}

function find<Item>(
    world: World,
    items: ReadonlyMap<string, Item>,
    reference: string,
    type: ResourceType,
    arnOf: (item: Item) => string,
): Item {
    const isArn = reference.startsWith("arn:");
    const item = items.get(isArn ? reference.slice(reference.lastIndexOf("/") + 1) : reference);
    const isNamed =
        item !== undefined &&
        isHere(world, arnOf(item)) &&
        (isArn ? arnOf(item) === reference : isOwn(world, arnOf(item)));
    if (!isNamed) throw notFound(type, reference);
    return item;
}

/** The resource that a tagging call names by ARN. */
export function assertTaggable(world: World, arn: string, isChange = false): void {
    const known = [
        ...[...world.networks.values()].map((network) => network.odbNetworkArn),
        ...[...world.infrastructures.values()].map((infrastructure) => infrastructure.cloudExadataInfrastructureArn),
        ...[...world.clusters.values()].map((cluster) => cluster.cloudVmClusterArn),
    ];
    if (!known.includes(arn) || !isHere(world, arn)) throw notFound("resource", arn);
    // These calls know no AccessDeniedException.
    if (isChange && !isOwn(world, arn)) throw notFound("resource", arn);
}
