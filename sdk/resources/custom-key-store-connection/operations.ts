import {
    connectKeyStore,
    disconnectKeyStore,
    findKeyStore,
    type KmsKeyStore,
} from "../../clouds/aws/custom-key-stores";
import { PlainError } from "../../clouds/core/errors";
import { serialise } from "../../clouds/core/serialise";
import { done, pending, waitFor } from "../../clouds/core/wait";
import { checkPresent } from "../../host/checks";
import { hosted, type ResourceOperations } from "../../host/provider";
import { checkCustomKeyStoreId } from "../../validation";

export interface KeyStoreConnectionInputs {
    readonly customKeyStoreId: string;
    readonly disconnectOnDelete?: boolean;
}

export interface KeyStoreConnectionState extends KeyStoreConnectionInputs {
    readonly connectionState: string;
    /** Whether the store was connected before this resource was created. */
    readonly wasAlreadyConnected: boolean;
}

/** KMS takes up to twenty minutes. */
const timeoutSeconds = 2400;

/** Connects a custom key store and waits until it is connected. Does nothing if it is connected already. */
export function connectCustomKeyStore(customKeyStoreId: string): Promise<{ wasAlreadyConnected: boolean }> {
    const what = `the connection of custom key store ${customKeyStoreId}`;
    return serialise(customKeyStoreId, async () => {
        const found = await requireKeyStore(customKeyStoreId);
        if (found.connectionState === "CONNECTED") return { wasAlreadyConnected: true };
        // A store whose connection failed must be disconnected before it can be connected again.
        if (found.connectionState === "FAILED") await disconnect(customKeyStoreId);
        let asked = found.connectionState === "CONNECTING";
        return waitFor({ what, timeoutSeconds }, async () => {
            const { connectionState, connectionErrorCode } = await requireKeyStore(customKeyStoreId);
            if (connectionState === "CONNECTED") return done({ wasAlreadyConnected: false });
            if (connectionState === "FAILED") throw new PlainError(failed(customKeyStoreId, connectionErrorCode));
            if (!asked && connectionState === "DISCONNECTED") {
                await connectKeyStore(customKeyStoreId);
                asked = true;
            }
            return pending(connectionState);
        });
    });
}

/** Disconnects a custom key store and waits until it is disconnected. No key in it can be used then. Succeeds if the store is gone. */
export function disconnectCustomKeyStore(customKeyStoreId: string): Promise<void> {
    return serialise(customKeyStoreId, async () => {
        if ((await findKeyStore({ id: customKeyStoreId })) !== undefined) await disconnect(customKeyStoreId);
    });
}

async function disconnect(customKeyStoreId: string): Promise<void> {
    if ((await requireKeyStore(customKeyStoreId)).connectionState !== "DISCONNECTED") {
        await disconnectKeyStore(customKeyStoreId);
    }
    const what = `the disconnection of custom key store ${customKeyStoreId}`;
    return waitFor({ what, timeoutSeconds }, async () => {
        const { connectionState } = await requireKeyStore(customKeyStoreId);
        return connectionState === "DISCONNECTED" ? done(undefined) : pending(connectionState);
    });
}

async function requireKeyStore(customKeyStoreId: string): Promise<KmsKeyStore> {
    const found = await findKeyStore({ id: customKeyStoreId });
    if (found !== undefined) return found;
    throw new PlainError(`KMS has no custom key store ${customKeyStoreId} in the Region of the stack: check the id`);
}

function failed(customKeyStoreId: string, code = "no reason given"): string {
    return (
        `custom key store ${customKeyStoreId} could not be connected: ${code}; ${remedies[code] ?? lookUp}, ` +
        "then run again"
    );
}

const lookUp = "look up the code under ConnectCustomKeyStore in the AWS KMS API reference";

const remedies: Readonly<Record<string, string>> = {
    CLUSTER_NOT_FOUND: "check that the CloudHSM cluster exists",
    INSUFFICIENT_CLOUDHSM_HSMS: "add HSMs to the CloudHSM cluster, at least one in two Availability Zones",
    INVALID_CREDENTIALS: "give the current password of kmsuser (UpdateCustomKeyStore)",
    USER_LOCKED_OUT: "change the password of kmsuser in the CloudHSM cluster and in this program",
    USER_LOGGED_IN: "log kmsuser out of the CloudHSM cluster",
    USER_NOT_FOUND: "create the crypto user kmsuser in the CloudHSM cluster",
};

const operations: ResourceOperations<KeyStoreConnectionInputs, KeyStoreConnectionState> = {
    inputs: ["customKeyStoreId", "disconnectOnDelete"],
    identity: ["customKeyStoreId"],
    faults: (inputs) => [
        ...checkPresent(inputs, { customKeyStoreId: "give the id of the custom key store" }),
        ...checkCustomKeyStoreId("customKeyStoreId", inputs.customKeyStoreId),
    ],
    drifted: ({ connectionState }) => connectionState !== "CONNECTED",
    async create(inputs) {
        const connected = await connectCustomKeyStore(inputs.customKeyStoreId);
        return { id: inputs.customKeyStoreId, state: { ...inputs, ...connected, connectionState: "CONNECTED" } };
    },
    async read(_id, state) {
        const found = await findKeyStore({ id: state.customKeyStoreId });
        return found && { ...state, connectionState: found.connectionState };
    },
    async update(_id, { wasAlreadyConnected }, inputs) {
        await connectCustomKeyStore(inputs.customKeyStoreId);
        return { ...inputs, connectionState: "CONNECTED", wasAlreadyConnected };
    },
    async delete(_id, { customKeyStoreId, disconnectOnDelete }) {
        if (disconnectOnDelete) await disconnectCustomKeyStore(customKeyStoreId);
    },
};

export const provider = hosted(operations);
