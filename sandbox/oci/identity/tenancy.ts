import { settingsAt } from "../../core/regions";
import { type Cloud, inPath } from "../cloud";
import { gone } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { got } from "./got";
import { listed } from "./listed";
import { listDomains } from "./schemas";

const service = "identity";

/** The tenancy and what onboarding made in it: it can be read here, and changed only from outside. */
export function tenancyOperations(cloud: Cloud): Operation[] {
    return [...domainOperations(cloud), ...regionOperations(cloud)];
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
        got("GetDomain", "/20160918/domains", domains),
    ];
}

function regionOperations({ world }: Cloud): Operation[] {
    const { settings, compartments } = world;
    const { ociHome, ociRegion, ociRegionKey, tenancyId } = settings;
    const requireTenancy = (id: string) => {
        if (id !== tenancyId) throw gone();
    };
    return [
        operation({
            service,
            name: "GetTenancy",
            method: "GET",
            path: "/20160918/tenancies/{id}",
            handle({ id }) {
                requireTenancy(id);
                const { name, description, freeformTags, definedTags } = inPath(compartments, id).value;
                const homeRegionKey = ociHome.key.toUpperCase();
                return { status: 200, body: { id, name, description, homeRegionKey, freeformTags, definedTags } };
            },
        }),
        operation({
            service,
            name: "ListRegionSubscriptions",
            method: "GET",
            path: "/20160918/tenancies/{id}/regionSubscriptions",
            handle({ id }) {
                requireTenancy(id);
                const subscribed = new Map([
                    [ociHome.region, ociHome.key],
                    [ociRegion, ociRegionKey],
                    ...settings.otherOdbRegions.map((name): [string, string] => {
                        const other = settingsAt(settings, name);
                        return [other.ociRegion, other.ociRegionKey];
                    }),
                ]);
                const body = [...subscribed].map(([regionName, key]) => ({
                    regionKey: key.toUpperCase(),
                    regionName,
                    status: "READY",
                    isHomeRegion: regionName === ociHome.region,
                }));
                return { status: 200, body };
            },
        }),
    ];
}
