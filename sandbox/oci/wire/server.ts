import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../../core/faults";
import type { World } from "../../core/world";
import { neutral, ServiceError } from "./errors";
import type { Answer, Operation, Service } from "./operation";
import type { RetryTokens } from "./retry-tokens";
import { type Match, Router } from "./router";
import { authenticate } from "./signature";

export interface Endpoint {
    readonly endpoint: string;
    stop(): Promise<void>;
}

interface Options {
    world: World;
    keys: ReadonlyMap<string, string>;
    operations: readonly Operation[];
    tokens: RetryTokens;
}

/** One request on its way: what the audit log will say of it. */
interface Passage {
    readonly request: IncomingMessage;
    readonly path: string;
    readonly match: Match;
    principal: string;
    resource?: string;
    fault?: Fault;
}

/** Serves the operations on loopback: signature, faults, routing, retry tokens, envelope and audit. */
export async function serve(options: Options): Promise<Endpoint> {
    const router = new Router(options.operations);
    const server = createServer((request, response) => {
        handle(options, router, request, response).catch((error: unknown) => {
            // The caller went away, or a fault cut the connection: nobody is left to answer.
            response.destroy(error instanceof Error ? error : undefined);
        });
    });
    await new Promise<void>((listening, failed) => {
        server.once("error", failed);
        server.listen(0, "127.0.0.1", listening);
    });
    const { port } = server.address() as AddressInfo;
    return {
        endpoint: `http://127.0.0.1:${port}`,
        stop: () =>
            new Promise((stopped) => {
                server.close(() => stopped());
                server.closeAllConnections();
            }),
    };
}

async function handle(options: Options, router: Router, request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://sandbox");
    const match = router.match(request.method ?? "", url.pathname);
    const passage: Passage = { request, path: url.pathname, match, principal: "" };
    const answer = await answerTo(options, passage, url).catch(envelope);

    if (passage.fault?.reset) {
        record(options.world, passage, { ...answer, status: 0, body: { code: "ConnectionReset" } });
        response.destroy();
        return;
    }
    record(options.world, passage, answer);
    const body = answer.body === undefined ? "" : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
        ...(body === "" ? {} : { "content-type": "application/json" }),
        ...(answer.status === 204 ? {} : { "content-length": Buffer.byteLength(body) }),
        "opc-request-id": requestId(request),
        ...(answer.etag === undefined ? {} : { etag: answer.etag }),
        ...workRequestHeader(options.world, answer),
        ...answer.headers,
    });
    response.end(body);
}

async function answerTo({ world, keys, tokens }: Options, passage: Passage, url: URL): Promise<Answer> {
    const { request, match } = passage;
    const body = await bodyOf(request);
    const method = request.method ?? "";
    passage.principal = authenticate({ method, target: request.url ?? "", headers: request.headers, body }, keys);
    const { operation } = match;
    if (!operation) throw unknownRoute(match, method);

    const fault = world.faults.hit(operation.service, operation.name);
    passage.fault = fault;
    if (fault?.delayMilliseconds) await delay(fault.delayMilliseconds);
    if (fault?.error) return planned(fault.error);
    if (fault?.reset === "before") return { status: 0 };

    const answer = tokens.run(operation, {
        principal: passage.principal,
        method,
        path: passage.path,
        query: url.searchParams,
        headers: request.headers as Record<string, string | undefined>,
        body,
        id: match.id,
        fault,
        origin: `http://${request.headers.host}`,
    });
    passage.resource = answer.resource;
    // Stored bodies live on; what is sent must be what held at this moment.
    return { ...answer, body: structuredClone(answer.body) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
}

function unknownRoute(match: Match, method: string): ServiceError {
    if (match.allowed.length === 0) return new ServiceError(404, "NotFound", "There is no such operation.");
    const allowed = match.allowed.join(", ");
    return new ServiceError(405, "MethodNotAllowed", `${method} is not allowed here; allowed: ${allowed}.`);
}

function planned({ status, code, message, retryAfter }: NonNullable<Fault["error"]>): Answer {
    const headers: Record<string, string> = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
    return { status, body: { code, message }, headers };
}

function envelope(error: unknown): Answer {
    if (error instanceof ServiceError) {
        return { status: error.status, body: { code: error.code, message: error.message } };
    }
    const words = neutral(error instanceof Error ? error.message : String(error));
    return { status: 500, body: { code: "InternalServerError", message: `The sandbox failed: ${words}` } };
}

function workRequestHeader(world: World, { workRequest }: Answer): Record<string, string> {
    if (!workRequest) return {};
    if (workRequest.api === "iaas" && !world.settings.databaseWorkRequests) return {};
    return { "opc-work-request-id": workRequest.id };
}

/** The caller's own id comes first, as the services do it, so that both logs can be matched. */
function requestId(request: IncomingMessage): string {
    const own = randomBytes(16).toString("hex").toUpperCase();
    const given = request.headers["opc-request-id"];
    return typeof given === "string" && given !== "" ? `${given}/${own}` : own;
}

function record(world: World, { match, path, request, principal, resource }: Passage, answer: Answer): void {
    const { operation, id } = match;
    const code = answer.status === 0 || answer.status >= 400 ? (answer.body as { code?: string })?.code : undefined;
    world.audit.record({
        caller: "user",
        service: operation?.service ?? serviceOf(path),
        operation: operation?.name ?? "Unknown",
        mutating: request.method !== "GET",
        principal,
        status: answer.status,
        code,
        resource: resource ?? (id === "" ? undefined : id),
    });
}

const serviceOf = (path: string): Service => (path.startsWith("/20240501") ? "dbmulticloud" : "database");
