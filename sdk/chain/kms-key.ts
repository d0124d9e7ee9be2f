import type { KmsKey } from "../clouds/aws/kms-keys";
import { broken, type Finding, unknown, whole } from "./finding";
import type { Link } from "./link";
import { readKmsKey } from "./reads";

/** The link `kms-key`: a database can use its key only while the key is Enabled. */
export function judgeKmsKey({ arn, region, state, enabled, deletionDate }: KmsKey): Finding {
    if (enabled) return whole;
    const enable = `aws kms enable-key --region ${region} --key-id ${arn}`;
    if (isDoomed(state)) {
        const when =
            deletionDate === undefined ? "" : ` and will be deleted on ${deletionDate}; nobody can undo that deletion`;
        return broken(
            `${arn} is ${state}${when}`,
            `aws kms cancel-key-deletion --region ${region} --key-id ${arn} && ${enable}`,
        );
    }
    if (state === "Disabled") return broken(`${arn} is Disabled`, enable);
    return broken(`${arn} is ${state}`, "look at the key and its custom key store in the AWS KMS console");
}

/** Whether somebody scheduled the deletion of a key. */
export function isDoomed(state: string): boolean {
    return /^Pending.*Deletion$/.test(state);
}

/** The KMS key itself. */
export const kmsKey: Link<KmsKey> = {
    name: "kms-key",
    read: readKmsKey,
    judge(key, { keyArn }) {
        if (key !== undefined) return judgeKmsKey(key);
        if (keyArn === undefined) return unknown("OCI does not say which KMS key it is", "look at the registered key");
        return broken(`KMS has no key ${keyArn}`, "a deleted key cannot be brought back: restore the database");
    },
};
