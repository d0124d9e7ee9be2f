import { ocidBeside } from "../../core/ids";
import type { AwsKey, Database, DbHome } from "../../core/records";
import { type Cloud, change, now, store, type Twin } from "../cloud";
import { newTags } from "../tagging";
import { conflict, invalid, unrelated } from "../wire/errors";
import { requireAwsKey } from "./key-location";
import type { NewDatabase } from "./schemas";

export interface Prepared {
    database: Database;
    /** Absent for a database in Oracle Wallet. */
    key?: AwsKey;
    pluggable: { id: string; pdbName: string } | undefined;
}

/** Checks everything that is checked before a database is accepted. Passwords were looked at, and are left behind here. */
export function prepare(cloud: Cloud, cluster: Twin, home: DbHome, details: NewDatabase): Prepared {
    requireServed(details);
    requireFreeName(cloud, cluster, details);
    const location = details.encryptionKeyLocationDetails;
    const key = location && requireAwsKey(cloud, location, cluster, home.value.dbVersion);
    const database: Database = {
        oci: store({
            id: ocidBeside("database", cluster.ocid),
            compartmentId: home.value.compartmentId,
            characterSet: details.characterSet ?? "AL32UTF8",
            ncharacterSet: details.ncharacterSet ?? "AL16UTF16",
            dbHomeId: home.value.id,
            vmClusterId: cluster.ocid,
            dbName: details.dbName,
            pdbName: details.pdbName,
            dbUniqueName: details.dbUniqueName ?? `${details.dbName}_${cluster.ocid.split(".")[3]}`,
            dbWorkload: details.dbWorkload ?? "OLTP",
            sidPrefix: details.sidPrefix,
            dbBackupConfig: details.dbBackupConfig,
            lifecycleState: "PROVISIONING",
            timeCreated: now(),
            isCdb: true,
            encryptionKeyLocationDetails: key && { providerType: "AWS", awsEncryptionKeyId: key.value.id },
            ...newTags(cloud, details),
            systemTags: {},
        }),
        root: { container: "CDB$ROOT", conId: 1, versions: [] },
        pluggable: new Map(),
    };
    const pluggable =
        details.pdbName === undefined
            ? undefined
            : { id: ocidBeside("pluggabledatabase", cluster.ocid), pdbName: details.pdbName };
    return { database, key, pluggable };
}

/** Shows the accepted database, with the PDB that is made along with it. */
export function show({ world }: Cloud, { database, pluggable }: Prepared): void {
    const { id, compartmentId, timeCreated } = database.oci.value;
    world.databases.set(id, database);
    if (!pluggable) return;
    world.pluggableDatabases.set(
        pluggable.id,
        store({
            ...pluggable,
            containerDatabaseId: id,
            lifecycleState: "PROVISIONING",
            timeCreated: timeCreated ?? now(),
            openMode: "MOUNTED",
            isRestricted: false,
            compartmentId,
            freeformTags: {},
            definedTags: world.tagging.automaticTags("default/sandbox"),
            systemTags: {},
        }),
    );
}

/** What happens when the provisioning time is over. */
export async function provision(cloud: Cloud, prepared: Prepared): Promise<void> {
    await cloud.exadata.createKeys(prepared.database, prepared.key);
    change(prepared.database.oci, { lifecycleState: "AVAILABLE" });
    const pluggable = cloud.world.pluggableDatabases.get(prepared.pluggable?.id ?? "");
    if (pluggable) change(pluggable, { lifecycleState: "AVAILABLE", openMode: "READ_WRITE" });
}

export function fail(cloud: Cloud, prepared: Prepared, lifecycleDetails: string): void {
    change(prepared.database.oci, { lifecycleState: "FAILED", lifecycleDetails });
    const pluggable = cloud.world.pluggableDatabases.get(prepared.pluggable?.id ?? "");
    if (pluggable) change(pluggable, { lifecycleState: "FAILED", lifecycleDetails });
}

function requireServed(details: NewDatabase): void {
    const { kmsKeyId, vaultId, keyStoreId, encryptionKeyLocationDetails } = details;
    const foreign = { kmsKeyId, vaultId, keyStoreId };
    for (const [field, value] of Object.entries(foreign)) {
        if (value === undefined) continue;
        if (encryptionKeyLocationDetails) throw invalid(`${field} excludes encryptionKeyLocationDetails.`);
        throw unrelated(field, value);
    }
    if (details.pdbName?.toUpperCase() === details.dbName.toUpperCase()) {
        throw invalid("pdbName must differ from dbName.");
    }
}

function requireFreeName({ world }: Cloud, { ocid: clusterOcid }: Twin, { dbName }: NewDatabase): void {
    const taken = world
        .databasesOn(clusterOcid)
        .some(({ oci }) => oci.value.dbName.toUpperCase() === dbName.toUpperCase());
    if (taken) throw conflict(`The VM cluster already has a database named ${dbName}.`);
}
