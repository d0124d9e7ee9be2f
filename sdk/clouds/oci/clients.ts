import type * as database from "oci-database";
import type * as dbmulticloud from "oci-dbmulticloud";
import type * as identity from "oci-identity";
import type * as workrequests from "oci-workrequests";
import { regionOfOcid } from "../../validation";
import { hostOverrides } from "../core/host-overrides";
import { onConfigChange } from "../core/settings";
import { ociCredentials } from "./access/credentials";
import { OciHttp, plainErrors } from "./http";
import { loadCommon, loadDatabase, loadIdentity, loadMulticloud, loadWorkRequests } from "./modules";
import { ociRegion } from "./settings";

/** The members that all clients of the SDK have. */
interface Client {
    endpoint: string;
    regionId: string;
}

/** Clients by name and place. They are promises, so that calls that start together share one client. */
const clients = new Map<string, Promise<object>>();
let http: Promise<OciHttp> | undefined;

onConfigChange(() => {
    clients.clear();
    http = undefined;
});

/** @param target OCID of the resource. If the OCID names a region, that region is called. */
export function databaseClient(target: string): Promise<database.DatabaseClient> {
    return client(target, "oci_database.DatabaseClient", (params) => new (loadDatabase().DatabaseClient)(params));
}

export function multicloudClient(target: string): Promise<dbmulticloud.DbMulticloudAwsProviderClient> {
    const name = "oci_dbmulticloud.DbMulticloudAwsProviderClient";
    return client(target, name, (params) => new (loadMulticloud().DbMulticloudAwsProviderClient)(params));
}

export function discoveryClient(target: string): Promise<dbmulticloud.MultiCloudResourceDiscoveryClient> {
    const name = "oci_dbmulticloud.MultiCloudResourceDiscoveryClient";
    return client(target, name, (params) => new (loadMulticloud().MultiCloudResourceDiscoveryClient)(params));
}

export function multicloudWorkRequestClient(target: string): Promise<dbmulticloud.WorkRequestClient> {
    const name = "oci_dbmulticloud.WorkRequestClient";
    return client(target, name, (params) => new (loadMulticloud().WorkRequestClient)(params));
}

/** OCIDs of identity resources name no region, so the configured region is called. It accepts changes only if it is the home region. */
export function identityClient(target: string): Promise<identity.IdentityClient> {
    return client(target, "oci_identity.IdentityClient", (params) => new (loadIdentity().IdentityClient)(params));
}

/**
 * Work requests of the Database service. The native provider has no override for them, so an override of the Database service
 * counts for its work requests too.
 */
export function workRequestClient(target: string): Promise<workrequests.WorkRequestClient> {
    const make = (params: Params) => new (loadWorkRequests().WorkRequestClient)(params);
    return client(target, "oci_database.DatabaseClient", make, "oci-workrequests");
}

interface Params {
    readonly httpClient: OciHttp;
}

function client<T extends Client>(
    target: string,
    name: string,
    make: (params: Params) => T,
    module = name,
): Promise<T> {
    const endpoint = hostOverrides().get(name);
    const region = endpoint === undefined ? regionFor(target) : undefined;
    const key = `${module} ${endpoint ?? region}`;
    let made = clients.get(key);
    if (!made) {
        made = connect(make, endpoint, region);
        clients.set(key, made);
        made.catch(() => clients.delete(key));
    }
    return made as Promise<T>;
}

async function connect<T extends Client>(
    make: (params: Params) => T,
    endpoint: string | undefined,
    region: string | undefined,
): Promise<T> {
    http ??= ociCredentials().then((credentials) => new OciHttp(credentials));
    const sending = http;
    const httpClient = await sending.catch((error: unknown) => {
        // Somebody may repair a setting before the next call, so a failure is not kept.
        if (http === sending) http = undefined;
        throw error;
    });
    const made = make({ httpClient });
    if (endpoint !== undefined) made.endpoint = endpoint;
    else made.regionId = region!;
    return plainErrors(made);
}

/** An OCID names an old region by a key of three letters, and a newer one by its name. `oci:region` may be either. */
function regionFor(target: string): string {
    const named = knownRegion(regionOfOcid(target));
    if (named !== undefined) return named;
    const region = ociRegion();
    return knownRegion(region) ?? region;
}

function knownRegion(written = ""): string | undefined {
    const name = written.toLowerCase();
    const regions = loadCommon().Region.values();
    return regions.find(({ regionCode, regionId }) => name !== "" && [regionCode, regionId].includes(name))?.regionId;
}
