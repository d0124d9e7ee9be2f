import { Refusal } from "../core/exadata";
import type { AwsKey, Database, KeyRing, MasterKeyVersion, VmCluster } from "../core/records";
import type { World } from "../core/world";
import type { AwsClients } from "./aws/clients";
import { RoleSession } from "./aws/session";
import { connectorOf } from "./connectors";
import { requireKeyReading } from "./key-reading-policy";
import { currentVersion, newAwsVersion, newWalletVersion } from "./key-versions";
import { registeredKeyId } from "./registered-keys";

/** Conventional container ids: 1 is the root, 2 the seed, PDBs count from 3. */
const firstPluggableConId = 3;

export async function createKeys(world: World, clients: AwsClients, database: Database, key?: AwsKey): Promise<void> {
    const rings = allRings(world, database).filter((ring) => ring.versions.length === 0);
    if (!key) {
        for (const ring of rings) ring.versions.push(newWalletVersion());
        return;
    }
    await renew(world, clients, database, key, rings);
}

export async function moveToAws(world: World, clients: AwsClients, database: Database, key: AwsKey): Promise<void> {
    await renew(world, clients, database, key, allRings(world, database));
}

export async function rotateContainer(world: World, clients: AwsClients, database: Database): Promise<void> {
    await renew(world, clients, database, requireAwsKey(world, database), [database.root]);
}

export async function rotatePluggable(
    world: World,
    clients: AwsClients,
    database: Database,
    pdbOcid: string,
): Promise<void> {
    const key = requireAwsKey(world, database);
    allRings(world, database);
    const ring = database.pluggable.get(pdbOcid);
    if (!ring)
        throw new Refusal("InvalidParameter", `${pdbOcid} is no pluggable database of ${database.oci.value.dbName}.`);
    await renew(world, clients, database, key, [ring]);
}

/** Signs in through a node of the database's cluster; the key store of the cluster must be AWS KMS. */
export async function openDatabaseSession(world: World, clients: AwsClients, database: Database): Promise<RoleSession> {
    const cluster = requireCluster(world, database);
    if (cluster.twin?.value.tdeKeyStoreType !== "AWS")
        throw new Refusal(
            "KeyStoreDisabled",
            `AWS key management is not enabled on VM cluster ${cluster.displayName}.`,
        );
    const connector = connectorOf(world, cluster.ocid);
    if (!connector || connector.value.lifecycleState === "FAILED")
        throw new Refusal("ConnectorDisconnected", `VM cluster ${cluster.displayName} has no identity connector.`);
    const nodes = connector.value.serviceRoleDetails.flatMap((role) => role.awsNodes ?? []);
    const hostName = nodes.find((node) => node.status === "CONNECTED")?.hostName ?? cluster.nodes[0]?.hostName ?? "";
    return RoleSession.open(world, clients, cluster, connector, hostName);
}

/** Gives each ring a new version under the key: all of them or, when one is refused, none. */
async function renew(world: World, clients: AwsClients, database: Database, key: AwsKey, rings: KeyRing[]) {
    const keyArn = key.value.awsKeyArn;
    if (keyArn === undefined || key.value.lifecycleState !== "ACTIVE")
        throw new Refusal("IncorrectState", `Registered key ${key.value.displayName} is not ACTIVE.`);
    requireKeyReading(world, requireCluster(world, database), key.value.compartmentId);
    const session = await openDatabaseSession(world, clients, database);
    const versions: [KeyRing, MasterKeyVersion][] = [];
    for (const ring of rings) versions.push([ring, await newAwsVersion(session, keyArn)]);
    for (const [ring, version] of versions) ring.versions.push(version);
    database.oci.value.encryptionKeyLocationDetails = { providerType: "AWS", awsEncryptionKeyId: key.value.id };
}

/** Every key ring of the database; a PDB that has come up since gets an empty one. */
function allRings(world: World, database: Database): KeyRing[] {
    for (const { value } of world.pluggableDatabases.values()) {
        if (value.containerDatabaseId !== database.oci.value.id || database.pluggable.has(value.id)) continue;
        const conId = firstPluggableConId + database.pluggable.size;
        database.pluggable.set(value.id, { container: value.pdbName, conId, versions: [] });
    }
    return [database.root, ...database.pluggable.values()];
}

function requireAwsKey(world: World, database: Database): AwsKey {
    if (currentVersion(database.root)?.keystore !== "AWS")
        throw new Refusal("IncorrectState", `Database ${database.oci.value.dbName} keeps its keys in Oracle Wallet.`);
    const id = registeredKeyId(database.oci.value.encryptionKeyLocationDetails);
    const key = world.awsKeys.get(id ?? "");
    if (!key)
        throw new Refusal(
            "IncorrectState",
            `The AWS key of database ${database.oci.value.dbName} is no longer registered.`,
        );
    return key;
}

function requireCluster(world: World, database: Database): VmCluster {
    const cluster = world.clusterByOcid(database.oci.value.vmClusterId ?? "");
    if (!cluster)
        throw new Refusal("IncorrectState", `The VM cluster of database ${database.oci.value.dbName} is gone.`);
    return cluster;
}
