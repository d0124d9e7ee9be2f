import type { IncomingHttpHeaders } from "node:http";
import type { AuditEntry } from "../core/audit";

export type Service = Extract<
    AuditEntry["service"],
    "odb" | "kms" | "iam" | "sts" | "cloudtrail" | "cloudformation" | "cloudhsm" | "ec2"
>;

/** How a service speaks: JSON 1.0, JSON 1.1, or Query with XML answers (EC2 wraps its errors in its own way). */
export type Protocol = "json-1.0" | "json-1.1" | "query" | "ec2";

/** One request, read and named. */
export interface Call {
    readonly service: Service;
    readonly operation: string;
    readonly protocol: Protocol;
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly rawHeaders: readonly string[];
    readonly body: Buffer;
}

export interface Answer {
    status: number;
    headers: Record<string, string>;
    body: Buffer;
    /** The error's code, when it is one. */
    code?: string;
}

/** The members of a JSON body; an unreadable body has none. */
export function jsonMembers(body: Buffer): Record<string, unknown> {
    try {
        const parsed: unknown = JSON.parse(body.toString("utf8") || "{}");
        return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
            ? (parsed as Record<string, unknown>)
            : {};
    } catch {
        return {};
    }
}

/** The parameters of a Query request, from the body or, for GET, from the path. */
export function queryParameters(call: Pick<Call, "path" | "body">): URLSearchParams {
    if (call.body.length > 0) return new URLSearchParams(call.body.toString("utf8"));
    return new URLSearchParams(call.path.split("?")[1] ?? "");
}
