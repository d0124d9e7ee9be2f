import type { models } from "oci-dbmulticloud";
import { waitFor } from "../host/wait";
import { type CallOptions, call } from "./calls";
import { pages } from "./look-up";

export interface Followed {
    workRequestId: string;
    /** What the lower-cased entity type must contain. */
    entity: string;
    action: "CREATED" | "UPDATED" | "DELETED";
    timeout: number;
}

interface Source {
    get(id: string): Promise<{ status: string; timeFinished?: unknown; resources: models.WorkRequestResource[] }>;
    errors(id: string): Promise<string[]>;
    /** Called when the work failed; its own failure does not matter. */
    cancel?(id: string): Promise<unknown>;
}

/**
 * Waits for a work request as the real plugin does: it is over when it has a finishing time, waiting for a person is
 * unexpected, and it succeeded only if it names an entity of the type with the action. Gives that entity's identifier.
 */
async function follow(source: Source, options: CallOptions, followed: Followed): Promise<string> {
    const { workRequestId: id, entity, action, timeout } = followed;
    try {
        const finished = await waitFor({
            pending: ["ACCEPTED", "IN_PROGRESS", "CANCELING"],
            target: ["SUCCEEDED", "FAILED", "CANCELED"],
            timeout,
            signal: options.signal,
            refresh: async () => {
                const found = await source.get(id);
                const over = found.timeFinished !== undefined && found.timeFinished !== null;
                return { object: found, state: over ? found.status : "IN_PROGRESS" };
            },
        });
        const changed = finished?.resources.find(
            (resource) => resource.entityType.toLowerCase().includes(entity) && resource.actionType === action,
        );
        if (changed && finished?.status === "SUCCEEDED") return changed.identifier;
        const message = (await source.errors(id)).join("\n");
        throw new Error(
            `work request did not succeed, workId: ${id}, entity: ${entity}, action: ${action}. Message: ${message}`,
        );
    } catch (error) {
        await source.cancel?.(id).catch(() => undefined);
        throw error;
    }
}

/** Follows a work request of the multicloud service. */
export async function followMulticloud(options: CallOptions, followed: Followed): Promise<string> {
    const client = await options.session.workRequests();
    const source: Source = {
        get: async (workRequestId) => (await call(options, () => client.getWorkRequest({ workRequestId }))).workRequest,
        errors: async (workRequestId) => {
            const errors = await pages(async (page) => {
                const answer = await call(options, () =>
                    client.listWorkRequestErrors({ workRequestId, ...(page && { page }) }),
                );
                return { items: answer.workRequestErrorCollection.items, opcNextPage: answer.opcNextPage };
            });
            return errors.map(({ message }) => message);
        },
        cancel: (workRequestId) => client.cancelWorkRequest({ workRequestId }),
    };
    return follow(source, options, followed);
}

/** Follows a work request of a Database call. The service may name several; the first is the resource's own. */
export async function followDatabase(options: CallOptions, followed: Followed): Promise<string> {
    const client = await options.session.coreWorkRequests();
    const source: Source = {
        get: async (workRequestId) => {
            const { workRequest } = await call(options, () => client.getWorkRequest({ workRequestId }));
            return { ...workRequest, resources: workRequest.resources as unknown as models.WorkRequestResource[] };
        },
        errors: async (workRequestId) => {
            const { items } = await call(options, () => client.listWorkRequestErrors({ workRequestId }));
            return items.map(({ message }) => message);
        },
    };
    const [workRequestId = ""] = followed.workRequestId.split(",");
    return follow(source, options, { ...followed, entity: followed.entity.toLowerCase(), workRequestId });
}
