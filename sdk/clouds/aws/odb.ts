import { Sha256 } from "@aws-crypto/sha256-js";
import { type Clock, realClock } from "../core/clock";
import { type Refusal, ServiceError } from "../core/errors";
import { type Attempt, isTransient, networkReason, retryAfterSeconds, withRetries } from "../core/retry";
import { isGone } from "../core/states";
import { awsConnections } from "./access/connections";
import { awsCredentials } from "./access/credentials";
import { awsRegion, odbEndpoint } from "./settings";

const requestTimeout = 30_000;
const contentType = "application/x-amz-json-1.0";

/**
 * Calls ODB. The AWS SDK for JavaScript has no client for it. The protocol is JSON 1.0 with SigV4.
 * @param region Region of the resource. Default: the Region of the stack.
 */
export async function odbCall(
    operation: string,
    input: object,
    region = awsRegion(),
    clock: Clock = realClock,
): Promise<unknown> {
    const url = new URL(odbEndpoint(region));
    const { SignatureV4 } = await import("@smithy/signature-v4");
    const signer = new SignatureV4({
        service: "odb",
        region,
        sha256: Sha256,
        credentials: await awsCredentials(),
    });
    const body = JSON.stringify(input);
    return withRetries(async () => {
        const request = await signer.sign({
            method: "POST",
            protocol: url.protocol,
            hostname: url.hostname,
            ...(url.port ? { port: Number(url.port) } : {}),
            path: "/",
            query: {},
            headers: { host: url.host, "content-type": contentType, "x-amz-target": `Odb.${operation}` },
            body,
        });
        return attempt(operation, url, request.headers, body);
    }, clock);
}

/**
 * All items of a LIST operation, from every page.
 * @param member Member of the answer that holds the list. An answer without it is an error, not an empty list.
 */
export async function odbList<T>(operation: string, member: string, region?: string): Promise<T[]> {
    const found: T[] = [];
    let nextToken: string | undefined;
    do {
        const page = (await odbCall(operation, nextToken ? { nextToken } : {}, region)) as Record<string, unknown>;
        const listed = page[member];
        if (!Array.isArray(listed)) {
            const message = `the answer has no ${member}`;
            throw new ServiceError({ service: "ODB", operation, status: 200, code: "", message });
        }
        found.push(...(listed as T[]));
        nextToken = page.nextToken as string | undefined;
    } while (nextToken);
    return found;
}

/** The same, without resources that are being deleted or are deleted. */
export async function odbListStanding<T extends { readonly status?: string }>(
    operation: string,
    member: string,
    region?: string,
): Promise<T[]> {
    return (await odbList<T>(operation, member, region)).filter(({ status = "" }) => !isGone(status));
}

async function attempt(
    operation: string,
    url: URL,
    headers: Record<string, string>,
    body: string,
): Promise<Attempt<unknown>> {
    const names = { service: "ODB", operation };
    let response: Response;
    try {
        response = await awsConnections().send(url, { method: "POST", headers, body, timeout: requestTimeout });
    } catch (error) {
        const failure = new ServiceError({ ...names, status: 0, code: "", message: networkReason(error) });
        return { failure, retry: true };
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) {
        // A proxy may answer with its own page, or a body may be cut off. Nobody needs the answer to a change.
        if (typeof answer === "object" && answer !== null) return { value: answer };
        if (!/^(?:Get|List)/.test(operation)) return { value: {} };
        const message = "the answer is not what the service answers";
        return { failure: new ServiceError({ ...names, ...envelope(response, {}), code: "", message }), retry: true };
    }
    const refusal: Refusal = { ...names, ...envelope(response, answer) };
    const after = retryAfterSeconds(response.headers);
    return {
        failure: new ServiceError(refusal),
        retry: isTransient(refusal.status) || refusal.code === "ThrottlingException",
        ...(after === undefined ? {} : { retryAfterSeconds: after }),
    };
}

/** The error code is a shape name after a namespace and `#`. It is in the body or in a header. */
function envelope(response: Response, answer: unknown): Omit<Refusal, "service" | "operation"> {
    const body = (typeof answer === "object" && answer !== null ? answer : {}) as Record<string, unknown>;
    const type = body.__type ?? response.headers.get("x-amzn-errortype");
    const requestId = response.headers.get("x-amzn-requestid");
    return {
        status: response.status,
        code: typeof type === "string" ? type.replace(/^.*#/, "").replace(/:.*$/, "") : "",
        message: typeof body.message === "string" ? body.message : response.statusText,
        ...(requestId ? { requestId } : {}),
    };
}
