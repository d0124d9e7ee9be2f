import type { Stored } from "../../core/wire";
import { type Cloud, change, requireListedCompartment } from "../cloud";
import { incorrectState } from "../wire/errors";
import type { Answer, Call } from "../wire/operation";
import { page } from "../wire/paging";
import type { Plan } from "../work-requests/work-requests";

interface Resource {
    id: string;
    compartmentId: string;
    displayName?: string;
    lifecycleState?: string;
    timeCreated?: string;
}

/** One family of dbmulticloud resources, as its paths, work requests and entity types name it. */
export interface Family {
    collection: string;
    /** Token that the native provider looks for in a work request's entity types. */
    entityType: string;
}

type Task = Pick<Plan, "operationType" | "takes" | "log" | "perform" | "refused" | "canceled"> & {
    becomes: "CREATED" | "UPDATED" | "DELETED";
};

/** Starts the work request of a call on one resource of the family. */
export function begin(cloud: Cloud, family: Family, call: Call<unknown, unknown>, value: Resource, task: Task) {
    const { becomes, ...plan } = task;
    const concern = {
        entityType: family.entityType,
        identifier: value.id,
        uri: `/20240501/${family.collection}/${value.id}`,
        becomes,
    };
    return cloud.workRequests.begin(
        { ...plan, api: "dbmulticloud", compartmentId: value.compartmentId, concerns: [concern] },
        call.fault,
    );
}

/** The answer to a create: the body as it stands, and where it can be read. */
export function created(
    family: Family,
    call: { origin: string },
    { value, etag }: Stored<Resource>,
    workRequest: Answer["workRequest"],
): Answer {
    const location = `${call.origin}/20240501/${family.collection}/${value.id}`;
    return {
        status: 201,
        body: value,
        etag,
        workRequest,
        resource: value.id,
        headers: { location, "content-location": location },
    };
}

export function listed<T extends Resource>(
    cloud: Cloud,
    query: {
        compartmentId: string;
        displayName?: string;
        lifecycleState?: string;
        sortBy?: string;
        sortOrder?: "ASC" | "DESC";
        limit?: number;
        page?: string;
    },
    held: Iterable<Stored<T>>,
    matches: (value: T) => boolean,
): Answer {
    requireListedCompartment(cloud, query.compartmentId);
    const values = [...held]
        .map(({ value }) => value)
        .filter(
            (value) =>
                value.compartmentId === query.compartmentId &&
                (query.displayName === undefined || value.displayName === query.displayName) &&
                (query.lifecycleState === undefined || value.lifecycleState === query.lifecycleState) &&
                matches(value),
        );
    const sortKeys = {
        timeCreated: (value: T) => value.timeCreated,
        displayName: (value: T) => value.displayName,
    };
    return page({ query, values, shape: "items", sortKeys });
}

export function requireState(value: { lifecycleState?: string }, ...allowed: string[]): void {
    const state = value.lifecycleState;
    if (state === undefined || !allowed.includes(state)) {
        throw incorrectState(`The resource is ${state}; this needs ${allowed.join(" or ")}.`);
    }
}

/** Back to `state` with the reason for what did not succeed. */
export function settle<T extends { lifecycleState?: string; lifecycleStateDetails?: string }>(
    stored: Stored<T>,
    state: T["lifecycleState"],
    details?: string,
): void {
    change(stored as Stored<{ lifecycleState?: string; lifecycleStateDetails?: string }>, {
        lifecycleState: state,
        lifecycleStateDetails: details,
    });
}
