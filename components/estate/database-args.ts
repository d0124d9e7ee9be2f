import type * as pulumi from "@pulumi/pulumi";
import type { NewDatabaseSettings } from "../args/encrypted-database";
import type { DatabaseRotationSettings } from "../internal/key-rotations";

/** A database to create, in a database home of its own. */
export interface NewDatabaseEntry extends NewDatabaseSettings {
    /** Version of Oracle Database, 19c or later. A change is refused. @example "19.0.0.0" */
    dbVersion: pulumi.Input<string>;
    /**
     * Name of the secret stack config value that holds the password of SYS and SYSTEM. Only `readEstate` reads it. In a program,
     * give `adminPassword` instead.
     * @default none; the password is generated, or given as `adminPassword`
     * @example "crmPassword"
     */
    adminPasswordConfig?: string;
}

/** A database of a cluster: an existing one, or one to create. */
export interface DatabaseEntry extends DatabaseRotationSettings {
    /**
     * Name of the container database. Another name means another database. An existing database stays on its key but is no longer
     * rotated. Deleting a database that the estate created is refused.
     * @example "SALES01"
     */
    name: string;
    /** Name of the key for the database: one of the keys of the estate. @example "tde" */
    key: string;
    /**
     * Create the database on its key, instead of moving the keys of an existing one.
     * @default none; the database exists
     * @example { dbVersion: "19.0.0.0", pluggableDatabaseName: "CRMPDB" }
     */
    create?: NewDatabaseEntry;
}
