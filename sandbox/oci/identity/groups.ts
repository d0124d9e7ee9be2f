import { ocid } from "../../core/ids";
import type { Group } from "../../core/records";
import { type Cloud, inPath, now, requireHomeRegion, requireMatch, requireRelatedCompartment, store } from "../cloud";
import { newTags } from "../tagging";
import { conflict, invalid } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { got } from "./got";
import { listed } from "./listed";
import * as schemas from "./schemas";

const service = "identity";

/** Groups of the default identity domain, which policies name. Who is in them matters to nobody here. */
export function groupOperations(cloud: Cloud): Operation[] {
    return [
        ...operationsOf(cloud, "Group", "groups", cloud.world.groups),
        ...operationsOf(cloud, "DynamicGroup", "dynamicGroups", cloud.world.dynamicGroups),
    ];
}

function operationsOf(
    cloud: Cloud,
    kind: "Group" | "DynamicGroup",
    collection: string,
    held: Map<string, Group>,
): Operation[] {
    const path = `/20160918/${collection}`;
    const { settings } = cloud.world;
    return [
        operation({
            service,
            name: `List${kind}s`,
            method: "GET",
            path,
            query: schemas.listGroups,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    held.values(),
                    ({ name }) => name,
                    (value) =>
                        value.compartmentId === query.compartmentId &&
                        (query.name === undefined || value.name === query.name),
                ),
        }),
        got(`Get${kind}`, path, held),
        operation({
            service,
            name: `Create${kind}`,
            method: "POST",
            path,
            body: kind === "Group" ? schemas.createGroup : schemas.createDynamicGroup,
            handle({ body }) {
                requireRelatedCompartment(cloud, body.compartmentId);
                if (body.compartmentId !== settings.tenancyId) throw invalid("compartmentId: the tenancy is needed.");
                requireHomeRegion(cloud);
                const isTaken = [...held.values()].some(
                    ({ value }) => value.name.toLowerCase() === body.name.toLowerCase(),
                );
                if (isTaken) throw conflict(`${kind} '${body.name}' already exists.`);
                const group = store({
                    ...body,
                    id: ocid(settings, kind.toLowerCase()),
                    timeCreated: now(),
                    lifecycleState: "ACTIVE" as const,
                    ...newTags(cloud, body),
                });
                held.set(group.value.id, group);
                return { status: 200, body: group.value, etag: group.etag, resource: group.value.id };
            },
        }),
        operation({
            service,
            name: `Delete${kind}`,
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                requireMatch(call, inPath(held, call.id).etag);
                requireHomeRegion(cloud);
                held.delete(call.id);
                cloud.tokens.forget(call.id);
                return { status: 204 };
            },
        }),
    ];
}
