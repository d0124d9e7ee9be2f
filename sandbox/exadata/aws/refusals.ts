import { Refusal } from "../../core/exadata";
import { PolicyError } from "../iam/document";

/**
 * Turns whatever went wrong on the way to AWS into a refusal. KMS and STS are quoted; only words that the native OCI
 * provider reads as "the resource is gone" are put otherwise.
 */
export function asRefusal(error: unknown, service: "KMS" | "STS" | "IAM"): Refusal {
    if (error instanceof Refusal) return error;
    if (error instanceof PolicyError) return new Refusal("PolicyNotUnderstood", error.message);
    if (!(error instanceof Error)) return new Refusal("ServiceUnavailable", `${service} cannot be reached`);
    if (!("$fault" in error))
        return new Refusal("ServiceUnavailable", `${service} cannot be reached: ${error.message}`);
    const words = error.message.replace(/does not exist|(is )?not found/gi, "is unknown");
    return new Refusal(error.name, words);
}
