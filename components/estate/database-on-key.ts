import type * as pulumi from "@pulumi/pulumi";
import { EncryptedDatabase } from "../encrypted-database";
import type { DatabaseEntry } from "./database-args";

/** What a database gets from its cluster and its key. */
interface Place {
    vmClusterOcid: pulumi.Input<string>;
    registeredKeyId: pulumi.Input<string>;
    keyLabel: pulumi.Input<string>;
    protect: boolean;
}

/** The database of an entry: an existing one that is moved to its key, or one that is created on it. */
export function databaseOnKey(
    name: string,
    entry: DatabaseEntry,
    { protect, ...place }: Place,
    opts: pulumi.ComponentResourceOptions,
): EncryptedDatabase {
    const { name: databaseName, create, rotationTriggers, pluggableDatabases, allPluggableDatabases } = entry;
    const rotated = { rotationTriggers, pluggableDatabases, allPluggableDatabases };
    if (create === undefined) {
        return new EncryptedDatabase(name, { ...place, ...rotated, existing: { name: databaseName } }, opts);
    }
    const { adminPasswordConfig: _, ...creation } = create;
    return new EncryptedDatabase(name, { ...place, ...rotated, ...creation, databaseName, protect }, opts);
}
