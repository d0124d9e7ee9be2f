import type { KeySpec, KeyUsageType, KMS } from "@aws-sdk/client-kms";
import { InitializationFailure, messageOf } from "../../host/errors";
import { flag, type ResourceSpec, text } from "../../host/spec";
import type { Properties } from "../../host/values";
import { policyDocument } from "../policy";
import type { AwsSession } from "../session";
import { allTags, planTags, readTags, tags } from "../tags";
import {
    deletionWindowInDays,
    findKey,
    kmsTags,
    policyReadBack,
    putPolicy,
    region,
    rotationPeriodInDays,
    scheduleDeletion,
    setEnabled,
    updateTags,
    withPrincipals,
} from "./common";

async function read(kms: KMS, id: string, known: Properties, session: AwsSession): Promise<Properties | undefined> {
    const found = await findKey(kms, id);
    if (!found) return undefined;
    const { metadata, policy, rotation } = found;
    return {
        arn: metadata.Arn,
        customKeyStoreId: metadata.CustomKeyStoreId,
        customerMasterKeySpec: metadata.KeySpec,
        description: metadata.Description ?? "",
        enableKeyRotation: rotation?.KeyRotationEnabled ?? false,
        isEnabled: metadata.Enabled,
        keyId: metadata.KeyId,
        keyUsage: metadata.KeyUsage,
        multiRegion: metadata.MultiRegion ?? false,
        policy,
        region: session.regionOf(known),
        ...(rotation?.RotationPeriodInDays && { rotationPeriodInDays: rotation.RotationPeriodInDays }),
        xksKeyId: metadata.XksKeyConfiguration?.Id,
        ...readTags(found.tags, known, session),
    };
}

async function setRotation(kms: KMS, id: string, properties: Properties): Promise<void> {
    const period = Number(properties.rotationPeriodInDays ?? 0);
    await (properties.enableKeyRotation
        ? kms.enableKeyRotation({ KeyId: id, ...(period > 0 && { RotationPeriodInDays: period }) })
        : kms.disableKeyRotation({ KeyId: id }));
}

export const key: ResourceSpec<AwsSession> = {
    inputs: {
        bypassPolicyLockoutSafetyCheck: flag({ default: false }),
        customKeyStoreId: text({ replace: true }),
        customerMasterKeySpec: text({ default: "SYMMETRIC_DEFAULT", replace: true }),
        deletionWindowInDays,
        description: text({ computed: true }),
        enableKeyRotation: flag({ default: false }),
        isEnabled: flag({ default: true }),
        keyUsage: text({ default: "ENCRYPT_DECRYPT", replace: true }),
        multiRegion: flag({ computed: true, replace: true }),
        policy: policyDocument({ computed: true }),
        region,
        rotationPeriodInDays,
        tags,
        xksKeyId: text({ replace: true }),
    },
    outputs: ["arn", "keyId", "tagsAll"],
    plan: planTags,
    check: (inputs) =>
        inputs.xksKeyId !== undefined && inputs.customKeyStoreId === undefined
            ? ['"xks_key_id": all of `custom_key_store_id,xks_key_id` must be specified']
            : [],
    async create(inputs, { session, signal }) {
        const kms = await session.kms(session.regionOf(inputs));
        const all = allTags(inputs, session);
        const origin = inputs.xksKeyId ? "EXTERNAL_KEY_STORE" : inputs.customKeyStoreId ? "AWS_CLOUDHSM" : undefined;
        const { KeyMetadata } = await withPrincipals(signal, () =>
            kms.createKey({
                BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck === true,
                KeySpec: inputs.customerMasterKeySpec as KeySpec,
                KeyUsage: inputs.keyUsage as KeyUsageType,
                ...(inputs.description && { Description: String(inputs.description) }),
                ...(inputs.multiRegion && { MultiRegion: true }),
                ...(inputs.policy && { Policy: String(inputs.policy) }),
                ...(origin && { Origin: origin, CustomKeyStoreId: String(inputs.customKeyStoreId) }),
                ...(inputs.xksKeyId && { XksKeyId: String(inputs.xksKeyId) }),
                ...(Object.keys(all).length > 0 && { Tags: kmsTags(all) }),
            }),
        ).catch((error: unknown) => {
            throw new Error(`creating KMS Key: ${messageOf(error)}`);
        });
        const id = KeyMetadata?.KeyId ?? "";
        try {
            if (inputs.enableKeyRotation) await setRotation(kms, id, inputs);
            if (inputs.isEnabled === false) await setEnabled(kms, id, false, signal);
            if (inputs.policy) await policyReadBack(kms, id, String(inputs.policy), signal);
            return { id, state: (await read(kms, id, inputs, session)) ?? {} };
        } catch (error) {
            throw new InitializationFailure(
                id,
                { arn: KeyMetadata?.Arn, keyId: id },
                `creating KMS Key (${id}): ${messageOf(error)}`,
            );
        }
    },
    read: async (id, known, { session }) => read(await session.kms(session.regionOf(known)), id, known, session),
    async update(id, { old, wanted, has }, { session, signal }) {
        const kms = await session.kms(session.regionOf(wanted));
        // A disabled key takes no other change: it is enabled first, and disabled last.
        if (has("isEnabled") && wanted.isEnabled) await setEnabled(kms, id, true, signal);
        if (has("enableKeyRotation") || (wanted.enableKeyRotation && has("rotationPeriodInDays"))) {
            await setRotation(kms, id, wanted);
        }
        if (has("description")) await kms.updateKeyDescription({ KeyId: id, Description: String(wanted.description) });
        if (has("policy")) {
            await putPolicy(kms, id, String(wanted.policy), wanted.bypassPolicyLockoutSafetyCheck === true, signal);
        }
        await updateTags(kms, id, old, wanted);
        if (has("isEnabled") && !wanted.isEnabled) await setEnabled(kms, id, false, signal);
        return (await read(kms, id, wanted, session)) ?? {};
    },
    async delete(id, state, { session, signal }) {
        await scheduleDeletion(await session.kms(session.regionOf(state)), id, state.deletionWindowInDays, signal);
    },
};
