import { createHash, verify } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { notAuthenticated } from "./errors";

const maximalSkew = 5 * 60 * 1000;

export interface Signed {
    method: string;
    /** Path and query exactly as they stand in the request line. */
    target: string;
    headers: IncomingHttpHeaders;
    body: Buffer;
}

/** Verifies OCI's HTTP signature in full, and gives the OCID of the user. Anything amiss is a 401. */
export function authenticate(request: Signed, keys: ReadonlyMap<string, string>): string {
    const parameters = parametersOf(request.headers.authorization);
    if (parameters.version !== "1") throw notAuthenticated("The signature must have version 1.");
    if (parameters.algorithm !== "rsa-sha256") throw notAuthenticated("The signature algorithm must be rsa-sha256.");
    const { keyId, signature } = parameters;
    const publicKey = keyId === undefined ? undefined : keys.get(keyId);
    const user = keyId?.split("/")[1];
    if (!publicKey || !user || !signature) throw notAuthenticated("The keyId is not registered.");

    const names = (parameters.headers ?? "").toLowerCase().split(" ").filter(Boolean);
    requireNames(names, request.method);
    checkDate(names, request.headers);
    if (hasBody(request.method)) checkBody(request);

    const bytes = Buffer.from(signature, "base64");
    const matches = spellings(request.target).some((target) =>
        verify("sha256", Buffer.from(signingString(names, request, target)), publicKey, bytes),
    );
    if (!matches) throw notAuthenticated("The signature does not match the request.");
    return user;
}

function parametersOf(authorization: string | undefined): Partial<Record<string, string>> {
    if (!authorization?.startsWith("Signature ")) throw notAuthenticated("The request is not signed.");
    return Object.fromEntries([...authorization.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1]!, match[2]!]));
}

const hasBody = (method: string) => ["POST", "PUT", "PATCH"].includes(method);

function requireNames(names: readonly string[], method: string): void {
    const required = ["(request-target)", "host"];
    if (hasBody(method)) required.push("content-length", "content-type", "x-content-sha256");
    const absent = required.filter((name) => !names.includes(name));
    if (!names.includes("date") && !names.includes("x-date")) absent.push("date");
    if (absent.length > 0) throw notAuthenticated(`The signature must cover ${absent.join(", ")}.`);
}

function checkDate(names: readonly string[], headers: IncomingHttpHeaders): void {
    const text = names.includes("x-date") ? headers["x-date"] : headers.date;
    const time = Date.parse(String(text));
    if (Number.isNaN(time)) throw notAuthenticated("The date of the signature cannot be read.");
    if (Math.abs(Date.now() - time) > maximalSkew) throw notAuthenticated("The clock skew is more than 5 minutes.");
}

function checkBody({ headers, body }: Signed): void {
    const digest = createHash("sha256").update(body).digest("base64");
    if (headers["x-content-sha256"] !== digest) throw notAuthenticated("x-content-sha256 does not match the body.");
}

function signingString(names: readonly string[], { method, headers }: Signed, target: string): string {
    return names
        .map((name) => {
            if (name === "(request-target)") return `${name}: ${method.toLowerCase()} ${target}`;
            const value = headers[name];
            if (value === undefined) throw notAuthenticated(`The signed header ${name} is missing.`);
            return `${name}: ${Array.isArray(value) ? value.join(", ") : value}`;
        })
        .join("\n");
}

/** The JavaScript SDK signs non-ASCII query characters as they are, and then sends them percent-encoded. */
function spellings(target: string): string[] {
    const decoded = target.replace(/(?:%[89A-F][0-9A-F])+/gi, (escaped) => {
        const bytes = Buffer.from(escaped.replaceAll("%", ""), "hex");
        return bytes.toString("utf8");
    });
    return decoded === target ? [target] : [target, decoded];
}
