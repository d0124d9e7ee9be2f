/** An error whose message tells people all they need. A stack would only hide it. */
export class PlainError extends Error {
    override toString(): string {
        return this.message;
    }
}

export interface Refusal {
    /** Service as its SDK names it: `Database`, `DbMulticloudAwsProvider`, `ODB`. */
    readonly service: string;
    /** Operation as the API names it. */
    readonly operation: string;
    /** HTTP status; 0 when no answer came. */
    readonly status: number;
    /** The service's code: `IncorrectState`, `ValidationException`. */
    readonly code: string;
    readonly message: string;
    readonly requestId?: string;
}

/**
 * A request that a service refused, or that got no answer. The message is one sentence with what support asks for. It never holds a
 * body, because bodies may hold passwords.
 */
export class ServiceError extends PlainError {
    override readonly name = "ServiceError";
    readonly status: number;
    readonly code: string;

    constructor(refusal: Refusal) {
        super(render(refusal));
        this.status = refusal.status;
        this.code = refusal.code;
    }
}

/** Whether the service says that the target does not exist, or that the caller may not see it. A 404 without a code comes from a proxy. */
export function isNotFound(error: unknown): boolean {
    if (!(error instanceof ServiceError)) return false;
    return (error.status === 404 && error.code !== "") || error.code === "ResourceNotFoundException";
}

/** Turns a `getX` into a `findX`: the answer, or `undefined` where `isMissing` recognises the failure as "there is no such thing". */
export async function unlessMissing<T>(
    isMissing: (error: unknown) => boolean,
    get: () => Promise<T>,
): Promise<T | undefined> {
    try {
        return await get();
    } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
    }
}

/** Whether the service says that the state of the target does not allow the call. */
export function isConflict(error: unknown): error is ServiceError {
    return error instanceof ServiceError && (error.status === 409 || error.code === "ConflictException");
}

function render({ service, operation, status, code, message, requestId }: Refusal): string {
    const name = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
    const words = message.trim().replace(/\.$/, "");
    const id = requestId ? ` (request id ${requestId})` : "";
    const answer = status === 0 ? `did not answer ${name}` : `answered ${name} with ${[status, code].join(" ").trim()}`;
    return `${service} ${answer}${words ? `: ${words}` : ""}${id}${hint(status)}`;
}

function hint(status: number): string {
    switch (status) {
        case 0:
            return "; check the region, the network and the proxy of this machine";
        case 401:
            return "; check tenancy, user, fingerprint and key of the OCI settings, and the clock of this machine";
        case 403:
            return "; the caller is known, but no policy allows this call";
        case 404:
            return "; the resource is gone, in another region, or no policy lets the caller see it";
        default:
            return "";
    }
}
