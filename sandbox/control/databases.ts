import type { Database, KeyRing } from "../core/records";
import type { World } from "../core/world";
import { touch } from "./touch";

export interface KeyManager {
    keyStoreId?: string;
    kmsKeyId?: string;
    vaultId?: string;
}

/** Puts a database under Oracle Key Vault or OCI Vault; with nothing given, back into its wallet. */
export function putUnder(database: Database, { keyStoreId, kmsKeyId, vaultId }: KeyManager): void {
    const keystore = keyStoreId ? "OKV" : kmsKeyId || vaultId ? "OCI" : "WALLET";
    for (const { versions } of [database.root, ...database.pluggable.values()]) {
        versions.push({ id: `${keystore}.${versions.length + 1}`, keystore, activatedAt: new Date().toISOString() });
    }
    touch(database.oci, { keyStoreId, kmsKeyId, vaultId, encryptionKeyLocationDetails: undefined });
}

/**
 * Makes two databases a Data Guard pair, or changes their roles. A standby has the master keys of its primary, version for
 * version: a rotation of the primary reaches it.
 */
export function pair(world: World, primary: Database, standby: Database): void {
    const member = ({ oci }: Database, role: "PRIMARY" | "STANDBY") => ({
        dbSystemId: oci.value.vmClusterId ?? "",
        databaseId: oci.value.id,
        role,
        transportType: "ASYNC" as const,
        isActiveDataGuardEnabled: false,
    });
    const members = [member(primary, "PRIMARY"), member(standby, "STANDBY")];
    for (const { oci } of [primary, standby]) {
        touch(oci, { dataGuardGroup: { members: structuredClone(members), protectionMode: "MAXIMUM_PERFORMANCE" } });
    }
    follow(primary.root, standby.root);
    locate(world, primary, standby);
    for (const ring of standby.pluggable.values()) {
        const same = [...primary.pluggable.values()].find(({ container }) => container === ring.container);
        if (same) follow(same, ring);
    }
    for (const { value } of world.pluggableDatabases.values()) {
        if (value.containerDatabaseId === standby.oci.value.id) value.openMode = "MOUNTED";
        if (value.containerDatabaseId === primary.oci.value.id) value.openMode = "READ_WRITE";
    }
}

/** The standby opens the same key of KMS, as it is registered for its own cluster. */
function locate(world: World, primary: Database, standby: Database): void {
    const arn = primary.root.versions.at(-1)?.keyArn;
    const connectors = [...world.connectors.values()]
        .filter(({ value }) => value.resourceId === standby.oci.value.vmClusterId)
        .map(({ value }) => value.id);
    const registered = [...world.awsKeys.values()].find(
        ({ value }) => value.awsKeyArn === arn && connectors.includes(value.oracleDbConnectorId ?? ""),
    );
    const location = registered && { providerType: "AWS" as const, awsEncryptionKeyId: registered.value.id };
    touch(standby.oci, { encryptionKeyLocationDetails: arn === undefined ? undefined : location });
}

function follow(leader: KeyRing, follower: KeyRing): void {
    follower.versions = leader.versions;
}
