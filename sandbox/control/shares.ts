import type { World } from "../core/world";

/**
 * Gives a network or an infrastructure to the second account, which shares it with the first by RAM. From then on the first
 * account sees it under the ARN of its owner, can build on it, and can no longer change it.
 */
export function share(world: World, id: string): string | undefined {
    const network = world.networks.get(id);
    const infrastructure = world.infrastructures.get(id);
    const arn = network?.odbNetworkArn ?? infrastructure?.cloudExadataInfrastructureArn;
    if (arn === undefined) return undefined;
    const [partition, kind, service, region, , ...rest] = arn.split(":");
    const owned = [partition, kind, service, region, world.settings.otherAccount.accountId, ...rest].join(":");
    if (network) network.odbNetworkArn = owned;
    if (infrastructure) infrastructure.cloudExadataInfrastructureArn = owned;
    const tags = world.odbTags.get(arn) ?? {};
    world.odbTags.delete(arn);
    world.odbTags.set(owned, tags);
    return owned;
}
