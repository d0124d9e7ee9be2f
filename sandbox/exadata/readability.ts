import type { Database, KeyRing } from "../core/records";
import type { World } from "../core/world";
import type { AwsClients } from "./aws/clients";
import { asRefusal } from "./aws/refusals";
import type { RoleSession } from "./aws/session";
import { openDatabaseSession } from "./databases";
import { currentVersion } from "./key-versions";
import { registeredKeyId } from "./registered-keys";

export interface Readability {
    readable: boolean;
    /** Why not, in the words of KMS, STS or the cluster. */
    reason?: string;
}

export interface PluggableDatabaseView extends Readability {
    name: string;
    ocid: string;
    masterKeyId: string;
}

/** A database as seen from the outside: where its keys are, and whether it can use them now. */
export interface DatabaseView extends Readability {
    name: string;
    ocid: string;
    vmClusterId: string;
    vmCluster: string;
    keystore: "WALLET" | "AWS" | "OKV" | "OCI";
    keyArn?: string;
    registeredKeyId?: string;
    masterKeyId: string;
    pluggableDatabases: PluggableDatabaseView[];
}

/** Looks at every database. Those on AWS KMS really sign in and decrypt at each call. */
export function inspectDatabases(world: World, clients: AwsClients): Promise<DatabaseView[]> {
    const present = [...world.databases.values()].filter((one) => one.oci.value.lifecycleState !== "TERMINATED");
    return Promise.all(present.map((database) => inspect(world, clients, database)));
}

async function inspect(world: World, clients: AwsClients, database: Database): Promise<DatabaseView> {
    const { value } = database.oci;
    const current = currentVersion(database.root);
    const session = lazySession(world, clients, database);
    const [root, ...pluggable] = await Promise.all([
        tryRing(database.root, session),
        ...[...database.pluggable].map(async ([ocid, ring]) => ({
            name: ring.container,
            ocid,
            masterKeyId: currentVersion(ring)?.id ?? "",
            ...(await tryRing(ring, session)),
        })),
    ]);
    return {
        name: value.dbName,
        ocid: value.id,
        vmClusterId: value.vmClusterId ?? "",
        vmCluster: world.clusterByOcid(value.vmClusterId ?? "")?.displayName ?? "",
        keystore: current?.keystore ?? "WALLET",
        keyArn: current?.keyArn,
        registeredKeyId: registeredKeyId(value.encryptionKeyLocationDetails),
        masterKeyId: current?.id ?? "",
        ...root,
        pluggableDatabases: pluggable,
    };
}

/** One sign-in for all containers of a database, and none for a database in the wallet. */
function lazySession(world: World, clients: AwsClients, database: Database): () => Promise<RoleSession> {
    let session: Promise<RoleSession> | undefined;
    return () => {
        session ??= openDatabaseSession(world, clients, database);
        return session;
    };
}

async function tryRing(ring: KeyRing, session: () => Promise<RoleSession>): Promise<Readability> {
    const version = currentVersion(ring);
    if (!version) return { readable: false, reason: `${ring.container} has no master key yet.` };
    if (version.keystore !== "AWS") return { readable: true };
    try {
        await (await session()).decrypt(version.keyArn ?? "", version.id, version.wrapped ?? "");
        return { readable: true };
    } catch (error) {
        const refusal = asRefusal(error, "KMS");
        return { readable: false, reason: `${refusal.code}: ${refusal.message}` };
    }
}
