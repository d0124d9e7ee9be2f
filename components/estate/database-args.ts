import type * as pulumi from "@pulumi/pulumi";
import type { PluggableDatabaseKeyArgs } from "../database-encryption";

/** A database to create, in a home of its own. */
export interface NewDatabaseEntry {
    /** Version of Oracle Database, 19c or later; a change is refused. @example "19.0.0.0" */
    dbVersion: string;
    /**
     * Password of SYS and SYSTEM, as EncryptedDatabase wants it.
     * @default made by a RandomPassword of \@pulumi/random
     * @example new pulumi.Config().requireSecret("crmPassword")
     */
    adminPassword?: pulumi.Input<string>;
    /**
     * Name of the secret value of the stack config that holds that password, for estates that are read from there.
     * @default none: the password is made
     * @example "crmPassword"
     */
    adminPasswordConfig?: string;
    /**
     * Name of the database home; a change is refused.
     * @default made of the names of estate, cluster and database
     * @example "crm-home"
     */
    dbHomeName?: string;
    /**
     * Name of the pluggable database that is made along with it; a change is refused.
     * @default none
     * @example "CRMPDB"
     */
    pluggableDatabaseName?: string;
    /**
     * Character set; a change is refused.
     * @default "AL32UTF8"
     * @example "AL32UTF8"
     */
    characterSet?: string;
    /**
     * National character set; a change is refused.
     * @default "AL16UTF16"
     * @example "AL16UTF16"
     */
    nationalCharacterSet?: string;
}

/** A database of a cluster: one that exists, or one to create. */
export interface DatabaseEntry {
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
    /**
     * Rotate the container database once whenever one of these values is added or changed.
     * @default none: it is not rotated
     * @example { quarter: "2026-Q4" }
     */
    rotationTriggers?: { [key: string]: string };
    /**
     * Pluggable databases to rotate, by name or OCID.
     * @default none
     * @example { HRPDB: { rotationTriggers: { audit: "2026-11" } } }
     */
    pluggableDatabases?: { [nameOrOcid: string]: PluggableDatabaseKeyArgs };
    /**
     * Rotate every pluggable database that it has at the time, once whenever a value is added or changed; excludes `pluggableDatabases`.
     * @default none: they are not rotated
     * @example { rotationTriggers: { audit: "2026-11" } }
     */
    allPluggableDatabases?: PluggableDatabaseKeyArgs;
}
