import { createHash } from "node:crypto";
import { canonical } from "../../validation/equality";

/**
 * `opc-retry-token` of a change, derived from what identifies it. If the same change is asked for again, the token is the same, and
 * the service repeats its answer instead of the change. The token has at most 64 characters, as the API demands.
 */
export function retryToken(operation: string, identity: unknown): string {
    return createHash("sha256")
        .update(canonical([operation, identity]))
        .digest("base64url");
}
