import { createHash } from "node:crypto";
import { invalid, ServiceError } from "./errors";
import type { Answer, Operation, SignedRequest } from "./operation";

const lifetime = 24 * 3600 * 1000;

interface Used {
    readonly fingerprint: string;
    readonly answer: Answer;
    readonly expires: number;
    /** What the call acted on; once it is deleted, the token no longer says anything true. */
    readonly resource: string;
    spent: boolean;
}

/** Makes a repeated POST answer what the first one did: same token, same caller, same body. */
export class RetryTokens {
    private readonly used = new Map<string, Used>();

    run(operation: Operation, request: SignedRequest): Answer {
        const token = request.headers["opc-retry-token"];
        if (token === undefined || operation.method !== "POST") return operation.run(request);
        if (token.length === 0 || token.length > 64) throw invalid("opc-retry-token must have 1 to 64 characters.");

        const key = [request.principal, operation.service, operation.name, token].join("\n");
        const fingerprint = createHash("sha256").update(`${request.path}\n`).update(request.body).digest("hex");
        const earlier = this.used.get(key);
        if (earlier && earlier.expires > Date.now()) {
            if (earlier.fingerprint === fingerprint && !earlier.spent) return earlier.answer;
            throw new ServiceError(
                409,
                "InvalidatedRetryToken",
                earlier.spent
                    ? "The resource of the first call with this retry token has been deleted since."
                    : "This retry token was used with another request.",
            );
        }
        const answer = operation.run(request);
        // Bodies in the store are live objects: a replay must show what was answered then.
        const frozen = structuredClone(answer);
        const resource = answer.resource ?? request.id;
        this.used.set(key, { fingerprint, answer: frozen, expires: Date.now() + lifetime, resource, spent: false });
        return answer;
    }

    /** The resource is deleted: calls about it cannot be replayed any more. */
    forget(resource: string): void {
        for (const entry of this.used.values()) if (entry.resource === resource) entry.spent = true;
    }
}
