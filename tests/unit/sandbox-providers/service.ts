import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Seen {
    method: string;
    url: string;
    target: string;
    body: Record<string, unknown>;
}

export interface Answer {
    status?: number;
    body?: unknown;
    headers?: Record<string, string>;
}

/** A cloud of one test: answers each request as the test says, and remembers what was asked. */
export class Service {
    readonly seen: Seen[] = [];
    answer: (seen: Seen) => Answer = () => ({ status: 500 });
    private readonly server: Server;

    private constructor() {
        this.server = createServer((request, response) => void this.handle(request, response));
    }

    static async start(): Promise<Service> {
        const service = new Service();
        await new Promise<void>((resolve) => service.server.listen(0, "127.0.0.1", resolve));
        return service;
    }

    get endpoint(): string {
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server.closeAllConnections();
        this.server.close();
    }

    /** Operations of ODB, or method and path of OCI calls, in order. */
    operations(): string[] {
        return this.seen.map(({ method, url, target }) => (target ? target.replace("Odb.", "") : `${method} ${url}`));
    }

    private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const text = Buffer.concat(chunks).toString();
        const seen: Seen = {
            method: request.method ?? "",
            url: request.url ?? "",
            target: String(request.headers["x-amz-target"] ?? ""),
            body: text ? (JSON.parse(text) as Record<string, unknown>) : {},
        };
        this.seen.push(seen);
        const { status = 200, body = {}, headers = {} } = this.answer(seen);
        response.writeHead(status, { "content-type": "application/json", "opc-request-id": "r1", ...headers });
        response.end(JSON.stringify(body));
    }
}
