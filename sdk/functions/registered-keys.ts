import type * as dbmulticloud from "oci-dbmulticloud";
import { isNotFound } from "../clouds/core/errors";
import { allPages, pageSize } from "../clouds/core/pages";
import { retryToken } from "../clouds/core/retry-token";
import { multicloudClient } from "../clouds/oci/clients";
import { atRest, follow, whenFree } from "../clouds/oci/multicloud-work";
import { getRegisteredKey, type RegisteredKey } from "../clouds/oci/registered-keys";

/*
 * Every operation on OracleDbAwsKey as a function, for scripts next to a program. Settings come from the environment and the OCI
 * config file, as for the native provider. A function that changes a key returns when the change is done.
 */

export type { RegisteredKey } from "../clouds/oci/registered-keys";
export type RegisteredKeySummary = dbmulticloud.models.OracleDbAwsKeySummary;
export type NewRegisteredKey = dbmulticloud.models.CreateOracleDbAwsKeyDetails;
export type RegisteredKeyChanges = dbmulticloud.models.UpdateOracleDbAwsKeyDetails;

/** Which registered keys to list. */
export interface RegisteredKeyFilter {
    /** OCID of the compartment. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: string;
    /**
     * OCID of the identity connector.
     * @default keys of any connector
     * @example "ocid1.oracledbawsconnector.oc1.iad.aaaa"
     */
    connectorId?: string;
    /**
     * Name of the registered key.
     * @default keys of any name
     * @example "tde"
     */
    displayName?: string;
    /**
     * State of the registered key.
     * @default keys in any state
     * @example "ACTIVE"
     */
    lifecycleState?: string;
}

/**
 * Lists registered keys (ListOracleDbAwsKeys).
 * @example await listKeys({ compartmentId: "ocid1.compartment.oc1..aaaa" })
 */
export async function listKeys(filter: RegisteredKeyFilter): Promise<RegisteredKeySummary[]> {
    const { connectorId, ...rest } = filter;
    const client = await multicloudClient(connectorId ?? filter.compartmentId);
    const wanted = {
        ...rest,
        ...(connectorId === undefined ? {} : { oracleDbAwsConnectorId: connectorId }),
        limit: pageSize,
    };
    return allPages(async (page) => {
        const answer = await client.listOracleDbAwsKeys({ ...wanted, page });
        return { items: answer.oracleDbAwsKeySummaryCollection.items, opcNextPage: answer.opcNextPage };
    });
}

/**
 * Reads a registered key (GetOracleDbAwsKey).
 * @example await getKey("ocid1.oracledbawskey.oc1.iad.aaaa")
 */
export function getKey(registeredKeyId: string): Promise<RegisteredKey> {
    return getRegisteredKey(registeredKeyId);
}

/**
 * Registers a KMS key (CreateOracleDbAwsKey).
 * @example await createKey({ compartmentId, oracleDbConnectorId: connectorId, displayName: "tde", awsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" })
 */
export async function createKey(details: NewRegisteredKey): Promise<RegisteredKey> {
    const client = await multicloudClient(details.oracleDbConnectorId);
    const { oracleDbAwsKey: made, opcWorkRequestId } = await client.createOracleDbAwsKey({
        createOracleDbAwsKeyDetails: details,
        opcRetryToken: retryToken("createKey", { ...details, at: Date.now() }),
    });
    await follow(`the registration of key ${details.displayName}`, opcWorkRequestId, made.id);
    return settled(made.id);
}

/**
 * Changes name or tags of a registered key (UpdateOracleDbAwsKey). Members that you leave out keep their value.
 * @example await updateKey("ocid1.oracledbawskey.oc1.iad.aaaa", { displayName: "sales-tde" })
 */
export async function updateKey(registeredKeyId: string, changes: RegisteredKeyChanges): Promise<RegisteredKey> {
    const client = await multicloudClient(registeredKeyId);
    const { opcWorkRequestId } = await client.updateOracleDbAwsKey({
        oracleDbAwsKeyId: registeredKeyId,
        updateOracleDbAwsKeyDetails: changes,
    });
    await follow(`the change of registered key ${registeredKeyId}`, opcWorkRequestId, registeredKeyId);
    return settled(registeredKeyId);
}

/**
 * Moves a registered key (ChangeOracleDbAwsKeyCompartment). VM clusters must be allowed to read keys of the new compartment.
 * @example await changeKeyCompartment("ocid1.oracledbawskey.oc1.iad.aaaa", "ocid1.compartment.oc1..bbbb")
 */
export async function changeKeyCompartment(registeredKeyId: string, compartmentId: string): Promise<RegisteredKey> {
    const client = await multicloudClient(registeredKeyId);
    const { opcWorkRequestId } = await client.changeOracleDbAwsKeyCompartment({
        oracleDbAwsKeyId: registeredKeyId,
        changeOracleDbAwsKeyCompartmentDetails: { compartmentId },
    });
    await follow(`the move of registered key ${registeredKeyId}`, opcWorkRequestId, registeredKeyId);
    return settled(registeredKeyId);
}

/** The result of a refresh. */
export interface RefreshedKey {
    /** The registered key as it is now. */
    readonly key: RegisteredKey;
    /** OCID of the work request of the refresh, if OCI returned one. */
    readonly workRequestId?: string;
}

/**
 * Makes OCI look at the KMS key again, through its connector (RefreshOracleDbAwsKey).
 * @param identity Token of the refresh. OCI does not repeat a refresh with the same token.
 * @example const { key } = await refreshKey("ocid1.oracledbawskey.oc1.iad.aaaa")
 */
export async function refreshKey(registeredKeyId: string, identity: unknown = Date.now()): Promise<RefreshedKey> {
    const client = await multicloudClient(registeredKeyId);
    const { oracleDbConnectorId } = await getKey(registeredKeyId);
    const request = {
        oracleDbAwsKeyId: registeredKeyId,
        refreshOracleDbAwsKeyDetails: { oracleDbAwsConnectorId: oracleDbConnectorId },
        opcRetryToken: retryToken("refreshKey", { registeredKeyId, identity }),
    };
    const { opcWorkRequestId } = await whenFree(
        () => client.refreshOracleDbAwsKey(request),
        () => settled(registeredKeyId),
    );
    const workRequestId = await follow(
        `the refresh of registered key ${registeredKeyId}`,
        opcWorkRequestId,
        registeredKeyId,
    );
    const key = await settled(registeredKeyId);
    return { key, ...(workRequestId === undefined ? {} : { workRequestId }) };
}

/**
 * Deregisters a key (DeleteOracleDbAwsKey). It is no error if the registration is already gone. OCI refuses while a database
 * uses it. The KMS key itself is not touched.
 * @example await deleteKey("ocid1.oracledbawskey.oc1.iad.aaaa")
 */
export async function deleteKey(registeredKeyId: string): Promise<void> {
    const client = await multicloudClient(registeredKeyId);
    try {
        const { opcWorkRequestId } = await client.deleteOracleDbAwsKey({ oracleDbAwsKeyId: registeredKeyId });
        await follow(`the deregistration of key ${registeredKeyId}`, opcWorkRequestId, registeredKeyId);
        await settled(registeredKeyId);
    } catch (error) {
        if (!isNotFound(error)) throw error;
    }
}

function settled(registeredKeyId: string): Promise<RegisteredKey> {
    return atRest(`registered key ${registeredKeyId}`, () => getKey(registeredKeyId));
}
