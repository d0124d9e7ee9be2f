import { isNotFound, PlainError, unlessMissing } from "../core/errors";
import { allPages, pageSize } from "../core/pages";
import { done, pending, type WaitOptions, waitFor } from "../core/wait";
import { multicloudWorkRequestClient, workRequestClient } from "./clients";

/** The two APIs with work requests: dbmulticloud has its own, and the Database service uses that of iaas. */
type WorkRequestApi = "dbmulticloud" | "database";

export interface WorkRequest {
    readonly id: string;
    readonly operationType: string;
    readonly status: string;
    readonly timeAccepted: number;
    readonly timeFinished?: number;
}

/** Work that the service accepted and that failed later. The message has the words of the service. */
export class WorkRequestError extends PlainError {
    override readonly name = "WorkRequestError";
}

const ended = new Set(["SUCCEEDED", "FAILED", "CANCELED", "NEEDS_ATTENTION"]);

/**
 * Follows the work requests of an answer until all have succeeded.
 *
 * @param header `opc-work-request-id` of the answer: several ids, comma-separated, one, or none.
 * @param target OCID of the resource that is changed.
 * @returns their ids; none if the service gave none or does not show them to the caller. Then only the state of the resource tells
 * whether the work succeeded.
 */
export async function followWorkRequests(
    api: WorkRequestApi,
    header: string | undefined,
    target: string,
    options: WaitOptions,
): Promise<string[]> {
    const ids = (header ?? "").split(",").flatMap((id) => id.trim() || []);
    const followed = await Promise.all(ids.map((id) => follow(api, id, target, options)));
    return followed.filter((id) => id !== undefined);
}

/** The work requests that the Database service lists for a resource, newest first; none if the caller may not see them. */
export async function listDatabaseWorkRequests(compartmentId: string, resourceId: string): Promise<WorkRequest[]> {
    const client = await workRequestClient(resourceId);
    const found = await unlessMissing(isNotFound, () =>
        allPages((page) => client.listWorkRequests({ compartmentId, resourceId, limit: pageSize, page })),
    );
    return (found ?? []).map(summary).sort((a, b) => b.timeAccepted - a.timeAccepted);
}

export function hasFailed({ status }: WorkRequest): boolean {
    return status === "FAILED" || status === "CANCELED";
}

export function isUnderWay({ status }: WorkRequest): boolean {
    return !ended.has(status);
}

/** Throws the reason why a work request of the Database service failed. */
export async function failDatabaseWorkRequest(workRequest: WorkRequest, target: string): Promise<never> {
    throw await failure("database", workRequest, target);
}

async function follow(
    api: WorkRequestApi,
    id: string,
    target: string,
    options: WaitOptions,
): Promise<string | undefined> {
    const found = await unlessMissing(isNotFound, () =>
        waitFor(options, async () => {
            const { workRequest, retryAfter } = await get(api, id, target);
            return ended.has(workRequest.status)
                ? done(workRequest)
                : pending(`work request ${workRequest.operationType} is ${workRequest.status}`, retryAfter);
        }),
    );
    if (found === undefined) return undefined;
    if (found.status !== "SUCCEEDED") throw await failure(api, found, target);
    return id;
}

async function get(
    api: WorkRequestApi,
    id: string,
    target: string,
): Promise<{ workRequest: WorkRequest; retryAfter?: number }> {
    if (api === "database") {
        const { workRequest } = await (await workRequestClient(target)).getWorkRequest({ workRequestId: id });
        return { workRequest: summary(workRequest) };
    }
    const client = await multicloudWorkRequestClient(target);
    const { workRequest, retryAfter } = await client.getWorkRequest({ workRequestId: id });
    return {
        workRequest: summary(workRequest),
        ...(Number.isFinite(retryAfter) ? { retryAfter } : {}),
    };
}

async function failure(api: WorkRequestApi, workRequest: WorkRequest, target: string): Promise<WorkRequestError> {
    const messages = await errorsOf(api, workRequest.id, target);
    const words = messages.length > 0 ? messages.join("; ") : "the service gave no reason";
    return new WorkRequestError(
        `${words} (work request ${workRequest.id}, ${workRequest.operationType}: ${workRequest.status})`,
    );
}

async function errorsOf(api: WorkRequestApi, workRequestId: string, target: string): Promise<string[]> {
    try {
        if (api === "database") {
            const client = await workRequestClient(target);
            const errors = await allPages((page) => client.listWorkRequestErrors({ workRequestId, page }));
            return distinct(errors);
        }
        const client = await multicloudWorkRequestClient(target);
        const errors = await allPages(async (page) => {
            const { workRequestErrorCollection, opcNextPage } = await client.listWorkRequestErrors({
                workRequestId,
                page,
            });
            return { items: workRequestErrorCollection.items, opcNextPage };
        });
        return distinct(errors);
    } catch {
        // The failure matters more than the error of reading its reason.
        return [];
    }
}

function distinct(errors: readonly { message: string }[]): string[] {
    return [...new Set(errors.map(({ message }) => message.trim().replace(/\.$/, "")))];
}

/** The SDK declares times as `Date`, but gives them as texts. */
function summary(found: {
    id: string;
    operationType: string;
    status: string;
    timeAccepted: Date | string;
    timeFinished?: Date | string;
}): WorkRequest {
    const { id, operationType, status, timeAccepted, timeFinished } = found;
    return {
        id,
        operationType,
        status,
        timeAccepted: new Date(timeAccepted).getTime(),
        ...(timeFinished === undefined ? {} : { timeFinished: new Date(timeFinished).getTime() }),
    };
}
