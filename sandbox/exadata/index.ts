import type { Exadata } from "../core/exadata";
import type { Database } from "../core/records";
import type { World } from "../core/world";
import { associateRole, disassociateRole } from "./associations";
import { AwsClients } from "./aws/clients";
import { attachCluster, detachCluster } from "./clusters";
import { connect } from "./connectors";
import { createKeys, moveToAws, rotateContainer, rotatePluggable } from "./databases";
import { encryptionKeys, hsmKeys } from "./listings";
import { type DatabaseView, inspectDatabases } from "./readability";
import { databasesOnAws, databasesUsing, describeKey, discover } from "./registered-keys";

export type { DatabaseView, PluggableDatabaseView } from "./readability";

/** The simulated Exadata with what can be seen of it from the outside. */
export interface ObservableExadata extends Exadata {
    /** Every database with its keys; readability is tried for real at each call. */
    inspect(): Promise<DatabaseView[]>;
    /** As `dbaascli tde getHSMKeys` lists them. */
    hsmKeys(database: Database): string;
    /** As `v$encryption_keys` lists them. */
    encryptionKeys(database: Database): string;
    /** Closes the connections to AWS. */
    close(): void;
}

/** @param options.motoEndpoint where KMS, IAM and STS answer */
export function createExadata(world: World, options: { motoEndpoint: string }): ObservableExadata {
    const clients = new AwsClients(options.motoEndpoint, world.settings.awsRegion);
    return {
        attachCluster: (cluster) => attachCluster(world, cluster),
        detachCluster: (cluster) => detachCluster(world, cluster),
        associateRole: (cluster, roleArn) => associateRole(world, clients, cluster, roleArn),
        disassociateRole: (cluster, roleArn) => disassociateRole(world, cluster, roleArn),
        connect: (connector) => connect(world, clients, connector),
        discover: (discovery) => discover(world, clients, discovery),
        describeKey: (connector, keyArn) => describeKey(world, clients, connector, keyArn),
        databasesOnAws: (clusterOcid) => databasesOnAws(world, clusterOcid),
        databasesUsing: (key) => databasesUsing(world, key),
        createKeys: (database, key) => createKeys(world, clients, database, key),
        moveToAws: (database, key) => moveToAws(world, clients, database, key),
        rotateContainer: (database) => rotateContainer(world, clients, database),
        rotatePluggable: (database, pdbOcid) => rotatePluggable(world, clients, database, pdbOcid),
        inspect: () => inspectDatabases(world, clients),
        hsmKeys,
        encryptionKeys,
        close: () => clients.close(),
    };
}
