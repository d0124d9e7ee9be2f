import { createHash } from "node:crypto";
import { canonical } from "../../validation/equality";

/**
 * `opc-retry-token` for a change, derived from what identifies it: the same change asked for again carries the same
 * token, so that the service answers it again instead of doing it again. At most 64 characters, as the API demands.
 */
export function retryToken(operation: string, identity: unknown): string {
    return createHash("sha256")
        .update(canonical([operation, identity]))
        .digest("base64url");
}
