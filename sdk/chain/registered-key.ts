import type { RegisteredKey } from "../clouds/oci/registered-keys";
import { broken, unknown, whole } from "./finding";
import type { Link } from "./link";
import { readRegisteredKey } from "./reads";

/** The key as OCI knows it. */
export const registeredKey: Link<RegisteredKey> = {
    name: "registered-key",
    read: readRegisteredKey,
    judge(key, { registeredKeyId, databases }) {
        if (registeredKeyId === undefined) {
            const names = databases.map(({ name }) => name).join(", ");
            return unknown(
                `OCI does not tell the registered key of ${names}`,
                "look at the database in the console of OCI",
            );
        }
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
