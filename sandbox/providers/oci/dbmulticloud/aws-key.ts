import type { models } from "oci-dbmulticloud";
import { flag, map, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { freeTags, nestedTags } from "../models";
import type { OciSession } from "../session";
import { tagInputs } from "../tags";
import { type Kind, Multicloud, propertiesOf, retryToken } from "./common";

type Key = models.OracleDbAwsKey;

const kind: Kind<Key> = {
    service: "Dbmulticloud Oracle Db Aws Key",
    entity: "oracledbawskey",
    async get(session, oracleDbAwsKeyId) {
        return (await (await session.aws()).getOracleDbAwsKey({ oracleDbAwsKeyId })).oracleDbAwsKey;
    },
    stateOf: ({ lifecycleState }) => lifecycleState,
    created: { pending: ["CREATING"], target: ["ACTIVE"] },
    deleted: { pending: ["DELETING"], target: ["DELETED"] },
    properties(model) {
        const { replicationMetadata, ...members } = propertiesOf(model);
        return { ...members, replicationMetadatas: replicationMetadata ? [replicationMetadata] : [] };
    },
};

function tagsOf(inputs: Properties) {
    return {
        ...(inputs.freeformTags && { freeformTags: freeTags(inputs.freeformTags) }),
        ...(inputs.definedTags && { definedTags: nestedTags(inputs.definedTags) }),
    };
}

/** A change at the service of any of these would deregister the key, once the program states it. */
const settled = { computed: true, replace: true } as const;

export const awsKey: ResourceSpec<OciSession> = {
    inputs: {
        action: text(),
        awsAccountId: text(settled),
        awsKeyArn: text(settled),
        compartmentId: text({ required: true }),
        ...tagInputs,
        displayName: text({ required: true }),
        isAwsKeyEnabled: flag(settled),
        location: text(settled),
        oracleDbConnectorId: text({ required: true, replace: true }),
        properties: map(settled),
        targetRegion: text(),
        type: text(settled),
    },
    outputs: ["lifecycleStateDetails", "replicationMetadatas", "state", "systemTags", "timeCreated", "timeUpdated"],
    async create(inputs, context) {
        const client = await context.session.aws();
        const opcRetryToken = retryToken();
        const optional = ["awsAccountId", "awsKeyArn", "location", "type"].filter((name) => inputs[name]);
        return new Multicloud(kind, context).create(async () => {
            const answer = await client.createOracleDbAwsKey({
                createOracleDbAwsKeyDetails: {
                    compartmentId: String(inputs.compartmentId),
                    oracleDbConnectorId: String(inputs.oracleDbConnectorId),
                    displayName: String(inputs.displayName),
                    ...Object.fromEntries(optional.map((name) => [name, String(inputs[name])])),
                    ...(inputs.isAwsKeyEnabled !== undefined && { isAwsKeyEnabled: inputs.isAwsKeyEnabled === true }),
                    ...(inputs.properties && { properties: freeTags(inputs.properties) }),
                    ...tagsOf(inputs),
                },
                opcRetryToken,
            });
            return { id: answer.oracleDbAwsKey.id, workRequestId: answer.opcWorkRequestId };
        });
    },
    read: (id, _known, context) => new Multicloud(kind, context).read(id),
    async update(id, { wanted, has }, context) {
        const client = await context.session.aws();
        const multicloud = new Multicloud(kind, context);
        if (has("action", "targetRegion")) {
            // Replication comes alone: whatever else changed in the same update is passed over.
            await multicloud.call(() =>
                client.replicateOracleDbAwsKey({
                    oracleDbAwsKeyId: id,
                    replicateOracleDbAwsKeyDetails: {
                        action: wanted.action as models.ReplicateOracleDbAwsKeyDetails["action"],
                        targetRegion: String(wanted.targetRegion),
                    },
                }),
            );
            return (await multicloud.read(id)) ?? {};
        }
        if (has("compartmentId")) {
            await multicloud.change(async () => {
                const answer = await client.changeOracleDbAwsKeyCompartment({
                    oracleDbAwsKeyId: id,
                    changeOracleDbAwsKeyCompartmentDetails: { compartmentId: String(wanted.compartmentId) },
                });
                return { workRequestId: answer.opcWorkRequestId };
            });
        }
        await multicloud.change(async () => {
            const answer = await client.updateOracleDbAwsKey({
                oracleDbAwsKeyId: id,
                updateOracleDbAwsKeyDetails: { displayName: String(wanted.displayName), ...tagsOf(wanted) },
            });
            return { workRequestId: answer.opcWorkRequestId };
        });
        return (await multicloud.read(id)) ?? {};
    },
    async delete(id, _state, context) {
        const client = await context.session.aws();
        await new Multicloud(kind, context).delete(id, async () => {
            const answer = await client.deleteOracleDbAwsKey({ oracleDbAwsKeyId: id });
            return { workRequestId: answer.opcWorkRequestId };
        });
    },
};
