import type { Exadata } from "../core/exadata";
import type { World } from "../core/world";
import type { Cloud } from "./cloud";
import { databaseKeyOperations } from "./database/database-keys";
import { databaseOperations } from "./database/databases";
import { dbHomeOperations } from "./database/db-homes";
import { infrastructureOperations } from "./database/infrastructures";
import { keyStoreOperations } from "./database/key-store";
import { pluggableDatabaseOperations } from "./database/pluggable-databases";
import { vmClusterOperations } from "./database/vm-clusters";
import { connectorOperations } from "./dbmulticloud/connectors";
import { discoveryOperations } from "./dbmulticloud/discoveries";
import { keyReplicationOperations } from "./dbmulticloud/key-replication";
import { keyOperations } from "./dbmulticloud/keys";
import { policyOperations } from "./identity/policies";
import { tenancyOperations } from "./identity/tenancy";
import { RetryTokens } from "./wire/retry-tokens";
import { type Endpoint, serve } from "./wire/server";
import { workRequestOperations } from "./work-requests/operations";
import { WorkRequests } from "./work-requests/work-requests";

export type { Endpoint } from "./wire/server";

export interface OciOptions {
    /** Public keys (PEM) by the keyId under which requests are signed: `<tenancy>/<user>/<fingerprint>`. */
    keys: ReadonlyMap<string, string>;
}

/** OCI on loopback: Database, dbmulticloud, Identity and Work Requests behind one endpoint. */
export function startOci(world: World, exadata: Exadata, { keys }: OciOptions): Promise<Endpoint> {
    const tokens = new RetryTokens();
    const cloud: Cloud = { world, exadata, tokens, workRequests: new WorkRequests(world) };
    const operations = [
        ...connectorOperations(cloud),
        ...keyOperations(cloud),
        ...keyReplicationOperations(cloud),
        ...discoveryOperations(cloud),
        ...vmClusterOperations(cloud),
        ...keyStoreOperations(cloud),
        ...infrastructureOperations(cloud),
        ...dbHomeOperations(cloud),
        ...databaseOperations(cloud),
        ...databaseKeyOperations(cloud),
        ...pluggableDatabaseOperations(cloud),
        ...policyOperations(cloud),
        ...tenancyOperations(cloud),
        ...workRequestOperations(cloud),
    ];
    return serve({ world, keys, operations, tokens });
}
