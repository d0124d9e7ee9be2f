import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type Answer, type Control, ControlError, routes } from "./routes";

export type { Control, Settings } from "./routes";

export interface ControlEndpoint {
    readonly endpoint: string;
    stop(): Promise<void>;
}

/** Serves what tests and curious people ask of the sandbox itself: audit log, faults, databases, pace. */
export async function startControl(control: Control): Promise<ControlEndpoint> {
    const server = createServer((request, response) => {
        answer(control, request)
            .catch(asAnswer)
            .then((result) => send(response, result));
    });
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    return {
        endpoint: `http://127.0.0.1:${port}`,
        stop: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}

async function answer(control: Control, request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? "/", "http://control");
    const here = routes.filter((route) => route.path.test(url.pathname));
    const route = here.find((one) => one.method === request.method);
    if (!route && here.length > 0) throw new ControlError(405, `${url.pathname} does not accept ${request.method}.`);
    if (!route) throw new ControlError(404, `The control endpoint has no route ${url.pathname}.`);
    return route.answer(control, {
        query: url.searchParams,
        name: decodeURIComponent(route.path.exec(url.pathname)?.[1] ?? ""),
        body: parseBody(await text(request)),
    });
}

function parseBody(content: string): unknown {
    if (content === "") return undefined;
    try {
        return JSON.parse(content);
    } catch {
        throw new ControlError(400, "The body is not JSON.");
    }
}

function asAnswer(error: unknown): Answer {
    const message = error instanceof Error ? error.message : String(error);
    return { status: error instanceof ControlError ? error.status : 500, body: { message } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
    const plain = typeof body === "string";
    const content = body === undefined ? "" : plain ? body : `${JSON.stringify(body, null, 2)}\n`;
    response.writeHead(status, { "content-type": plain ? "text/plain; charset=utf-8" : "application/json" });
    response.end(content);
}
