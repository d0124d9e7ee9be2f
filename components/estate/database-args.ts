import type * as pulumi from "@pulumi/pulumi";
import type { NewDatabaseSettings } from "../args/encrypted-database";
import type { DatabaseRotationSettings } from "../internal/key-rotations";

/** A database to create, in a home of its own. */
export interface NewDatabaseEntry extends NewDatabaseSettings {
    /** Version of Oracle Database, 19c or later; a change is refused. @example "19.0.0.0" */
    dbVersion: pulumi.Input<string>;
    /**
     * Name of the secret value of the stack config that holds that password, for estates that are read from there.
     * @default none: the password is made, or given as `adminPassword`
     * @example "crmPassword"
     */
    adminPasswordConfig?: string;
}

/** A database of a cluster: one that exists, or one to create. */
export interface DatabaseEntry extends DatabaseRotationSettings {
    /**
     * Name of the container database. Under another name the entry is another database: one that exists stays on its key and is
     * rotated no more, one that the estate made would be deleted, which is refused.
     * @example "SALES01"
     */
    name: string;
    /** Name of the key to put it on: one of the estate's keys. @example "tde" */
    key: string;
    /**
     * Create the database on its key, instead of moving one that exists.
     * @default none: the database exists
     * @example { dbVersion: "19.0.0.0", pluggableDatabaseName: "CRMPDB" }
     */
    create?: NewDatabaseEntry;
}
