import type * as dbmulticloud from "oci-dbmulticloud";
import { discoveryClient } from "./clients";

/** One thing that a discovery found. */
export interface DiscoveredResource {
    readonly id?: string;
    readonly name?: string;
    readonly location?: string;
    readonly properties?: Readonly<Record<string, string>>;
}

/** A discovery. It looks once, and its result never changes. */
export interface Discovery {
    readonly id: string;
    readonly lifecycleState: string;
    readonly lifecycleDetails?: string;
    readonly resources: readonly DiscoveredResource[];
}

/** Name, tags and compartment of a discovery. */
export interface DiscoveryPlace {
    readonly compartmentId: string;
    readonly displayName: string;
    readonly freeformTags?: Readonly<Record<string, string>>;
    /** By namespace and key. */
    readonly definedTags?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Starts a discovery of KMS keys. @param keyArn The key to look for. Default: every key. @returns OCID of the discovery. */
export async function startKeyDiscovery(
    connectorId: string,
    place: DiscoveryPlace,
    keyArn: string | undefined,
    opcRetryToken: string,
): Promise<string> {
    const client = await discoveryClient(connectorId);
    const details = {
        ...place,
        oracleDbConnectorId: connectorId,
        resourceType: "AWS_KEYS" as dbmulticloud.models.CreateMultiCloudResourceDiscoveryDetails["resourceType"],
        ...(keyArn === undefined ? {} : { resourcesFilter: { awsKeyArn: keyArn } }),
    };
    const answer = await client.createMultiCloudResourceDiscovery({
        createMultiCloudResourceDiscoveryDetails: details,
        opcRetryToken,
    });
    return answer.multiCloudResourceDiscovery.id;
}

/** Throws a `ServiceError` of status 404 when there is none. */
export async function getDiscovery(multiCloudResourceDiscoveryId: string): Promise<Discovery> {
    const client = await discoveryClient(multiCloudResourceDiscoveryId);
    const answer = await client.getMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId });
    const { id, lifecycleState, lifecycleStateDetails, resources } = answer.multiCloudResourceDiscovery;
    return {
        id,
        lifecycleState: lifecycleState ?? "UNKNOWN",
        ...(lifecycleStateDetails ? { lifecycleDetails: lifecycleStateDetails } : {}),
        resources: resources ?? [],
    };
}

/** Gives a discovery another name or other tags. @returns `opc-work-request-id`. */
export async function renameDiscovery(
    multiCloudResourceDiscoveryId: string,
    { displayName, freeformTags, definedTags }: DiscoveryPlace,
): Promise<string | undefined> {
    const client = await discoveryClient(multiCloudResourceDiscoveryId);
    const { opcWorkRequestId } = await client.updateMultiCloudResourceDiscovery({
        multiCloudResourceDiscoveryId,
        updateMultiCloudResourceDiscoveryDetails: {
            displayName,
            freeformTags: { ...freeformTags },
            definedTags: { ...definedTags },
        },
    });
    return opcWorkRequestId || undefined;
}

/** @returns `opc-work-request-id`. */
export async function moveDiscovery(
    multiCloudResourceDiscoveryId: string,
    compartmentId: string,
): Promise<string | undefined> {
    const client = await discoveryClient(multiCloudResourceDiscoveryId);
    const { opcWorkRequestId } = await client.changeMultiCloudResourceDiscoveryCompartment({
        multiCloudResourceDiscoveryId,
        changeMultiCloudResourceDiscoveryCompartmentDetails: { compartmentId },
    });
    return opcWorkRequestId || undefined;
}

/** @returns `opc-work-request-id`. */
export async function deleteDiscovery(multiCloudResourceDiscoveryId: string): Promise<string | undefined> {
    const client = await discoveryClient(multiCloudResourceDiscoveryId);
    const answer = await client.deleteMultiCloudResourceDiscovery({ multiCloudResourceDiscoveryId });
    return answer.opcWorkRequestId || undefined;
}
