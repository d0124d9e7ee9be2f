import { createServer, type IncomingMessage, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { certificate, certificateKey } from "./fixtures/tls";

/** A forward proxy, with one server behind it that is every host there is. */
export interface ProxyServer {
    readonly url: string;
    /** What the proxy was told to do: "CONNECT host:port", "POST http://host/". */
    readonly seen: string[];
    /** `proxy-authorization` of the last request. */
    authorization: string | undefined;
    /** Hosts that the server behind was asked as. */
    readonly reached: string[];
    answer(host: string, body: string): string;
    close(): void;
}

export async function startProxy(): Promise<ProxyServer> {
    const handle = async (incoming: IncomingMessage, outgoing: import("node:http").ServerResponse) => {
        const host = incoming.headers.host ?? "";
        proxy.reached.push(host);
        outgoing.end(proxy.answer(host, await text(incoming)));
    };
    const plain = createServer(handle);
    const secure = createTlsServer({ cert: certificate, key: certificateKey }, handle);
    const front = createServer((incoming, outgoing) => {
        note(incoming);
        const { method, headers } = incoming;
        const path = new URL(incoming.url!).pathname;
        const forwarded = request({ port: portOf(plain), host: "127.0.0.1", method, path, headers }, (answered) => {
            outgoing.writeHead(answered.statusCode!, answered.headers);
            answered.pipe(outgoing);
        });
        incoming.pipe(forwarded);
    });
    const note = ({ method, url, headers }: IncomingMessage) => {
        proxy.seen.push(`${method} ${url}`);
        proxy.authorization = headers["proxy-authorization"];
    };
    const tunnels = new Set<{ destroy(): void }>();
    front.on("connect", (incoming, socket) => {
        note(incoming);
        const behind = connect(portOf(secure), "127.0.0.1", () => {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            behind.pipe(socket).pipe(behind);
        });
        for (const end of [behind, socket]) end.on("error", () => end.destroy());
        tunnels.add(behind).add(socket);
    });
    const servers = [plain, secure, front];
    await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))),
    );
    const proxy: ProxyServer = {
        url: `http://127.0.0.1:${portOf(front)}`,
        seen: [],
        authorization: undefined,
        reached: [],
        answer: () => "{}",
        close() {
            for (const tunnel of tunnels) tunnel.destroy();
            for (const server of servers) {
                server.closeAllConnections();
                server.close();
            }
        },
    };
    return proxy;
}

function portOf(server: { address(): AddressInfo | string | null }): number {
    return (server.address() as AddressInfo).port;
}
