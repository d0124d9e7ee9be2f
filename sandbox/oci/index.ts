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
import { compartmentOperations } from "./identity/compartments";
import { groupOperations } from "./identity/groups";
import { policyOperations } from "./identity/policies";
import { tenancyOperations } from "./identity/tenancy";
import type { Operation } from "./wire/operation";
import { RetryTokens } from "./wire/retry-tokens";
import { type Endpoint, serve } from "./wire/server";
import { workRequestOperations } from "./work-requests/operations";
import { WorkRequests } from "./work-requests/work-requests";

export interface OciEndpoint extends Endpoint {
    /** Where the home region answers. */
    readonly homeEndpoint: string;
}

export interface OciOptions {
    /** Public keys (PEM) by the keyId under which requests are signed: `<tenancy>/<user>/<fingerprint>`. */
    keys: ReadonlyMap<string, string>;
}

/**
 * OCI on loopback: Database, dbmulticloud, Identity and Work Requests behind one endpoint. A tenancy whose home region is
 * apart has a second endpoint there, where no cluster is.
 */
export async function startOci(world: World, exadata: Exadata, { keys }: OciOptions): Promise<OciEndpoint> {
    const { ociRegion, ociHome } = world.settings;
    const tokens = new RetryTokens();
    const start = (region: string, seen: World) => {
        const cloud: Cloud = {
            world: seen,
            everywhere: world,
            region,
            exadata,
            tokens,
            workRequests: new WorkRequests(seen),
        };
        return serve({ world: seen, keys, operations: operationsOf(cloud), tokens });
    };
    const here = await start(ociRegion, world);
    if (ociHome.region === ociRegion) return { ...here, homeEndpoint: here.endpoint };
    const home = await start(ociHome.region, elsewhere(world));
    return {
        endpoint: here.endpoint,
        homeEndpoint: home.endpoint,
        stop: async () => {
            await Promise.all([here.stop(), home.stop()]);
        },
    };
}

/** The same tenancy, seen from a region that holds none of its clusters, keys and databases. */
function elsewhere(world: World): World {
    const regional = [
        ...["clusters", "infrastructures", "connectors", "awsKeys", "discoveries"],
        ...["dbHomes", "databases", "pluggableDatabases", "workRequests"],
    ];
    return Object.create(world, Object.fromEntries(regional.map((name) => [name, { value: new Map() }])));
}

function operationsOf(cloud: Cloud): Operation[] {
    return [
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
        ...compartmentOperations(cloud),
        ...groupOperations(cloud),
        ...workRequestOperations(cloud),
    ];
}
