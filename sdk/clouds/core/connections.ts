import { Agent } from "node:https";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { type Proxies, proxyFor } from "./proxies";

/** Whom TLS trusts, if not Node's own list. */
export interface Trust {
    /** Certificates in PEM. They replace Node's own. */
    readonly ca?: string;
    /** `false` accepts any certificate. */
    readonly rejectUnauthorized?: boolean;
}

interface Outgoing {
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string | undefined;
    /** Milliseconds. */
    readonly timeout: number;
}

type SdkRequest = Parameters<NodeHttpHandler["handle"]>[0];
type SdkOptions = Parameters<NodeHttpHandler["handle"]>[1];
type SdkAnswer = ReturnType<NodeHttpHandler["handle"]>;

/** A request handler for clients of the AWS SDK. */
export interface Sender {
    handle(request: SdkRequest, options?: SdkOptions): SdkAnswer;
    destroy(): void;
    updateHttpClientConfig(): void;
    httpHandlerConfigs(): object;
}

/** Sends the requests to one cloud: each directly, or by the proxy that the settings name for its target. */
export class Connections {
    /** By URL of the proxy; "" stands for no proxy. */
    private readonly ways = new Map<string, Promise<NodeHttpHandler>>();

    constructor(
        private readonly proxies: Proxies,
        private readonly trust: Trust = {},
    ) {}

    /** The handler for clients of the AWS SDK. `undefined` if their own handler does the same. */
    get sender(): Sender | undefined {
        const isPlain = !this.proxies.http && !this.proxies.https && Object.keys(this.trust).length === 0;
        if (isPlain) return undefined;
        return {
            handle: async (request, options) => (await this.way(targetOf(request))).handle(request, options),
            destroy() {},
            updateHttpClientConfig() {},
            httpHandlerConfigs: () => ({}),
        };
    }

    async send(url: string | URL, { method, headers, body, timeout }: Outgoing): Promise<Response> {
        const target = new URL(url);
        const abortSignal = AbortSignal.timeout(timeout);
        const asksTrust = target.protocol === "https:" && Object.keys(this.trust).length > 0;
        if (!asksTrust && proxyFor(target, this.proxies) === undefined)
            return fetch(target, { method, headers, body, signal: abortSignal });
        const request = {
            method,
            protocol: target.protocol,
            hostname: target.hostname,
            ...(target.port ? { port: Number(target.port) } : {}),
            path: `${target.pathname}${target.search}`,
            query: {},
            headers: { ...headers },
            body,
        };
        const way = await this.way(target);
        const { response } = await way.handle(request as unknown as SdkRequest, { abortSignal });
        const received = await text(response.body as Readable);
        const { statusCode: status, reason: statusText = "", headers: answered } = response;
        return new Response(received === "" ? null : received, { status, statusText, headers: answered });
    }

    private way(target: URL): Promise<NodeHttpHandler> {
        const proxy = proxyFor(target, this.proxies);
        const key = proxy?.href ?? "";
        const made = this.ways.get(key) ?? this.open(proxy);
        this.ways.set(key, made);
        return made;
    }

    private async open(proxy: URL | undefined): Promise<NodeHttpHandler> {
        const { NodeHttpHandler } = await import("@smithy/node-http-handler");
        const options = { keepAlive: true, ...this.trust };
        if (proxy === undefined) return new NodeHttpHandler({ httpsAgent: new Agent(options) });
        const [{ HttpsProxyAgent }, { HttpProxyAgent }] = await Promise.all([
            import("https-proxy-agent"),
            import("http-proxy-agent"),
        ]);
        const httpsAgent = new HttpsProxyAgent(proxy, options);
        // The agent uses its options for the connection to the proxy only. The target behind the proxy needs them too.
        const connect = httpsAgent.connect.bind(httpsAgent);
        httpsAgent.connect = (request, target) => connect(request, { ...target, ...this.trust });
        return new NodeHttpHandler({ httpAgent: new HttpProxyAgent(proxy, options), httpsAgent });
    }
}

function targetOf({ protocol, hostname, port }: SdkRequest): URL {
    return new URL(`${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`);
}
