import { createHash, sign } from "node:crypto";
import { request } from "node:http";
import { registeredKey, type SigningKey } from "./keys";

export interface RawRequest {
    method?: string;
    /** Path and query as they go into the request line. */
    target: string;
    body?: unknown;
    headers?: Record<string, string>;
    key?: SigningKey;
    date?: Date;
    /** Leaves a header out of the signature, as a careless client would. */
    unsigned?: string;
    /** Last change before the request goes out, after it was signed. */
    tamper?: (headers: Record<string, string>, body: string) => string;
}

/** The members that tests look at: of a resource, an error, or a list in an object. */
export interface RawBody {
    id: string;
    code: string;
    message: string;
    items: { displayName: string }[];
}

export interface RawAnswer {
    status: number;
    headers: Record<string, string | undefined>;
    body: RawBody;
}

/** Sends a request signed the way of OCI's Go SDK, by code that shares nothing with the server. */
export function send(endpoint: string, options: RawRequest): Promise<RawAnswer> {
    const { method = "GET", target, key = registeredKey } = options;
    const url = new URL(endpoint);
    const text = bodyText(options.body);
    const headers: Record<string, string> = {
        date: (options.date ?? new Date()).toUTCString(),
        host: url.host,
        ...options.headers,
    };
    const names = ["date", "(request-target)", "host"];
    if (method === "POST" || method === "PUT") {
        headers["content-length"] = String(Buffer.byteLength(text));
        headers["content-type"] = "application/json";
        headers["x-content-sha256"] = createHash("sha256").update(text).digest("base64");
        names.push("content-length", "content-type", "x-content-sha256");
    }
    const signed = names.filter((name) => name !== options.unsigned);
    const string = signed
        .map((name) => `${name}: ${name === "(request-target)" ? `${method.toLowerCase()} ${target}` : headers[name]}`)
        .join("\n");
    const signature = sign("sha256", Buffer.from(string), key.privateKey).toString("base64");
    headers.authorization =
        `Signature version="1",headers="${signed.join(" ")}",keyId="${key.keyId}",` +
        `algorithm="rsa-sha256",signature="${signature}"`;
    const body = options.tamper ? options.tamper(headers, text) : text;
    return new Promise((resolve, reject) => {
        const outgoing = request({ host: url.hostname, port: url.port, method, path: target, headers }, (response) => {
            const chunks: Buffer[] = [];
            response.on("data", (chunk: Buffer) => chunks.push(chunk));
            response.on("error", reject);
            response.on("end", () => {
                const content = Buffer.concat(chunks).toString();
                resolve({
                    status: response.statusCode ?? 0,
                    headers: response.headers as Record<string, string | undefined>,
                    body: content === "" ? undefined : JSON.parse(content),
                });
            });
        });
        outgoing.on("error", reject);
        outgoing.end(body);
    });
}

function bodyText(body: unknown): string {
    if (body === undefined) return "";
    return typeof body === "string" ? body : JSON.stringify(body);
}
