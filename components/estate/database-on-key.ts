import type * as pulumi from "@pulumi/pulumi";
import { DatabaseEncryption } from "../database-encryption";
import { EncryptedDatabase } from "../encrypted-database";
import type { DatabaseEntry } from "./database-args";

/** What a database gets from its cluster and its key. */
interface Place {
    vmClusterOcid: pulumi.Input<string>;
    keyId: pulumi.Input<string>;
    keyLabel: pulumi.Input<string>;
    protect: boolean;
}

/** The database of an entry: moved to its key, or created on it. */
export function databaseOnKey(
    name: string,
    entry: DatabaseEntry,
    { protect, ...place }: Place,
    opts: pulumi.ComponentResourceOptions,
): DatabaseEncryption | EncryptedDatabase {
    const { name: databaseName, create, rotationTriggers, pluggableDatabases, allPluggableDatabases } = entry;
    const rotated = { databaseName, rotationTriggers, pluggableDatabases, allPluggableDatabases };
    if (create === undefined) return new DatabaseEncryption(name, { ...place, ...rotated }, opts);
    const { adminPasswordConfig: _, ...creation } = create;
    return new EncryptedDatabase(name, { ...place, ...rotated, ...creation, protect }, opts);
}
