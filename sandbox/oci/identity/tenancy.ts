import { type Cloud, inPath } from "../cloud";
import { type Operation, operation } from "../wire/operation";
import { listed } from "./listed";
import { listCompartments, listDomains } from "./schemas";

const service = "identity";

/** What onboarding made in the tenancy: it can be read here, and changed only from outside. */
export function tenancyOperations(cloud: Cloud): Operation[] {
    return [...domainOperations(cloud), ...compartmentOperations(cloud)];
}

function domainOperations(cloud: Cloud): Operation[] {
    const { domains } = cloud.world;
    return [
        operation({
            service,
            name: "ListDomains",
            method: "GET",
            path: "/20160918/domains",
            query: listDomains,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    domains.values(),
                    ({ displayName }) => displayName,
                    (value) =>
                        value.compartmentId === query.compartmentId &&
                        [
                            [query.displayName, value.displayName],
                            [query.name, value.displayName],
                            [query.url, value.url],
                            [query.homeRegionUrl, value.homeRegionUrl],
                            [query.type, value.type],
                            [query.licenseType, value.licenseType],
                            [query.isHiddenOnLogin, String(value.isHiddenOnLogin)],
                        ].every(([wanted, actual]) => wanted === undefined || wanted === actual),
                ),
        }),
        operation({
            service,
            name: "GetDomain",
            method: "GET",
            path: "/20160918/domains/{id}",
            handle({ id }) {
                const { value, etag } = inPath(domains, id);
                return { status: 200, body: value, etag };
            },
        }),
    ];
}

function compartmentOperations(cloud: Cloud): Operation[] {
    const { compartments } = cloud.world;
    return [
        operation({
            service,
            name: "ListCompartments",
            method: "GET",
            path: "/20160918/compartments",
            query: listCompartments,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    compartments.values(),
                    ({ name }) => name,
                    (value) =>
                        value.id !== query.compartmentId &&
                        (value.compartmentId === query.compartmentId || query.compartmentIdInSubtree === "true") &&
                        (query.name === undefined || value.name === query.name),
                ),
        }),
        operation({
            service,
            name: "GetCompartment",
            method: "GET",
            path: "/20160918/compartments/{id}",
            handle({ id }) {
                const { value, etag } = inPath(compartments, id);
                return { status: 200, body: value, etag };
            },
        }),
    ];
}
