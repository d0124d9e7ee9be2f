import type { KMS } from "@aws-sdk/client-kms";
import { number, text } from "../../host/spec";
import type { Plain, Properties } from "../../host/values";
import { waitFor } from "../../host/wait";
import { samePolicy } from "../policy";
import { type Tags, tagChanges, tagList, tagsFromList } from "../tags";

export const region = text({ computed: true, replace: true });

const propagation = 120_000;

function between(low: number, high: number) {
    return (value: Plain, name: string) =>
        Number(value) >= low && Number(value) <= high
            ? undefined
            : `expected ${name} to be in the range (${low} - ${high}), got ${String(value)}`;
}

export const deletionWindowInDays = number({ check: between(7, 30) });
export const rotationPeriodInDays = number({ computed: true, check: between(90, 2560) });

export function named(error: unknown, ...names: string[]): boolean {
    return error instanceof Error && names.includes(error.name);
}

/** Runs a call that needs IAM to know a principal already: a document that names a new one is refused for a while. */
export async function withPrincipals<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    const end = Date.now() + propagation;
    return (await waitFor<T>({
        pending: ["refused"],
        target: ["done"],
        timeout: propagation,
        signal,
        refresh: async () => {
            try {
                return { object: await call(), state: "done" };
            } catch (error) {
                if (!named(error, "MalformedPolicyDocumentException") || Date.now() >= end) throw error;
                return { object: undefined as T, state: "refused" };
            }
        },
    })) as T;
}

/** Metadata, policy, rotation and tags of a live key; nothing when it is gone or about to be deleted. */
export async function findKey(kms: KMS, id: string) {
    try {
        const { KeyMetadata: metadata } = await kms.describeKey({ KeyId: id });
        if (!metadata || metadata.KeyState === "PendingDeletion" || metadata.KeyState === "PendingReplicaDeletion") {
            return undefined;
        }
        const { Policy: policy } = await kms.getKeyPolicy({ KeyId: id, PolicyName: "default" });
        const rotation = metadata.Origin === "AWS_KMS" ? await kms.getKeyRotationStatus({ KeyId: id }) : undefined;
        return { metadata, policy, rotation, tags: await liveTags(kms, id) };
    } catch (error) {
        if (named(error, "NotFoundException")) return undefined;
        throw error;
    }
}

async function liveTags(kms: KMS, id: string): Promise<Tags> {
    const tags: Tags = {};
    let marker: string | undefined;
    do {
        const page = await kms.listResourceTags({ KeyId: id, ...(marker && { Marker: marker }) });
        Object.assign(
            tags,
            tagsFromList(page.Tags?.map(({ TagKey, TagValue }) => ({ Key: TagKey ?? "", Value: TagValue ?? "" }))),
        );
        marker = page.Truncated ? page.NextMarker : undefined;
    } while (marker);
    return tags;
}

export function kmsTags(tags: Tags) {
    return tagList(tags).map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));
}

export async function updateTags(kms: KMS, id: string, old: Properties, wanted: Properties): Promise<void> {
    const { put, remove } = tagChanges(old, wanted);
    if (remove.length > 0) await kms.untagResource({ KeyId: id, TagKeys: remove });
    if (Object.keys(put).length > 0) await kms.tagResource({ KeyId: id, Tags: kmsTags(put) });
}

/** Puts a policy, and waits until KMS gives the same one back. */
export async function putPolicy(
    kms: KMS,
    id: string,
    policy: string,
    bypass: boolean,
    signal: AbortSignal,
): Promise<void> {
    await withPrincipals(signal, () =>
        kms.putKeyPolicy({
            KeyId: id,
            PolicyName: "default",
            Policy: policy,
            BypassPolicyLockoutSafetyCheck: bypass,
        }),
    );
    await policyReadBack(kms, id, policy, signal);
}

export async function policyReadBack(kms: KMS, id: string, policy: string, signal: AbortSignal): Promise<void> {
    await waitFor({
        pending: ["other"],
        target: ["same"],
        timeout: propagation,
        signal,
        refresh: async () => {
            const { Policy } = await kms.getKeyPolicy({ KeyId: id, PolicyName: "default" });
            return { object: undefined, state: samePolicy(Policy ?? "", policy) ? "same" : "other" };
        },
    });
}

export async function setEnabled(kms: KMS, id: string, enabled: boolean, signal: AbortSignal): Promise<void> {
    await (enabled ? kms.enableKey({ KeyId: id }) : kms.disableKey({ KeyId: id }));
    await waitFor({
        pending: [enabled ? "false" : "true"],
        target: [String(enabled)],
        timeout: propagation,
        signal,
        refresh: async () => {
            const { KeyMetadata } = await kms.describeKey({ KeyId: id });
            return { object: undefined, state: String(KeyMetadata?.Enabled ?? false) };
        },
    });
}

/** Schedules the deletion of a key; one that is gone or already scheduled is done. */
export async function scheduleDeletion(kms: KMS, id: string, days: Plain | undefined, signal: AbortSignal) {
    try {
        await kms.scheduleKeyDeletion({ KeyId: id, ...(days && { PendingWindowInDays: Number(days) }) });
    } catch (error) {
        if (named(error, "NotFoundException")) return;
        if (named(error, "KMSInvalidStateException") && /is pending (replica )?deletion/.test(String(error))) return;
        throw error;
    }
    await waitFor({
        pending: ["Disabled", "Enabled"],
        target: [],
        timeout: propagation,
        signal,
        refresh: async () => {
            const found = await findKey(kms, id);
            return found && { object: found, state: found.metadata.KeyState ?? "" };
        },
    });
}
