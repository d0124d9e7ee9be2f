import type { z } from "zod";
import type { KeyFacts } from "../../core/exadata";
import { ocidBeside } from "../../core/ids";
import type { Discovery } from "../../core/records";
import { type Cloud, change, inBody, inPath, now, requireMatch, requireRelatedCompartment, store } from "../cloud";
import { newTags, retagged } from "../tagging";
import { incorrectState, invalid } from "../wire/errors";
import { type Operation, operation } from "../wire/operation";
import { begin, created, type Family, listed, requireState, settle } from "./common";
import { propertiesOf } from "./key-rules";
import * as schemas from "./schemas";

const service = "dbmulticloud";
const path = "/20240501/multiCloudResourceDiscovery";
const family: Family = { collection: "multiCloudResourceDiscovery", entityType: "multiCloudResourceDiscovery" };

/** States in which nothing is under way. */
const settled = ["SUCCEEDED", "FAILED", "CANCELED", "NEEDS_ATTENTION"];

export function discoveryOperations(cloud: Cloud): Operation[] {
    const { discoveries } = cloud.world;
    return [
        operation({
            service,
            name: "ListMultiCloudResourceDiscoveries",
            method: "GET",
            path,
            query: schemas.listDiscoveries,
            handle: ({ query }) =>
                listed(
                    cloud,
                    query,
                    discoveries.values(),
                    (value) =>
                        (query.multiCloudResourceDiscoveryId === undefined ||
                            value.id === query.multiCloudResourceDiscoveryId) &&
                        (query.oracleDbAzureConnectorId === undefined ||
                            value.oracleDbConnectorId === query.oracleDbAzureConnectorId) &&
                        (query.resourceType === undefined || value.resourceType === query.resourceType),
                ),
        }),
        operation({
            service,
            name: "GetMultiCloudResourceDiscovery",
            method: "GET",
            path: `${path}/{id}`,
            handle({ id }) {
                const { value, etag } = inPath(discoveries, id);
                return { status: 200, body: value, etag };
            },
        }),
        operation({
            service,
            name: "CreateMultiCloudResourceDiscovery",
            method: "POST",
            path,
            body: schemas.createDiscovery,
            handle(call) {
                requirePossible(cloud, call.body);
                const discovery = newDiscovery(cloud, call.body);
                discoveries.set(discovery.value.id, discovery);
                const workRequest = begin(cloud, family, call, discovery.value, {
                    operationType: "CREATE_MULTICLOUD_DISCOVERY",
                    takes: ["discovery"],
                    becomes: "CREATED",
                    log: "Listing what the role of the connector may describe",
                    async perform() {
                        const keys = await cloud.exadata.discover(discovery);
                        change(discovery, { resources: keys.map(resourceOf) });
                        settle(discovery, "SUCCEEDED");
                    },
                    refused: (message) => settle(discovery, "FAILED", message),
                    canceled: () => settle(discovery, "CANCELED"),
                });
                return created(family, call, discovery, workRequest);
            },
        }),
        operation({
            service,
            name: "UpdateMultiCloudResourceDiscovery",
            method: "PUT",
            path: `${path}/{id}`,
            body: schemas.updateDiscovery,
            handle(call) {
                const discovery = inPath(discoveries, call.id);
                requireMatch(call, discovery.etag);
                requirePossible(cloud, call.body);
                return modify(
                    cloud,
                    call,
                    discovery,
                    "UPDATE_MULTICLOUD_DISCOVERY",
                    retagged(cloud, discovery.value, call.body),
                );
            },
        }),
        operation({
            service,
            name: "DeleteMultiCloudResourceDiscovery",
            method: "DELETE",
            path: `${path}/{id}`,
            handle(call) {
                const discovery = inPath(discoveries, call.id);
                requireMatch(call, discovery.etag);
                requireState(discovery.value, ...settled);
                const before = discovery.value.lifecycleState;
                settle(discovery, "UPDATING");
                const workRequest = begin(cloud, family, call, discovery.value, {
                    operationType: "DELETE_MULTICLOUD_DISCOVERY",
                    takes: ["resourceUpdate"],
                    becomes: "DELETED",
                    log: "Deleting the discovery",
                    perform() {
                        // There is no DELETED state: from now on it is a 404.
                        discoveries.delete(discovery.value.id);
                        cloud.tokens.forget(discovery.value.id);
                    },
                    refused: (message) => settle(discovery, before, message),
                });
                return { status: 202, workRequest };
            },
        }),
        operation({
            service,
            name: "ChangeMultiCloudResourceDiscoveryCompartment",
            method: "POST",
            path: `${path}/{id}/actions/changeCompartment`,
            body: schemas.changeDiscoveryCompartment,
            handle(call) {
                const discovery = inPath(discoveries, call.id);
                requireMatch(call, discovery.etag);
                requirePossible(cloud, call.body);
                return modify(cloud, call, discovery, "MOVE_MULTICLOUD_DISCOVERY", call.body);
            },
        }),
    ];
}

