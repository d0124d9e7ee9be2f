import { z } from "zod";
import type { WorkRequest } from "../../core/records";
import { type Cloud, inPath, requireListedCompartment } from "../cloud";
import { type Operation, operation, type Service } from "../wire/operation";
import { listQuery, page } from "../wire/paging";
import { ocidText } from "../wire/schema";

/** How one of the two work request APIs differs from the other. */
interface Dialect {
    api: WorkRequest["api"];
    service: Service;
    prefix: string;
    shape: "items" | "array";
    defaultLimit?: number;
}

const multicloud: Dialect = { api: "dbmulticloud", service: "dbmulticloud", prefix: "/20240501", shape: "items" };
const core: Dialect = {
    api: "iaas",
    service: "workrequests",
    prefix: "/20160918",
    shape: "array",
    defaultLimit: 1000,
};

export function workRequestOperations(cloud: Cloud): Operation[] {
    return [...readers(cloud, multicloud), canceling(cloud), ...readers(cloud, core)];
}

const statuses = [
    "ACCEPTED",
    "IN_PROGRESS",
    "WAITING",
    "NEEDS_ATTENTION",
    "FAILED",
    "SUCCEEDED",
    "CANCELING",
    "CANCELED",
] as const;

function readers(cloud: Cloud, dialect: Dialect): Operation[] {
    const { service, prefix, shape, defaultLimit } = dialect;
    const path = `${prefix}/workRequests`;
    const notes = listQuery(["timestamp"], {});
    return [
        operation({
            service,
            name: "ListWorkRequests",
            method: "GET",
            path,
            query: listQuery(["timeAccepted"], {
                compartmentId: ocidText,
                workRequestId: ocidText.optional(),
                resourceId: ocidText.optional(),
                status: z.enum(statuses).optional(),
            }),
            handle({ query }) {
                requireListedCompartment(cloud, query.compartmentId);
                const values = [...cloud.world.workRequests.values()].filter(
                    (request) =>
                        request.api === dialect.api &&
                        request.compartmentId === query.compartmentId &&
                        (query.workRequestId === undefined || request.id === query.workRequestId) &&
                        (query.status === undefined || request.status === query.status) &&
                        (query.resourceId === undefined ||
                            request.resources.some(({ identifier }) => identifier === query.resourceId)),
                );
                const sortKeys = { timeAccepted: (request: { timeAccepted: string }) => request.timeAccepted };
                return page({ query, values: values.map(shown), shape, defaultLimit, sortKeys });
            },
        }),
        operation({
            service,
            name: "GetWorkRequest",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const request = found(cloud, dialect, id);
                return { status: 200, body: shown(request), etag: request.etag, headers: { "retry-after": "1" } };
            },
        }),
        operation({
            service,
            name: "ListWorkRequestErrors",
            method: "GET",
            path: `${path}/{id}/errors`,
            query: notes,
            handle({ id, query }) {
                const values = found(cloud, dialect, id).errors;
                return page({ query, values, shape, defaultLimit, sortKeys: { timestamp: (note) => note.timestamp } });
            },
        }),
        operation({
            service,
            name: "ListWorkRequestLogs",
            method: "GET",
            path: `${path}/{id}/logs`,
            query: notes,
            handle({ id, query }) {
                const values = found(cloud, dialect, id).logs;
                return page({ query, values, shape, defaultLimit, sortKeys: { timestamp: (note) => note.timestamp } });
            },
        }),
    ];
}

function canceling(cloud: Cloud): Operation {
    return operation({
        service: "dbmulticloud",
        name: "CancelWorkRequest",
        method: "DELETE",
        path: "/20240501/workRequests/{id}",
        handle({ id }) {
            cloud.workRequests.cancel(found(cloud, multicloud, id));
            return { status: 202 };
        },
    });
}

function found(cloud: Cloud, { api }: Dialect, id: string): WorkRequest {
    const own = new Map([...cloud.world.workRequests].filter(([, request]) => request.api === api));
    return inPath(own, id);
}

/** The part of the record that both APIs show: errors and logs have operations of their own. */
function shown({ api: _api, etag: _etag, errors: _errors, logs: _logs, ...body }: WorkRequest) {
    return body;
}
