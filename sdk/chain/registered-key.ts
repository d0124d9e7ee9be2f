import type { RegisteredKey } from "../clouds/oci/registered-keys";
import { broken, unknown, whole } from "./finding";
import type { Link } from "./link";
import { readRegisteredKey } from "./reads";

/** The key as it is registered in OCI. */
export const registeredKey: Link<RegisteredKey> = {
    name: "registered-key",
    read: readRegisteredKey,
    judge(key, { registeredKeyId, databases }) {
        if (registeredKeyId === undefined) {
            const names = databases.map(({ name }) => name).join(", ");
            return unknown(
                `OCI does not say which registered key ${names} uses`,
                "look at the database in the OCI console",
            );
        }
        if (key === undefined)
            return broken(`OCI shows no registered key ${registeredKeyId}`, "run `pulumi up --refresh`");
        const { displayName, lifecycleState, isAwsKeyEnabled } = key;
        const name = `registered key ${displayName} (${registeredKeyId})`;
        if (lifecycleState !== "ACTIVE") {
            return broken(`${name} is ${lifecycleState}`, "look at the key in the OCI console");
        }
        if (isAwsKeyEnabled !== false) return whole;
        return broken(
            `${name} is disabled, according to the last discovery of OCI`,
            "enable the key in AWS KMS, then change an entry of `refreshTriggers` of its registration",
        );
    },
};
