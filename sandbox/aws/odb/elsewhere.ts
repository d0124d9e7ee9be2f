import { World } from "../../core/world";
import type { Answer, Call } from "../call";
import { AwsError } from "../errors";
import { errorAnswer } from "../render";
import type { Credential } from "../signature";
import { answerOdb } from ".";
import { ClientTokens } from "./idempotence";
import type { OdbService } from "./service";

/**
 * Answers a call in another Region, or as another account, where nothing is: lists are empty, and whatever is named is
 * not found. Nothing can be made there either, because it would have no twin in OCI.
 */
export function answerElsewhere(
    service: OdbService,
    call: Call,
    credential: Credential,
    accountId = service.world.settings.accountId,
): Promise<Answer> {
    if (["InitializeService", "AcceptMarketplaceRegistration"].includes(call.operation)) {
        const message = `The sandbox links account ${accountId} to nothing in ${credential.region}.`;
        return Promise.resolve(errorAnswer(call, new AwsError("AccessDeniedException", message)));
    }
    const empty = new World({ ...service.world.settings, accountId, awsRegion: credential.region });
    empty.onboarding = { status: "NOT_STARTED" };
    return answerOdb({ ...service, world: empty, tokens: new ClientTokens() }, call, credential);
}
