import type * as dbmulticloud from "oci-dbmulticloud";
import { isNotFound, unlessMissing } from "../core/errors";
import { multicloudClient } from "./clients";

/** A KMS key that is registered in OCI. */
export type RegisteredKey = dbmulticloud.models.OracleDbAwsKey;

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getRegisteredKey(oracleDbAwsKeyId: string): Promise<RegisteredKey> {
    const client = await multicloudClient(oracleDbAwsKeyId);
    return (await client.getOracleDbAwsKey({ oracleDbAwsKeyId })).oracleDbAwsKey;
}

/** `undefined` when there is none, or none that the caller may see. */
export function findRegisteredKey(oracleDbAwsKeyId: string): Promise<RegisteredKey | undefined> {
    return unlessMissing(isNotFound, () => getRegisteredKey(oracleDbAwsKeyId));
}
