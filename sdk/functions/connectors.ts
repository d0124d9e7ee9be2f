import type * as dbmulticloud from "oci-dbmulticloud";
import { isNotFound } from "../clouds/core/errors";
import { retryToken } from "../clouds/core/retry-token";
import { multicloudClient } from "../clouds/oci/clients";
import {
    getIdentityConnector,
    type IdentityConnector,
    type IdentityConnectorSummary,
    listIdentityConnectors,
    startConnectorRefresh,
} from "../clouds/oci/connectors";
import { atRest, follow } from "../clouds/oci/multicloud-work";

/*
 * Every operation on OracleDbAwsIdentityConnector as a function, for scripts next to a program. Settings come from the
 * environment and the OCI config file, as for the native provider. A function that changes a connector returns when the change
 * is done.
 */

export type { IdentityConnector, IdentityConnectorSummary } from "../clouds/oci/connectors";
export type NewIdentityConnector = dbmulticloud.models.CreateOracleDbAwsIdentityConnectorDetails;
export type IdentityConnectorChanges = dbmulticloud.models.UpdateOracleDbAwsIdentityConnectorDetails;

/** Which connectors to list. */
export interface IdentityConnectorFilter {
    /** OCID of the compartment. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: string;
    /**
     * OCID of the VM cluster.
     * @default connectors of any cluster
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid?: string;
    /**
     * Name of the connector.
     * @default connectors of any name
     * @example "sales-connector"
     */
    displayName?: string;
    /**
     * State of the connector.
     * @default connectors in any state
     * @example "ACTIVE"
     */
    lifecycleState?: string;
}

/**
 * Lists identity connectors (ListOracleDbAwsIdentityConnectors).
 * @example await listConnectors({ compartmentId: "ocid1.compartment.oc1..aaaa" })
 */
export async function listConnectors(filter: IdentityConnectorFilter): Promise<IdentityConnectorSummary[]> {
    const { vmClusterOcid, ...rest } = filter;
    const wanted = { ...rest, ...(vmClusterOcid === undefined ? {} : { resourceId: vmClusterOcid }) };
    return listIdentityConnectors(wanted, vmClusterOcid ?? filter.compartmentId);
}

/**
 * Reads an identity connector with its node table (GetOracleDbAwsIdentityConnector).
 * @example await getConnector("ocid1.oracledbawsconnector.oc1.iad.aaaa")
 */
export async function getConnector(connectorId: string): Promise<IdentityConnector> {
    return (await getIdentityConnector(connectorId)).connector;
}

/**
 * Creates an identity connector for a VM cluster (CreateOracleDbAwsIdentityConnector). A role association creates one by
 * itself. Use this function for clusters without a connector.
 * @example await createConnector({ displayName: "sales", compartmentId, resourceId: vmClusterOcid, oidcScope: "DBMC/aws", issuerUrl, awsLocation: "us-east-1", serviceRoleDetails })
 */
export async function createConnector(details: NewIdentityConnector): Promise<IdentityConnector> {
    const client = await multicloudClient(details.resourceId);
    const { oracleDbAwsIdentityConnector: made, opcWorkRequestId } = await client.createOracleDbAwsIdentityConnector({
        createOracleDbAwsIdentityConnectorDetails: details,
        opcRetryToken: retryToken("createConnector", { ...details, at: Date.now() }),
    });
    await follow(`the creation of identity connector ${details.displayName}`, opcWorkRequestId, made.id);
    return settled(made.id);
}

/**
 * Changes an identity connector (UpdateOracleDbAwsIdentityConnector). Members that you leave out keep their value.
 * @example await updateConnector("ocid1.oracledbawsconnector.oc1.iad.aaaa", { displayName: "sales" })
 */
export async function updateConnector(
    connectorId: string,
    changes: IdentityConnectorChanges,
): Promise<IdentityConnector> {
    const client = await multicloudClient(connectorId);
    const { opcWorkRequestId } = await client.updateOracleDbAwsIdentityConnector({
        oracleDbAwsIdentityConnectorId: connectorId,
        updateOracleDbAwsIdentityConnectorDetails: changes,
    });
    await follow(`the change of identity connector ${connectorId}`, opcWorkRequestId, connectorId);
    return settled(connectorId);
}

/**
 * Moves an identity connector (ChangeOracleDbAwsIdentityConnectorCompartment).
 * @example await changeConnectorCompartment("ocid1.oracledbawsconnector.oc1.iad.aaaa", "ocid1.compartment.oc1..bbbb")
 */
export async function changeConnectorCompartment(
    connectorId: string,
    compartmentId: string,
): Promise<IdentityConnector> {
    const client = await multicloudClient(connectorId);
    const { opcWorkRequestId } = await client.changeOracleDbAwsIdentityConnectorCompartment({
        oracleDbAwsIdentityConnectorId: connectorId,
        changeOracleDbAwsIdentityConnectorCompartmentDetails: { compartmentId },
    });
    await follow(`the move of identity connector ${connectorId}`, opcWorkRequestId, connectorId);
    return settled(connectorId);
}

/**
 * Makes every node try the role again (RefreshOracleDbAwsIdentityConnector).
 * @example await refreshConnector("ocid1.oracledbawsconnector.oc1.iad.aaaa")
 */
export async function refreshConnector(connectorId: string): Promise<IdentityConnector> {
    const workRequestId = await startConnectorRefresh(connectorId);
    await follow(`the refresh of identity connector ${connectorId}`, workRequestId, connectorId);
    return settled(connectorId);
}

/**
 * Deletes an identity connector (DeleteOracleDbAwsIdentityConnector). It is no error if the connector is already gone. OCI
 * refuses while keys are registered through the connector, or while databases of its cluster use AWS KMS.
 * @example await deleteConnector("ocid1.oracledbawsconnector.oc1.iad.aaaa")
 */
export async function deleteConnector(connectorId: string): Promise<void> {
    const client = await multicloudClient(connectorId);
    try {
        const { opcWorkRequestId } = await client.deleteOracleDbAwsIdentityConnector({
            oracleDbAwsIdentityConnectorId: connectorId,
        });
        await follow(`the deletion of identity connector ${connectorId}`, opcWorkRequestId, connectorId);
        await settled(connectorId);
    } catch (error) {
        if (!isNotFound(error)) throw error;
    }
}

function settled(connectorId: string): Promise<IdentityConnector> {
    return atRest(`identity connector ${connectorId}`, () => getConnector(connectorId));
}
