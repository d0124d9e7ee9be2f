import { type Answer, type Call, queryParameters } from "../call";
import { AwsError } from "../errors";
import { forward } from "../forward";
import type { MotoClient } from "../moto-client";
import type { Principals } from "../principals";
import { codeOf, errorAnswer } from "../render";
import { changeClientIds, prepareOidcProvider } from "./oidc-providers";
import { checkTrustPolicy } from "./trust-policy";

/** IAM as AWS has it: moto's, with the checks and operations that moto lacks. */
export class Iam {
    constructor(
        private readonly moto: MotoClient,
        private readonly principals: Principals,
    ) {}

    async answer(call: Call): Promise<Answer> {
        try {
            return await this.perform(call, queryParameters(call));
        } catch (error) {
            if (error instanceof AwsError) return errorAnswer(call, error);
            throw error;
        }
    }

    private async perform(call: Call, parameters: URLSearchParams): Promise<Answer> {
        switch (call.operation) {
            case "CreateRole":
                await checkTrustPolicy(parameters.get("AssumeRolePolicyDocument") ?? "", this.principals);
                break;
            case "UpdateAssumeRolePolicy":
                await checkTrustPolicy(parameters.get("PolicyDocument") ?? "", this.principals);
                break;
            case "CreateOpenIDConnectProvider": {
                const body = Buffer.from(prepareOidcProvider(parameters).toString());
                const answer = await forward(this.moto.endpoint, call, body);
                // moto refuses a second provider for a URL without saying which.
                if (codeOf(answer) !== "EntityAlreadyExists") return answer;
                const message = `Provider with url ${parameters.get("Url")} already exists.`;
                throw new AwsError("EntityAlreadyExists", message, 409);
            }
            case "AddClientIDToOpenIDConnectProvider":
                return changeClientIds(this.moto, call, parameters, (ids, id) => [...new Set([...ids, id])]);
            case "RemoveClientIDFromOpenIDConnectProvider":
                return changeClientIds(this.moto, call, parameters, (ids, id) => ids.filter((other) => other !== id));
            default:
        }
        return forward(this.moto.endpoint, call);
    }
}
