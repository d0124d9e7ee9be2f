import { subjectOf } from "../../chain/subjects";
import { firstCause } from "../../chain/walk";
import { awsRegion } from "../../clouds/aws/settings";
import { PlainError } from "../../clouds/core/errors";
import { retryToken } from "../../clouds/core/retry-token";
import { type Changed, change } from "../../clouds/oci/change-database";
import { refusalOfStandby } from "../../clouds/oci/data-guard";
import { moveKeyToAws } from "../../clouds/oci/database-actions";
import type { ContainerDatabase } from "../../clouds/oci/databases";
import { locationOf, wallet } from "../../clouds/oci/key-location";

/** Moves the key of a database from the Oracle Wallet to AWS KMS. Does nothing if the database already uses this key. */
export async function moveKey(
    { id, name }: ContainerDatabase,
    { registeredKeyId, vmClusterOcid }: { readonly registeredKeyId: string; readonly vmClusterOcid: string },
    read: () => Promise<ContainerDatabase>,
): Promise<Changed<ContainerDatabase>> {
    const failed = async (words: string) => {
        const way = { vmClusterOcid, registeredKeyId, region: awsRegion(), databases: [{ id, name }] };
        const cause = await firstCause("the way to the key", () => subjectOf(way));
        return `the key of database ${name} was not moved to AWS KMS and is still in the ${wallet}: ${words}\n${cause}`;
    };
    const moved = await change({
        what: `database ${name}`,
        to: "move its key to AWS KMS",
        read,
        satisfied(database) {
            const refusal = refusalOfKey(database, registeredKeyId);
            if (refusal) throw new PlainError(`${refusal.reason}; ${refusal.remedy}`);
            return database.awsKeyId === registeredKeyId;
        },
        request: ({ etag }) =>
            moveKeyToAws(id, registeredKeyId, retryToken("changeKeyLocation", { id, registeredKeyId, etag })),
        failed,
    });
    if (moved.resource.awsKeyId !== registeredKeyId) throw new PlainError(await failed("OCI gave no reason"));
    return moved;
}

/** Why a database cannot be put under a key. Undefined if it can be, or if it already is. */
export function refusalOfKey(
    database: ContainerDatabase,
    registeredKeyId: string,
): { readonly reason: string; readonly remedy: string } | undefined {
    const { name, keyProvider, awsKeyId } = database;
    if (awsKeyId === registeredKeyId) return undefined;
    if (keyProvider === undefined) return refusalOfStandby(database);
    if (keyProvider === "AWS") {
        return {
            reason:
                `database ${name} already uses the registered key ${awsKeyId ?? "that OCI does not tell"}, not ${registeredKeyId}: OCI cannot exchange one ` +
                "AWS key for another",
            remedy: "give the key that it uses (a rotation creates a new version under the same key)",
        };
    }
    return {
        reason:
            `the key of database ${name} is in ${locationOf(database)}: only a database whose key is in the ${wallet} can be ` +
            "moved to AWS KMS",
        remedy: "move it to the wallet first, with the tools of that key manager",
    };
}
