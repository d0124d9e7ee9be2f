import type { z } from "zod";
import type { AuditEntry } from "../../core/audit";
import type { Fault } from "../../core/faults";
import type { WorkRequest } from "../../core/records";
import { parseBody, parseQuery } from "./schema";

export type Service = Extract<AuditEntry["service"], "database" | "dbmulticloud" | "identity" | "workrequests">;

/** A request whose signature holds, before its query and body are looked at. */
export interface SignedRequest {
    /** OCID of the user who signed. */
    readonly principal: string;
    readonly method: string;
    readonly path: string;
    readonly query: URLSearchParams;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Buffer;
    /** The `{id}` of the operation's path. */
    readonly id: string;
    readonly fault?: Fault;
    /** Where the caller reached this server; `location` headers start with it. */
    readonly origin: string;
}

/** What an operation gets: the request, with query and body of the shapes it asked for. */
export interface Call<Body = undefined, Query = Record<string, never>>
    extends Pick<SignedRequest, "id" | "path" | "headers" | "fault" | "origin"> {
    readonly query: Query;
    readonly body: Body;
}

export interface Answer {
    status: number;
    body?: unknown;
    etag?: string;
    headers?: Record<string, string>;
    /** Goes out as `opc-work-request-id` where the API's settings allow it. */
    workRequest?: WorkRequest;
    /** OCID of what was created; calls on existing things are about the OCID of their path. */
    resource?: string;
}

export interface Operation {
    readonly service: Service;
    /** The operation's name in the SDKs. */
    readonly name: string;
    readonly method: "GET" | "POST" | "PUT" | "DELETE";
    /** Path with the version prefix; at most one segment is `{id}`. */
    readonly path: string;
    run(request: SignedRequest): Answer;
}

interface Definition<Body, Query> extends Omit<Operation, "run"> {
    body?: z.ZodType<Body>;
    query?: z.ZodType<Query>;
    handle(call: Call<Body, Query>): Answer;
}

/** An operation that sees only requests of the declared shape. Without `body`, a body is refused. */
export function operation<Body = undefined, Query = Record<string, never>>(
    definition: Definition<Body, Query>,
): Operation {
    const { service, name, method, path } = definition;
    return {
        service,
        name,
        method,
        path,
        run(request) {
            const { id, headers, fault, origin } = request;
            const query = parseQuery(definition.query, request.query);
            const body = parseBody(definition.body, request.body);
            return definition.handle({ id, path: request.path, headers, fault, origin, query, body });
        },
    };
}
