import { setTimeout as sleep } from "node:timers/promises";
import type { OciError } from "oci-common";
import type { OciSession } from "./session";

const minute = 60_000;
const longestPause = 5000;

export function isOciError(error: unknown): error is OciError {
    return error instanceof Error && "serviceCode" in error && "statusCode" in error;
}

/** The real plugin takes these words in any message for the absence of the resource. */
const absent = /not found|does not exist| not present in /i;

export function isGone(error: unknown): boolean {
    if (!(error instanceof Error)) return false;
    return (isOciError(error) && error.statusCode === 404) || absent.test(error.message);
}

export interface CallOptions {
    session: OciSession;
    signal: AbortSignal;
    /** Name of the resource in messages. */
    service: string;
    /** How long a conflict is waited out. */
    conflict?: number;
}

/** Makes a call, with the patience of the real plugin: conflicts, throttling and faults of the service are tried again. */
export async function call<T>(options: CallOptions, request: () => Promise<T>): Promise<T> {
    const start = Date.now();
    for (let attempt = 0; ; attempt++) {
        try {
            return await request();
        } catch (error) {
            const patience = options.session.settings.disableRetries ? 0 : patienceFor(error, options.conflict);
            if (Date.now() - start >= patience) throw described(error, options.service);
            await sleep(Math.min(longestPause, 100 * 2 ** attempt), undefined, { signal: options.signal });
        }
    }
}

function patienceFor(error: unknown, conflict = 2 * minute): number {
    if (!isOciError(error)) return 0;
    if (error.statusCode === 409) return error.serviceCode === "InvalidatedRetryToken" ? 0 : conflict;
    if (error.statusCode === 429) return 10 * minute;
    // The SDK reports a lost connection as an error without a status of the service.
    return error.statusCode >= 500 || error.statusCode <= 0 ? 2 * minute : 0;
}

function described(error: unknown, service: string): unknown {
    if (!isOciError(error)) return error;
    const { statusCode, serviceCode, message, operationName, opcRequestId } = error;
    const text = `${statusCode}-${serviceCode}, ${message}\nService: ${service}\nOperation Name: ${operationName}\nOPC request ID: ${opcRequestId}`;
    return Object.assign(new Error(text), { statusCode, serviceCode });
}
