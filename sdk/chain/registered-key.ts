import { findRegisteredKey, type RegisteredKey } from "../clouds/registered-keys";
import { broken, whole } from "./finding";
import type { Link } from "./link";

/** The key as OCI knows it. */
export const registeredKey: Link<RegisteredKey> = {
    name: "registered-key",
    read: async ({ registeredKeyId }) =>
        registeredKeyId === undefined ? undefined : findRegisteredKey(registeredKeyId),
    judge(key, { registeredKeyId }) {
        if (key === undefined) return broken(`OCI shows no registered key ${registeredKeyId}`, "pulumi up --refresh");
        const { displayName, lifecycleState, isAwsKeyEnabled } = key;
        const name = `registered key ${displayName} (${registeredKeyId})`;
        if (lifecycleState !== "ACTIVE") {
            return broken(`${name} is ${lifecycleState}`, "look at the key in the console of OCI");
        }
        if (isAwsKeyEnabled !== false) return whole;
        return broken(
            `${name} is disabled, as OCI saw it last`,
            "enable the key in AWS KMS, then change an entry of `refreshTriggers` of its registration",
        );
    },
};
