import { isOdbRegion, settingsAt } from "../../core/regions";
import { World } from "../../core/world";
import type { Answer, Call } from "../call";
import { AwsError } from "../errors";
import { errorAnswer } from "../render";
import type { Credential } from "../signature";
import { answerOdb } from ".";
import { ClientTokens } from "./idempotence";
import type { OdbService } from "./service";

/**
 * Answers a call in another Region, or as another account. The other account holds what it shares with the first; another Region holds what a
 * test has put into the world with an ARN of that Region. Nothing can be made there, because it would have no twin in OCI,
 * but for the Regions that the settings name.
 */
export function answerElsewhere(
    service: OdbService,
    call: Call,
    credential: Credential,
    accountId = service.world.settings.accountId,
    failure?: string,
): Promise<Answer> {
    const own = accountId === service.world.settings.accountId;
    if (own && isOdbRegion(service.world.settings, credential.region)) {
        const settings = settingsAt(service.world.settings, credential.region);
        const world: World = Object.create(service.world, { settings: { value: settings } });
        return answerOdb({ ...service, world }, call, credential, failure);
    }
    if (["InitializeService", "AcceptMarketplaceRegistration"].includes(call.operation)) {
        const message = `The sandbox links account ${accountId} to nothing in ${credential.region}.`;
        return Promise.resolve(errorAnswer(call, new AwsError("AccessDeniedException", message)));
    }
    const settings = { ...service.world.settings, accountId, awsRegion: credential.region };
    const world: World = own
        ? Object.create(service.world, { settings: { value: settings } })
        : ownedBy(service.world, new World(settings));
    Object.defineProperty(world, "onboarding", { value: { status: "NOT_STARTED" } });
    return answerOdb({ ...service, world, tokens: new ClientTokens() }, call, credential);
}

/** What the other account shares with the first stands under its own account id. */
function ownedBy(from: World, world: World): World {
    const isOwned = (arn: string) => arn.split(":")[4] === world.settings.accountId;
    for (const [id, network] of from.networks) if (isOwned(network.odbNetworkArn)) world.networks.set(id, network);
    for (const [id, infrastructure] of from.infrastructures)
        if (isOwned(infrastructure.cloudExadataInfrastructureArn)) world.infrastructures.set(id, infrastructure);
    return world;
}
