import { BlockList, isIP } from "node:net";
import { environment, SettingsError } from "./settings";

/** The proxies of the settings: URLs, or hosts with a port. `noProxy` is a list with commas. */
export interface Proxies {
    readonly http?: string | undefined;
    readonly https?: string | undefined;
    readonly noProxy?: string | undefined;
}

/** The proxies of the environment. The plugins of the native providers read the same variables, in lower case first. */
export function environmentProxies(): Proxies {
    return {
        http: environment("http_proxy", "HTTP_PROXY"),
        https: environment("https_proxy", "HTTPS_PROXY"),
        noProxy: environment("no_proxy", "NO_PROXY"),
    };
}

/** The proxy for a request. `undefined` if none is set, `noProxy` spares the target, or the target is on loopback. */
export function proxyFor(target: URL, { http, https, noProxy = "" }: Proxies): URL | undefined {
    const proxy = target.protocol === "https:" ? https : http;
    if (!proxy || isSpared(target, noProxy)) return undefined;
    return proxyUrl(proxy);
}

function proxyUrl(text: string): URL {
    const written = text.includes("://") ? text : `http://${text}`;
    if (/^https?:/i.test(written) && URL.canParse(written)) return new URL(written);
    throw new SettingsError(
        "the proxy that the settings name cannot be used: give HTTPS_PROXY (or aws:httpsProxy) a URL that begins with http:// or https://",
    );
}

/** Follows the rules of Go's net/http, as the native plugins do. */
function isSpared(target: URL, noProxy: string): boolean {
    const host = bare(target.hostname);
    const port = target.port || (target.protocol === "https:" ? "443" : "80");
    if (host === "localhost" || isLoopback(host)) return true;
    const entries = noProxy
        .toLowerCase()
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => entry !== "");
    return entries.some((entry) => entry === "*" || (isIP(host) ? sparesAddress : sparesName)(entry, host, port));
}

/** An address, or a range of addresses. */
function sparesAddress(entry: string, address: string, port: string): boolean {
    const [network, bits, ...rest] = entry.split("/");
    const spared = new BlockList();
    if (bits !== undefined) {
        const kind = kindOf(network!);
        const length = Number(bits);
        if (rest.length > 0 || kind === undefined || !/^\d+$/.test(bits)) return false;
        if (length > (kind === "ipv4" ? 32 : 128)) return false;
        spared.addSubnet(network!, length, kind);
        return contains(spared, address);
    }
    const [only, onlyPort] = withPort(entry);
    const kind = kindOf(only);
    if (kind === undefined) return false;
    spared.addAddress(only, kind);
    return contains(spared, address) && (onlyPort === undefined || onlyPort === port);
}

/** A name and all names below it. With a leading dot, only the names below it. */
function sparesName(entry: string, name: string, port: string): boolean {
    const [domain, onlyPort] = withPort(entry.replace(/^\*\./, "."));
    if (domain === "" || isIP(domain)) return false;
    const isMeant = domain.startsWith(".") ? name.endsWith(domain) : name === domain || name.endsWith(`.${domain}`);
    return isMeant && (onlyPort === undefined || onlyPort === port);
}

function withPort(entry: string): [host: string, port?: string] {
    const [, host, port] = entry.match(/^(\[[^\]]*\]|[^:]*):(\d+)$/) ?? [];
    return host === undefined || port === undefined ? [bare(entry)] : [bare(host), port];
}

function bare(host: string): string {
    return host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
}

function kindOf(address: string): "ipv4" | "ipv6" | undefined {
    return ({ 4: "ipv4", 6: "ipv6" } as const)[isIP(address) as 4 | 6];
}

function contains(list: BlockList, address: string): boolean {
    return list.check(address, kindOf(address)!);
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

function isLoopback(host: string): boolean {
    return isIP(host) !== 0 && contains(loopback, host);
}
