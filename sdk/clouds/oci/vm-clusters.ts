import { isNotFound, unlessMissing } from "../core/errors";
import { databaseClient } from "./clients";

/** A VM cluster, as OCI sees it. */
export interface VmCluster {
    readonly id: string;
    readonly displayName: string;
    readonly compartmentId: string;
    readonly lifecycleState: string;
    readonly lifecycleDetails?: string;
    /** `AWS`, `OCI`, `AZURE` or `GCP`. `NONE` if the service names no key store. */
    readonly keyStoreType: string;
    /** OCIDs of the identity connectors to AWS. */
    readonly awsConnectorIds: readonly string[];
    readonly etag: string;
}

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getVmCluster(cloudVmClusterId: string): Promise<VmCluster> {
    const client = await databaseClient(cloudVmClusterId);
    const { cloudVmCluster: found, etag } = await client.getCloudVmCluster({ cloudVmClusterId });
    const connectors = (found.multiCloudIdentityConnectorConfigs ?? []).filter(
        ({ cloudProvider }) => cloudProvider === "AWS",
    );
    return {
        id: found.id,
        displayName: found.displayName,
        compartmentId: found.compartmentId,
        lifecycleState: found.lifecycleState,
        ...(found.lifecycleDetails ? { lifecycleDetails: found.lifecycleDetails } : {}),
        keyStoreType: found.tdeKeyStoreType ?? "NONE",
        awsConnectorIds: connectors.flatMap(({ id }) => id ?? []),
        etag,
    };
}

/** The same; `undefined` when there is none, or none that the caller may see. */
export function findVmCluster(cloudVmClusterId: string): Promise<VmCluster | undefined> {
    return unlessMissing(isNotFound, () => getVmCluster(cloudVmClusterId));
}
