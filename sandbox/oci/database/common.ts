import type { Duration } from "../../core/jobs";
import type { WorkRequest } from "../../core/records";
import { type Cloud, requireListedCompartment } from "../cloud";
import { incorrectState } from "../wire/errors";
import type { Answer, Call } from "../wire/operation";
import { page } from "../wire/paging";
import type { Plan } from "../work-requests/work-requests";

interface Resource {
    id: string;
    compartmentId: string;
    lifecycleState: string;
    timeCreated?: string;
}

/** The collections of the service, with the entity types that its work requests show. */
const collections = {
    cloudVmCluster: "cloudVmClusters",
    dbHome: "dbHomes",
    database: "databases",
    pluggableDatabase: "pluggableDatabases",
} as const;

export interface Target {
    entityType: keyof typeof collections;
    id: string;
    becomes: "CREATED" | "UPDATED" | "DELETED";
}

type Task = Pick<Plan, "log" | "perform" | "refused"> & {
    /** A free text in this API. */
    operationType: string;
    takes: Duration[];
    targets: Target[];
};

export function begin(cloud: Cloud, call: Call<unknown, unknown>, compartmentId: string, task: Task): WorkRequest {
    const { targets, ...plan } = task;
    const concerns = targets.map(({ entityType, id, becomes }) => ({
        entityType,
        identifier: id,
        uri: `/20160918/${collections[entityType]}/${id}`,
        becomes,
    }));
    return cloud.workRequests.begin({ ...plan, api: "iaas", compartmentId, concerns }, call.fault);
}

interface ListQuery {
    compartmentId?: string;
    lifecycleState?: string;
    limit?: number;
    page?: string;
    sortOrder?: "ASC" | "DESC";
    sortBy?: string;
}

/** A bare array, sorted by time or by the name that the collection has. */
export function listed<T extends Resource>(
    cloud: Cloud,
    query: ListQuery,
    held: Iterable<T>,
    name: { sortBy: string; of(value: T): string },
    matches: (value: T) => boolean,
): Answer {
    if (query.compartmentId !== undefined) requireListedCompartment(cloud, query.compartmentId);
    const values = [...held].filter(
        (value) =>
            (query.compartmentId === undefined || value.compartmentId === query.compartmentId) &&
            (query.lifecycleState === undefined || value.lifecycleState === query.lifecycleState) &&
            matches(value),
    );
    return page({
        query,
        values,
        shape: "array",
        sortKeys: { TIMECREATED: (value) => value.timeCreated, [name.sortBy]: name.of },
    });
}

/** True when the query does not ask for this, or asks for what is there. */
export const fits = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || wanted === actual;

export function requireState(what: string, value: { lifecycleState: string }, ...allowed: string[]): void {
    if (!allowed.includes(value.lifecycleState)) {
        throw incorrectState(`${what} is ${value.lifecycleState}; this needs ${allowed.join(" or ")}.`);
    }
}