/** Writes members without running the discovery again: there is no verb for that. */
function modify(
    cloud: Cloud,
    call: Parameters<typeof begin>[2],
    discovery: Discovery,
    operationType: string,
    members: Partial<Discovery["value"]>,
) {
    requireState(discovery.value, ...settled);
    const { lifecycleState, lifecycleStateDetails } = discovery.value;
    settle(discovery, "UPDATING");
    const workRequest = begin(cloud, family, call, discovery.value, {
        operationType,
        takes: ["resourceUpdate"],
        becomes: "UPDATED",
        log: "Updating the discovery",
        perform() {
            change(discovery, members);
            settle(discovery, lifecycleState, lifecycleStateDetails);
        },
        refused: (message) => settle(discovery, lifecycleState, message),
    });
    return { status: 202, workRequest };
}

interface Wanted {
    compartmentId?: string;
    oracleDbConnectorId?: string;
    resourceType?: string;
    resourcesFilter?: Record<string, string>;
}

function requirePossible(cloud: Cloud, wanted: Wanted): void {
    if (wanted.compartmentId !== undefined) requireRelatedCompartment(cloud, wanted.compartmentId);
    if (wanted.oracleDbConnectorId !== undefined) {
        const connector = inBody(cloud.world.connectors, "oracleDbConnectorId", wanted.oracleDbConnectorId);
        if (connector.value.lifecycleState !== "ACTIVE") {
            throw incorrectState(`The identity connector is ${connector.value.lifecycleState}; this needs ACTIVE.`);
        }
        if ((wanted.resourceType ?? "AWS_KEYS") !== "AWS_KEYS") {
            throw invalid("resourceType: a connector to AWS discovers AWS_KEYS.");
        }
    }
    const unknown = Object.keys(wanted.resourcesFilter ?? {}).find((name) => name !== "awsKeyArn");
    if (unknown !== undefined) throw invalid(`resourcesFilter: ${unknown} is no filter for AWS_KEYS; awsKeyArn is.`);
}

function newDiscovery(cloud: Cloud, body: z.infer<typeof schemas.createDiscovery>): Discovery {
    const time = now();
    const { resourcesFilter = {}, ...plain } = body;
    return store({
        id: ocidBeside("multicloudresourcediscovery", body.oracleDbConnectorId),
        ...plain,
        resourcesFilter,
        resources: [],
        lifecycleState: "IN_PROGRESS",
        timeCreated: time,
        timeUpdated: time,
        ...newTags(cloud, body),
        systemTags: {},
    });
}

function resourceOf(facts: KeyFacts) {
    return {
        id: facts.arn,
        name: facts.aliases[0] ?? facts.keyId,
        type: "AWS_KMS",
        location: facts.region,
        properties: { awsKeyArn: facts.arn, ...propertiesOf(facts) },
    };
}
