import type { World } from "../../core/world";
import { type Answer, type Call, queryParameters } from "../call";
import { AwsError } from "../errors";
import { forward } from "../forward";
import { accountSetupTemplate } from "./account-setup";

const takesTemplate = new Set([
    "CreateStack",
    "UpdateStack",
    "CreateChangeSet",
    "GetTemplateSummary",
    "ValidateTemplate",
]);
const makesResources = new Set(["CreateStack", "UpdateStack", "CreateChangeSet"]);

/** CloudFormation as AWS has it: moto's, which fetches no templates and asks for no consent to roles. */
export async function answerCloudFormation(world: World, motoEndpoint: string, call: Call): Promise<Answer> {
    if (!takesTemplate.has(call.operation)) return forward(motoEndpoint, call);
    const parameters = queryParameters(call);
    const url = parameters.get("TemplateURL");
    if (url !== null) {
        if (url !== world.accountSetupTemplateUrl) {
            throw new AwsError("ValidationError", "TemplateURL must be a supported URL.");
        }
        parameters.delete("TemplateURL");
        parameters.set("TemplateBody", accountSetupTemplate);
    }
    const isConsented = [...parameters].some(
        ([name, value]) => name.startsWith("Capabilities.member.") && /^CAPABILITY_(?:NAMED_)?IAM$/.test(value),
    );
    if (makesResources.has(call.operation) && /AWS::IAM::/.test(parameters.get("TemplateBody") ?? "") && !isConsented) {
        throw new AwsError("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
    }
    return forward(motoEndpoint, call, Buffer.from(parameters.toString()));
}
