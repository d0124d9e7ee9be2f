import { isNotFound, unlessMissing } from "../core/errors";
import { odbCall, odbListStanding } from "./odb";

/** Access to one AWS service from an ODB network. */
interface NetworkAccess {
    /** ENABLED, ENABLING, DISABLED or DISABLING. */
    readonly status: string;
    readonly policyDocument?: string;
}

/** An ODB network with its access to STS and KMS. */
export interface OdbNetwork {
    readonly id: string;
    readonly arn: string;
    readonly status: string;
    readonly statusReason?: string;
    readonly sts: NetworkAccess;
    readonly kms: NetworkAccess;
}

/** Changes of a network. Members that are absent stay as they are. */
export interface NetworkChange {
    readonly stsAccess?: "ENABLED";
    readonly kmsAccess?: "ENABLED";
    readonly stsPolicyDocument?: string;
    readonly kmsPolicyDocument?: string;
}

/** An ODB network, as AWS lists it. */
export interface ListedNetwork {
    readonly odbNetworkId: string;
    readonly odbNetworkArn?: string;
    readonly displayName?: string;
    readonly status?: string;
    readonly availabilityZoneId?: string;
    readonly clientSubnetCidr?: string;
    readonly backupSubnetCidr?: string;
}

interface Answer {
    readonly odbNetwork: {
        readonly odbNetworkId: string;
        readonly odbNetworkArn?: string;
        readonly status?: string;
        readonly statusReason?: string;
        readonly managedServices?: {
            readonly stsAccess?: { readonly status?: string; readonly stsPolicyDocument?: string };
            readonly kmsAccess?: { readonly status?: string; readonly kmsPolicyDocument?: string };
        };
    };
}

/** The ODB networks of the account in a Region. */
export function listOdbNetworks(region: string): Promise<ListedNetwork[]> {
    return odbListStanding("ListOdbNetworks", "odbNetworks", region);
}

/**
 * Throws a `ServiceError` that `isNotFound` recognises when there is no such network.
 * @param region Region of the network. Default: the Region of the stack.
 */
export async function getOdbNetwork(odbNetworkId: string, region?: string): Promise<OdbNetwork> {
    const { odbNetwork: found } = (await odbCall("GetOdbNetwork", { odbNetworkId }, region)) as Answer;
    const { stsAccess, kmsAccess } = found.managedServices ?? {};
    return {
        id: found.odbNetworkId,
        arn: found.odbNetworkArn ?? "",
        status: found.status ?? "UNKNOWN",
        ...(found.statusReason ? { statusReason: found.statusReason } : {}),
        sts: access(stsAccess?.status, stsAccess?.stsPolicyDocument),
        kms: access(kmsAccess?.status, kmsAccess?.kmsPolicyDocument),
    };
}

/** The same; `undefined` when there is no such network. */
export function findOdbNetwork(odbNetworkId: string, region?: string): Promise<OdbNetwork | undefined> {
    return unlessMissing(isNotFound, () => getOdbNetwork(odbNetworkId, region));
}

/** Starts a change of a network. The call has no retry token, but a repeated call asks for the same result. */
export async function updateOdbNetwork(odbNetworkId: string, change: NetworkChange): Promise<void> {
    await odbCall("UpdateOdbNetwork", { odbNetworkId, ...change });
}

function access(status = "DISABLED", policyDocument?: string): NetworkAccess {
    return policyDocument === undefined ? { status } : { status, policyDocument };
}
