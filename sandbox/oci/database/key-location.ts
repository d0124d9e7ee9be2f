import type { z } from "zod";
import type { AwsKey, Database } from "../../core/records";
import { type Cloud, clusters, inBody, type Twin } from "../cloud";
import { incorrectState, invalid } from "../wire/errors";
import type { encryptionKeyLocation } from "./schemas";

export type KeyLocation = z.infer<typeof encryptionKeyLocation>;

const oldestVersion = 19;

/** The registered key that a location names; refused when the cluster or the version cannot use it. */
export function requireAwsKey(cloud: Cloud, location: KeyLocation, { twin }: Twin, dbVersion: string): AwsKey {
    if (location.providerType !== "AWS") {
        throw invalid(`providerType: ${location.providerType} is not served for databases on Oracle Database@AWS.`);
    }
    const key = inBody(cloud.world.awsKeys, "awsEncryptionKeyId", location.awsEncryptionKeyId);
    const store = twin.value.tdeKeyStoreType;
    if (store !== "AWS") {
        throw invalid(`awsEncryptionKeyId: the key store of the VM cluster is ${store ?? "NONE"}; this needs AWS.`);
    }
    if (Number.parseInt(dbVersion, 10) < oldestVersion) {
        throw invalid(`dbVersion: AWS KMS needs Oracle Database 19c or later; this is ${dbVersion}.`);
    }
    if (key.value.lifecycleState !== "ACTIVE") {
        throw incorrectState(`The registered key is ${key.value.lifecycleState}; this needs ACTIVE.`);
    }
    return key;
}

/** OCID of the registered AWS key that the database uses; absent in the wallet. */
export function awsKeyOf({ oci }: Database): string | undefined {
    const location = oci.value.encryptionKeyLocationDetails;
    return location && "awsEncryptionKeyId" in location ? location.awsEncryptionKeyId : undefined;
}

export function clusterOfDatabase(cloud: Cloud, { oci }: Database): Twin {
    const cluster = clusters(cloud).get(oci.value.vmClusterId ?? "");
    if (!cluster) throw incorrectState("The VM cluster of the database is being removed.");
    return cluster;
}
