import { AsyncLocalStorage } from "node:async_hooks";
import type * as common from "oci-common";
import { type Clock, realClock } from "../core/clock";
import { type Refusal, ServiceError } from "../core/errors";
import { type Attempt, isTransient, networkReason, retryAfterSeconds, withRetries } from "../core/retry";
import { SettingsError } from "../core/settings";
import { ociConnections } from "./access/connections";
import { loadCommon } from "./modules";

const requestTimeout = 60_000;

type Reject = (error: Error) => void;
const failures = new AsyncLocalStorage<Reject>();

/**
 * Sends the requests that the OCI SDK composes. Signs each attempt anew and retries by the policy of this package, because the SDK
 * does not retry operations of the Database service unless asked.
 *
 * Failures go past the SDK straight to the caller. The SDK would print each failure to the console, even where the package only
 * asks whether something still exists.
 */
export class OciHttp implements common.HttpClient {
    private readonly signer: common.RequestSigner;

    constructor(
        credentials: common.AuthenticationDetailsProvider,
        private readonly clock: Clock = realClock,
    ) {
        try {
            this.signer = new (loadCommon().DefaultRequestSigner)(credentials);
        } catch {
            throw new SettingsError("the OCI private key cannot be used: it is not PEM, or its passphrase is wrong");
        }
    }

    async send(
        request: common.HttpRequest,
        excludeBody?: boolean,
        service = "OCI",
        operation = "request",
    ): Promise<Response> {
        try {
            return await withRetries(() => this.attempt(request, excludeBody, { service, operation }), this.clock);
        } catch (error) {
            const reject = failures.getStore();
            if (!reject || !(error instanceof Error)) throw error;
            reject(error);
            return new Promise(() => {});
        }
    }

    private async attempt(
        request: common.HttpRequest,
        excludeBody: boolean | undefined,
        names: Pick<Refusal, "service" | "operation">,
    ): Promise<Attempt<Response>> {
        request.headers.set("x-date", new Date(this.clock.now()).toUTCString());
        await this.signer.signHttpRequest(request, excludeBody);
        let response: Response;
        try {
            response = await ociConnections().send(request.uri, {
                method: request.method,
                headers: Object.fromEntries(request.headers),
                body: request.body as string | undefined,
                timeout: requestTimeout,
            });
        } catch (error) {
            const failure = new ServiceError({ ...names, status: 0, code: "", message: networkReason(error) });
            return { failure, retry: true };
        }
        if (response.ok) return received(request.method, response, names);
        const failure = new ServiceError({ ...names, ...(await envelope(response)) });
        const after = retryAfterSeconds(response.headers);
        return {
            failure,
            retry: isTransient(response.status),
            ...(after === undefined ? {} : { retryAfterSeconds: after }),
        };
    }
}

/** A client whose methods fail with a `ServiceError` and print nothing. */
export function plainErrors<T extends object>(client: T): T {
    return new Proxy(client, {
        get(target, property) {
            const member: unknown = Reflect.get(target, property, target);
            if (typeof member !== "function") return member;
            return (...args: unknown[]) =>
                new Promise((resolve, reject) => {
                    failures.run(reject, () => {
                        Promise.resolve(member.apply(target, args)).then(resolve, reject);
                    });
                });
        },
    });
}

/**
 * An answer with a body that can be read. A proxy may answer with its own page, or a connection may break in the middle of a body.
 * Then a GET is repeated. Other requests are not, because the service may have done the work.
 */
async function received(
    method: string,
    response: Response,
    names: Pick<Refusal, "service" | "operation">,
): Promise<Attempt<Response>> {
    const text = await response.text().catch(() => undefined);
    const { status, headers } = response;
    if (text === "" || (text !== undefined && isAnswer(text, names.operation))) {
        return { value: new Response(text === "" ? null : text, { status, headers }) };
    }
    const requestId = headers.get("opc-request-id") ?? undefined;
    const message = text === undefined ? "the answer broke off" : "the answer is not what the service answers";
    const failure = new ServiceError({ ...names, status, code: "", message, ...(requestId ? { requestId } : {}) });
    return { failure, retry: method === "GET" };
}

/** Whether a text is an answer of the operation. A list is an array, or an object with `items`. */
function isAnswer(text: string, operation: string): boolean {
    const answer = parsed(text);
    if (!/^list/i.test(operation)) return answer !== undefined;
    return Array.isArray(answer) || (isObject(answer) && Array.isArray(answer.items));
}

async function envelope(response: Response): Promise<Omit<Refusal, "service" | "operation">> {
    const requestId = response.headers.get("opc-request-id") ?? undefined;
    const body = parsed(await response.text().catch(() => ""));
    const { code, message } = isObject(body) ? body : {};
    return {
        status: response.status,
        code: typeof code === "string" ? code : "",
        message: typeof message === "string" ? message : response.statusText,
        ...(requestId === undefined ? {} : { requestId }),
    };
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}

/** The value of a JSON text; `undefined` if the text is not JSON. */
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
