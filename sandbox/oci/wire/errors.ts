/** An answer in OCI's error envelope: HTTP status, one of the published codes, and words for people. */
export class ServiceError extends Error {
    constructor(
        readonly status: number,
        readonly code: string,
        message: string,
        /** Words of OCI that the native provider reads only where it takes them for what they say: on creation and update. */
        words: "neutral" | "verbatim" = "neutral",
    ) {
        super(status === 404 || words === "verbatim" ? message : neutral(message));
    }
}

/**
 * The native OCI provider takes any error text with one of these phrases for "the resource is gone". Only a 404
 * may say so; words of other origin (KMS, for one) are rewritten wherever they become part of an answer.
 */
export function neutral(message: string): string {
    return message
        .replace(/not found/gi, "unknown")
        .replace(/does not exist/gi, "is unknown")
        .replace(/ not present in /gi, " missing from ");
}

export const unparsable = (message: string) => new ServiceError(400, "CannotParseRequest", message);
export const missing = (name: string) => new ServiceError(400, "MissingParameter", `${name} is required.`);
export const invalid = (message: string) => new ServiceError(400, "InvalidParameter", message);
export const notAuthenticated = (message: string) => new ServiceError(401, "NotAuthenticated", message);
/** An OCID in the path or the query that nothing answers to. */
export const gone = () =>
    new ServiceError(404, "NotAuthorizedOrNotFound", "Authorization failed or requested resource not found.");
/** An OCID in the body that nothing answers to. */
export const unrelated = (field: string, ocid: string) =>
    new ServiceError(
        400,
        "RelatedResourceNotAuthorizedOrNotFound",
        `${field}: the authorization failed or ${ocid} is unknown.`,
    );
/** A refusal that time may lift: callers retry on this code. */
export const incorrectState = (message: string) => new ServiceError(409, "IncorrectState", message);
/** A refusal that waiting will not lift. */
export const conflict = (message: string) => new ServiceError(409, "Conflict", message);
