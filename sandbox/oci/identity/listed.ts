import { type Cloud, requireListedCompartment } from "../cloud";
import type { Answer } from "../wire/operation";
import { page } from "../wire/paging";

const usualLimit = 1000;

interface ListQuery {
    compartmentId: string;
    lifecycleState?: string;
    limit?: number;
    page?: string;
    sortOrder?: "ASC" | "DESC";
    sortBy?: string;
}

/** A bare array of what lies directly in one compartment. */
export function listed<T extends { lifecycleState: string; timeCreated: string }>(
    cloud: Cloud,
    query: ListQuery,
    held: Iterable<{ value: T }>,
    name: (value: T) => string,
    matches: (value: T) => boolean,
): Answer {
    requireListedCompartment(cloud, query.compartmentId);
    const values = [...held]
        .map(({ value }) => value)
        .filter(
            (value) =>
                (query.lifecycleState === undefined || value.lifecycleState === query.lifecycleState) && matches(value),
        );
    const sortKeys = { TIMECREATED: ({ timeCreated }: T) => timeCreated, NAME: name };
    return page({ query, values, shape: "array", defaultLimit: usualLimit, sortKeys });
}
