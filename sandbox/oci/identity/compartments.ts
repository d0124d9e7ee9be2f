import { ocid } from "../../core/ids";
import type { Compartment } from "../../core/records";
import { pathOf } from "../../policies/locations";
import {
    type Cloud,
    change,
    inPath,
    now,
    requireHomeRegion,
    requireMatch,
    requireRelatedCompartment,
    store,
} from "../cloud";
import { newTags, retagged } from "../tagging";
import { conflict, gone, ServiceError } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { got } from "./got";
import { listed } from "./listed";
import * as schemas from "./schemas";

const service = "identity";
const path = "/20160918/compartments";

/** Compartments of the tenancy. The tenancy itself is their root, and none of them. */
export function compartmentOperations(cloud: Cloud): Operation[] {
    const { compartments, settings } = cloud.world;
    return [
        operation({
            service,
            name: "ListCompartments",
            method: "GET",
            path,
            query: schemas.listCompartments,
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
        got("GetCompartment", path, compartments),
        operation({
            service,
            name: "CreateCompartment",
            method: "POST",
            path,
            body: schemas.createCompartment,
            handle({ body }) {
                requireRelatedCompartment(cloud, body.compartmentId);
                requireHomeRegion(cloud);
                requireFreeName(cloud, body.compartmentId, body.name);
                const compartment = store({
                    ...body,
                    id: ocid(settings, "compartment"),
                    timeCreated: now(),
                    lifecycleState: "ACTIVE" as const,
                    isAccessible: true,
                    ...newTags(cloud, body),
                });
                const { id } = compartment.value;
                compartments.set(id, compartment);
                return { status: 200, body: compartment.value, etag: compartment.etag, resource: id };
            },
        }),
        operation({
            service,
            name: "UpdateCompartment",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateCompartment,
            handle(call) {
                const compartment = changeable(cloud, call);
                const { name } = call.body;
                const { compartmentId } = compartment.value;
                if (name !== undefined) requireFreeName(cloud, compartmentId, name, call.id);
                change(compartment, retagged(cloud, compartment.value, call.body));
                return { status: 200, body: compartment.value, etag: compartment.etag };
            },
        }),
        operation({
            service,
            name: "MoveCompartment",
            method: "POST",
            path: `${path}/{id}/actions/moveCompartment`,
            body: schemas.moveCompartment,
            handle(call) {
                const compartment = changeable(cloud, call);
                const { targetCompartmentId } = call.body;
                requireRelatedCompartment(cloud, targetCompartmentId);
                if (pathOf(compartments, targetCompartmentId).some(({ id }) => id === call.id)) {
                    throw conflict("A compartment cannot be moved into itself or into one below it.");
                }
                requireFreeName(cloud, targetCompartmentId, compartment.value.name, call.id);
                change(compartment, { compartmentId: targetCompartmentId });
                return { status: 202 };
            },
        }),
        operation({
            service,
            name: "DeleteCompartment",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const compartment = changeable(cloud, call);
                requireEmpty(cloud, call.id);
                change(compartment, { lifecycleState: "DELETED" });
                cloud.tokens.forget(call.id);
                return { status: 202 };
            },
        }),
    ];
}

function changeable(cloud: Cloud, call: { id: string; headers: Readonly<Record<string, string | undefined>> }) {
    const compartment = inPath(cloud.world.compartments, call.id);
    if (call.id === cloud.world.settings.tenancyId || compartment.value.lifecycleState === "DELETED") throw gone();
    requireMatch(call, compartment.etag);
    requireHomeRegion(cloud);
    return compartment;
}

function requireFreeName({ world }: Cloud, parent: string, name: string, own?: string): void {
    const isTaken = ({ value }: Compartment) =>
        value.compartmentId === parent &&
        value.id !== own &&
        value.lifecycleState !== "DELETED" &&
        value.name.toLowerCase() === name.toLowerCase();
    if (![...world.compartments.values()].some(isTaken)) return;
    throw new ServiceError(409, "CompartmentAlreadyExists", `A compartment with name '${name}' already exists.`);
}

/** Whatever lives in it stands in the way, in whatever region. */
function requireEmpty({ everywhere: world }: Cloud, id: string): void {
    const held = [
        ...[...world.compartments.values(), ...world.policies.values(), ...world.domains.values()],
        ...[...world.connectors.values(), ...world.awsKeys.values(), ...world.dbHomes.values()],
        ...[...world.clusters.values()].flatMap(({ twin }) => twin ?? []),
    ];
    const lives = (state: string | undefined) => state !== "DELETED" && state !== "TERMINATED";
    if (held.some(({ value }) => value.compartmentId === id && lives(value.lifecycleState))) {
        throw conflict("The compartment is not empty.");
    }
}
