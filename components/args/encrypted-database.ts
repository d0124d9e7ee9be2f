import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseRotationSettings } from "../internal/key-rotations";

/** A container database that exists: by name or by OCID. Its keys are moved; it is never changed otherwise, and never deleted. */
export interface ExistingDatabaseArgs {
    /**
     * Name of the container database.
     * @default `id` is needed
     * @example "SALES01"
     */
    name?: pulumi.Input<string>;
    /**
     * OCID of the container database.
     * @default `name` is needed
     * @example "ocid1.database.oc1.iad.aaaa"
     */
    id?: pulumi.Input<string>;
}

/** What is said of a new database, alone or in an estate. */
export interface NewDatabaseSettings {
    /**
     * Version of Oracle Database, 19c or later; a change is refused.
     * @default required for a new database
     * @example "19.0.0.0"
     */
    dbVersion?: pulumi.Input<string>;
    /**
     * Password of SYS and SYSTEM: 9 to 30 characters, two each of upper-case letters, lower-case letters, digits and of `_`, `#`, `-`. It is
     * a secret in the state, and in no message or output.
     * @default made by a RandomPassword of \@pulumi/random
     * @example new pulumi.Config().requireSecret("crmPassword")
     */
    adminPassword?: pulumi.Input<string>;
    /**
     * Name of the database home; a change is refused.
     * @default the name of the component
     * @example "crm-home"
     */
    dbHomeName?: pulumi.Input<string>;
    /**
     * Name of the pluggable database that is made along with it; a change is refused.
     * @default none
     * @example "CRMPDB"
     */
    pluggableDatabaseName?: pulumi.Input<string>;
    /**
     * Character set; a change is refused.
     * @default "AL32UTF8"
     * @example "AL32UTF8"
     */
    characterSet?: pulumi.Input<string>;
    /**
     * National character set; a change is refused.
     * @default "AL16UTF16"
     * @example "AL16UTF16"
     */
    nationalCharacterSet?: pulumi.Input<string>;
    /**
     * OCI free-form tags of home and database.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link EncryptedDatabase}: what to create, or `existing`. */
export interface EncryptedDatabaseArgs extends NewDatabaseSettings, DatabaseRotationSettings {
    /** OCID of the VM cluster: output `vmClusterOcid` of ClusterKeyStore, so that the key store is on first. A change is refused. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * Move the keys of this database to AWS KMS instead of creating one; excludes what describes a new database.
     * @default none: a database is created
     * @example { name: "SALES01" }
     */
    existing?: ExistingDatabaseArgs;
    /**
     * Name of the container database to create, at most 8 letters and digits; a change is refused.
     * @default required unless `existing` is given
     * @example "CRM01"
     */
    databaseName?: pulumi.Input<string>;
    /** OCID of the registered key: output `registeredKeyId` of KeyRegistration. A change is refused. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    registeredKeyId: pulumi.Input<string>;
    /**
     * What people read in a preview for the key: output `label` of CustomerManagedKey.
     * @default none
     * @example "alias/exadata/tde"
     */
    keyLabel?: pulumi.Input<string>;
    /**
     * Protect a new home and database from deletion. Protection that is lifted in the state alone does not let the database go: while it
     * is on AWS KMS, its removal is refused until the program has said `protect: false` in a run before.
     * @default true
     * @example false
     */
    protect?: boolean;
}
