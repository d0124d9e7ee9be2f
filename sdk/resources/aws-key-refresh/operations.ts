import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { isGone } from "../../clouds/core/states";
import { getRegisteredKey, type RegisteredKey } from "../../clouds/oci/registered-keys";
import { refreshKey } from "../../functions/registered-keys";
import { checkPresent, checkTriggers } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { readOrGone } from "../../usage/read-or-gone";
import { checkOcid } from "../../validation";
import { same } from "../../validation/equality";

export interface KeyRefreshInputs {
    readonly registeredKeyId: string;
    readonly refreshTriggers?: Readonly<Record<string, string>>;
}

export interface KeyRefreshState extends KeyRefreshInputs {
    readonly awsKeyArn: string;
    readonly lifecycleState: string;
    /** Whether the key was enabled in AWS when OCI last looked at it. */
    readonly enabled: boolean;
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

interface Refreshed {
    readonly lastRefreshWorkRequestId?: string;
    readonly lastRefreshedAt?: string;
}

/** The registered key, once databases can use it. It is refreshed if the triggers ask for that, or if it cannot be used. */
async function usable(inputs: KeyRefreshInputs, last: Refreshed, wanted: boolean): Promise<KeyRefreshState> {
    const { registeredKeyId } = inputs;
    return serialise(registeredKeyId, async () => {
        const found = await getRegisteredKey(registeredKeyId);
        if (!wanted && isUsable(found)) return describe(inputs, found, last);
        const identity = { triggers: inputs.refreshTriggers, after: last.lastRefreshedAt, state: found.timeUpdated };
        const { key, workRequestId } = await refreshKey(registeredKeyId, identity);
        if (!isUsable(key)) throw new PlainError(explain(key));
        return describe(inputs, key, {
            ...(workRequestId === undefined ? {} : { lastRefreshWorkRequestId: workRequestId }),
            lastRefreshedAt: new Date().toISOString(),
        });
    });
}

function isUsable({ lifecycleState, isAwsKeyEnabled }: RegisteredKey): boolean {
    return lifecycleState === "ACTIVE" && isAwsKeyEnabled !== false;
}

function explain({ displayName, awsKeyArn, lifecycleState, lifecycleStateDetails, isAwsKeyEnabled }: RegisteredKey) {
    const state = isAwsKeyEnabled === false ? "disabled in AWS" : (lifecycleState ?? "in an unknown state");
    const words = lifecycleStateDetails ? `: ${lifecycleStateDetails}` : "";
    return (
        `the key ${awsKeyArn}, registered as ${displayName}, is ${state}${words}; databases on it cannot be opened: enable the key ` +
        "in AWS KMS, allow the role of the cluster kms:DescribeKey, then run again"
    );
}

function describe(inputs: KeyRefreshInputs, key: RegisteredKey, last: Refreshed): KeyRefreshState {
    return {
        ...inputs,
        awsKeyArn: key.awsKeyArn ?? "",
        lifecycleState: key.lifecycleState ?? "UNKNOWN",
        enabled: key.isAwsKeyEnabled !== false,
        ...last,
    };
}

function lastOf({ lastRefreshWorkRequestId, lastRefreshedAt }: KeyRefreshState): Refreshed {
    return {
        ...(lastRefreshWorkRequestId === undefined ? {} : { lastRefreshWorkRequestId }),
        ...(lastRefreshedAt === undefined ? {} : { lastRefreshedAt }),
    };
}

const operations: ResourceOperations<KeyRefreshInputs, KeyRefreshState> = {
    inputs: ["registeredKeyId", "refreshTriggers"],
    identity: ["registeredKeyId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { registeredKeyId: "give the OCID of the registered key" }),
        ...checkOcid("registeredKeyId", inputs.registeredKeyId, "oracledbawskey"),
        ...checkTriggers("refreshTriggers", inputs.refreshTriggers),
    ],
    drifted: ({ lifecycleState, enabled }) => lifecycleState !== "ACTIVE" || !enabled,
    async create(inputs) {
        return { id: inputs.registeredKeyId, state: await usable(inputs, {}, false) };
    },
    async read(id, { refreshTriggers, ...state }) {
        const key = await readOrGone(`registered key ${id}`, undefined, () => getRegisteredKey(id));
        if (key === undefined || isGone(key.lifecycleState)) return undefined;
        return describe({ registeredKeyId: id, ...(refreshTriggers ? { refreshTriggers } : {}) }, key, lastOf(state));
    },
    update: (_id, state, inputs) => usable(inputs, lastOf(state), !same(state.refreshTriggers, inputs.refreshTriggers)),
    // The registration belongs to the resource that created it.
    async delete() {},
};

export const provider = hosted(operations);
