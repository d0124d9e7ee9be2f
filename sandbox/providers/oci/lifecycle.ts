import { UnexpectedState, waitFor } from "../host/wait";

export interface Lifecycle<T> {
    operation: "creation" | "update" | "deletion";
    pending: readonly string[];
    target: readonly string[];
    /** The object, or nothing when it is gone. */
    get: () => Promise<T | undefined>;
    stateOf: (object: T) => string | undefined;
    timeout: number;
    signal: AbortSignal;
}

/** Waits for a lifecycle state, and words a state that should not be as the real plugin does. */
export async function awaitState<T>(lifecycle: Lifecycle<T>): Promise<T | undefined> {
    const { operation, pending, target, timeout, signal } = lifecycle;
    try {
        return await waitFor({
            pending,
            target: operation === "deletion" ? [] : target,
            timeout,
            signal,
            refresh: async () => {
                const object = await lifecycle.get();
                const state = object && (lifecycle.stateOf(object) ?? "");
                if (object === undefined || (operation === "deletion" && target.includes(state ?? "")))
                    return undefined;
                return { object, state: state ?? "" };
            },
        });
    } catch (error) {
        if (!(error instanceof UnexpectedState)) throw error;
        throw new Error(
            `During ${operation}, Terraform expected the resource to reach state(s): ${target.join(",")}, but the service reported unexpected state: ${error.state}.`,
        );
    }
}
