import { InitializationFailure, messageOf } from "../../host/errors";
import { flag, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { policyDocument } from "../policy";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tags } from "../tags";
import {
    deletionWindowInDays,
    findKey,
    kmsTags,
    putPolicy,
    region,
    scheduleDeletion,
    setEnabled,
    updateTags,
    withPrincipals,
} from "./common";

async function read(id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const found = await findKey(await session.kms(session.regionOf(known)), id);
    if (!found) return undefined;
    const { metadata, policy, rotation } = found;
    if (metadata.MultiRegionConfiguration?.MultiRegionKeyType !== "REPLICA") {
        throw new Error(`KMS Key (${id}) is not a multi-Region replica key`);
    }
    return {
        arn: metadata.Arn,
        description: metadata.Description,
        enabled: metadata.Enabled,
        keyId: metadata.KeyId,
        keyRotationEnabled: rotation?.KeyRotationEnabled ?? false,
        keySpec: metadata.KeySpec,
        keyUsage: metadata.KeyUsage,
        policy,
        primaryKeyArn: metadata.MultiRegionConfiguration.PrimaryKey?.Arn,
        region: session.regionOf(known),
        ...readTags(found.tags, known, session),
    };
}

export const replicaKey: ResourceSpec<AwsSession> = {
    inputs: {
        bypassPolicyLockoutSafetyCheck: flag({ default: false }),
        deletionWindowInDays: { ...deletionWindowInDays, default: 30 },
        description: text(),
        enabled: flag({ default: true }),
        policy: policyDocument({ computed: true }),
        primaryKeyArn: text({ required: true, replace: true }),
        region,
        tags,
    },
    outputs: ["arn", "keyId", "keyRotationEnabled", "keySpec", "keyUsage", "tagsAll"],
    plan: planTags,
    async create(inputs, { session, signal }) {
        const [, , , primaryRegion = session.region, , resource = ""] = String(inputs.primaryKeyArn).split(":");
        const own = session.regionOf(inputs);
        const primary = await session.kms(primaryRegion);
        const all = allTags(inputs, session);
        const { ReplicaKeyMetadata } = await withPrincipals(signal, () =>
            primary.replicateKey({
                KeyId: resource.replace("key/", ""),
                ReplicaRegion: own,
                BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck === true,
                ...(inputs.description && { Description: String(inputs.description) }),
                ...(inputs.policy && { Policy: String(inputs.policy) }),
                ...(Object.keys(all).length > 0 && { Tags: kmsTags(all) }),
            }),
        );
        const id = ReplicaKeyMetadata?.KeyId ?? "";
        const kms = await session.kms(own);
        try {
            await waitFor({
                pending: ["Creating"],
                target: ["Enabled"],
                timeout: 120_000,
                signal,
                refresh: async () => {
                    const { KeyMetadata } = await kms.describeKey({ KeyId: id });
                    return { object: KeyMetadata, state: KeyMetadata?.KeyState ?? "" };
                },
            });
            if (inputs.enabled === false) await setEnabled(kms, id, false, signal);
            return { id, state: (await read(id, inputs, session)) ?? {} };
        } catch (error) {
            throw new InitializationFailure(id, { keyId: id }, `creating KMS Replica Key (${id}): ${messageOf(error)}`);
        }
    },
    read: (id, known, { session }) => read(id, known, session),
    async update(id, { old, wanted, has }, { session, signal }) {
        const kms = await session.kms(session.regionOf(wanted));
        if (has("enabled") && wanted.enabled) await setEnabled(kms, id, true, signal);
        if (has("description")) {
            await kms.updateKeyDescription({ KeyId: id, Description: String(wanted.description ?? "") });
        }
        if (has("policy")) {
            await putPolicy(kms, id, String(wanted.policy), wanted.bypassPolicyLockoutSafetyCheck === true, signal);
        }
        await updateTags(kms, id, old, wanted);
        if (has("enabled") && !wanted.enabled) await setEnabled(kms, id, false, signal);
        return (await read(id, wanted, session)) ?? {};
    },
    async delete(id, state, { session, signal }) {
        await scheduleDeletion(await session.kms(session.regionOf(state)), id, state.deletionWindowInDays, signal);
    },
};
