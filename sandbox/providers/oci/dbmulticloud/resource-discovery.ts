import type { models } from "oci-dbmulticloud";
import { map, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { freeTags, nestedTags } from "../models";
import type { OciSession } from "../session";
import { tagInputs } from "../tags";
import { type Kind, Multicloud, propertiesOf, retryToken } from "./common";

type Discovery = models.MultiCloudResourceDiscovery;

export function discoveryResources(resources: Discovery["resources"]): Properties[] {
    return (resources ?? []).map((resource) => ({
        id: resource.id ?? "",
        location: resource.location ?? "",
        name: resource.name ?? "",
        properties: resource.properties ?? {},
        resourceGroup: resource.resourceGroup ?? "",
        type: resource.type ?? "",
    }));
}

const kind: Kind<Discovery> = {
    service: "Dbmulticloud Multi Cloud Resource Discovery",
    entity: "multicloudresourcediscovery",
    async get(session, multiCloudResourceDiscoveryId) {
        const client = await session.discoveries();
        return (await client.getMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId }))
            .multiCloudResourceDiscovery;
    },
    stateOf: ({ lifecycleState }) => lifecycleState,
    // A discovery that needs attention or was cancelled passes for made; FAILED does not.
    created: {
        pending: ["ACCEPTED", "IN_PROGRESS", "WAITING", "CANCELING"],
        target: ["SUCCEEDED", "NEEDS_ATTENTION", "CANCELED"],
    },
    // There is no state DELETED: a discovery that was deleted is not there.
    deleted: { pending: ["ACCEPTED", "IN_PROGRESS", "UPDATING", "SUCCEEDED"], target: [] },
    properties: (model) => ({
        resourcesFilter: {},
        ...propertiesOf(model),
        resources: discoveryResources(model.resources),
    }),
};

function detailsOf(inputs: Properties) {
    return {
        compartmentId: String(inputs.compartmentId),
        displayName: String(inputs.displayName),
        oracleDbConnectorId: String(inputs.oracleDbConnectorId),
        resourceType: inputs.resourceType as models.CreateMultiCloudResourceDiscoveryDetails["resourceType"],
        ...(inputs.freeformTags && { freeformTags: freeTags(inputs.freeformTags) }),
        ...(inputs.definedTags && { definedTags: nestedTags(inputs.definedTags) }),
    };
}

export const resourceDiscovery: ResourceSpec<OciSession> = {
    inputs: {
        compartmentId: text({ required: true }),
        ...tagInputs,
        displayName: text({ required: true }),
        oracleDbConnectorId: text({ required: true }),
        resourceType: text({ required: true }),
        resourcesFilter: map({ computed: true, replace: true }),
    },
    outputs: [
        "lastModification",
        "lifecycleStateDetails",
        "resources",
        "state",
        "systemTags",
        "timeCreated",
        "timeUpdated",
    ],
    async create(inputs, context) {
        const client = await context.session.discoveries();
        const opcRetryToken = retryToken();
        return new Multicloud(kind, context).create(async () => {
            const answer = await client.createMultiCloudResourceDiscovery({
                createMultiCloudResourceDiscoveryDetails: {
                    ...detailsOf(inputs),
                    ...(inputs.resourcesFilter && { resourcesFilter: freeTags(inputs.resourcesFilter) }),
                },
                opcRetryToken,
            });
            return { id: answer.multiCloudResourceDiscovery.id, workRequestId: answer.opcWorkRequestId };
        });
    },
    read: (id, _known, context) => new Multicloud(kind, context).read(id),
    async update(id, { wanted, has }, context) {
        const client = await context.session.discoveries();
        const multicloud = new Multicloud(kind, context);
        const discovery = { multiCloudResourceDiscoveryId: id };
        if (has("compartmentId")) {
            await multicloud.change(async () => {
                const answer = await client.changeMultiCloudResourceDiscoveryCompartment({
                    ...discovery,
                    changeMultiCloudResourceDiscoveryCompartmentDetails: {
                        compartmentId: String(wanted.compartmentId),
                    },
                });
                return { workRequestId: answer.opcWorkRequestId };
            });
        }
        await multicloud.change(async () => {
            const answer = await client.updateMultiCloudResourceDiscovery({
                ...discovery,
                updateMultiCloudResourceDiscoveryDetails: detailsOf(wanted),
            });
            return { workRequestId: answer.opcWorkRequestId };
        });
        return (await multicloud.read(id)) ?? {};
    },
    async delete(id, _state, context) {
        const client = await context.session.discoveries();
        await new Multicloud(kind, context).delete(id, async () => {
            const answer = await client.deleteMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId: id });
            return { workRequestId: answer.opcWorkRequestId };
        });
    },
};
