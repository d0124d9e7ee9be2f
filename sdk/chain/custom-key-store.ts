import { findKeyStore, type KmsKeyStore } from "../clouds/aws/custom-key-stores";
import { broken, whole } from "./finding";
import type { Link } from "./link";
import { readKmsKey } from "./reads";

/** The custom key store that holds the key material, if there is one. */
export const customKeyStore: Link<KmsKeyStore> = {
    name: "custom-key-store",
    async read(subject, shared) {
        const id = (await readKmsKey(subject, shared))?.customKeyStoreId;
        if (id === undefined) return undefined;
        return (await findKeyStore({ id })) ?? { id, connectionState: "GONE" };
    },
    judge(store) {
        if (store === undefined || store.connectionState === "CONNECTED") return whole;
        const { id, connectionState, connectionErrorCode } = store;
        const reason = connectionErrorCode === undefined ? "" : ` (${connectionErrorCode})`;
        return broken(
            `custom key store ${id} is ${connectionState}${reason}`,
            `aws kms connect-custom-key-store --custom-key-store-id ${id}`,
        );
    },
};
