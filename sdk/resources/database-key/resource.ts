import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link DatabaseKey}. */
export interface DatabaseKeyArgs {
    /**
     * OCID of the VM cluster that runs the database. A change is refused.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * Name of the container database, 1 to 8 letters and digits. Give either `databaseName` or `databaseId`. A change to another
     * database is refused.
     * @default required unless `databaseId` is given
     * @example "SALES01"
     */
    databaseName?: pulumi.Input<string>;
    /**
     * OCID of the container database. Give either `databaseId` or `databaseName`. A change to another database is refused.
     * @default the OCID of the database named `databaseName`
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId?: pulumi.Input<string>;
    /**
     * OCID of the registered AWS key. A change is refused: the service cannot change one AWS key for another.
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa…"
     */
    registeredKeyId: pulumi.Input<string>;
    /**
     * Name of the key for people. It is shown in diffs and sent nowhere. A new name alone is not a change.
     * @default none
     * @example "AWS KMS alias/exadata/tde"
     */
    keyLocation?: pulumi.Input<string>;
    /**
     * Adding or changing a value rotates the key of the container root exactly once. Creation rotates nothing, and neither does
     * removing a value.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The TDE master encryption keys of an existing container database. The resource moves the key of the container database and
 * those of its PDBs from the Oracle Wallet to AWS KMS (`ChangeEncryptionKeyLocation`). By trigger it rotates the key of the root
 * (`RotateVaultKey`), which creates a new version (MKID) under the same KMS key.
 *
 * A database that already uses the key is adopted. A database under another key is refused. There is no way back to the wallet:
 * deleting this resource changes nothing.
 */
export class DatabaseKey extends HostedResource {
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** Name of the container database. */
    declare readonly databaseName: pulumi.Output<string>;
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** OCID of the registered key. */
    declare readonly registeredKeyId: pulumi.Output<string>;
    /** Name of the key for people. */
    declare readonly keyLocation: pulumi.Output<string | undefined>;
    /** Where the key was before: `Oracle Wallet`, or `AWS KMS` for an adopted database. */
    declare readonly previousKeyLocation: pulumi.Output<string>;
    /** OCID of the work request of the move, if the service returned one. */
    declare readonly workRequestId: pulumi.Output<string | undefined>;
    /** When the move finished, in ISO 8601; absent for an adopted database. */
    declare readonly changedAt: pulumi.Output<string | undefined>;
    /** Number of rotations by this resource; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** OCID of the work request of the last rotation, if the service returned one. */
    declare readonly lastWorkRequestId: pulumi.Output<string | undefined>;
    /** When the last rotation finished, in ISO 8601. */
    declare readonly lastRotatedAt: pulumi.Output<string | undefined>;
    /** `SUCCEEDED` after a rotation. */
    declare readonly lastOutcome: pulumi.Output<string | undefined>;

    constructor(name: string, args: DatabaseKeyArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "DatabaseKey",
                path: "resources/database-key",
                outputs: [
                    "databaseId",
                    "databaseName",
                    "previousKeyLocation",
                    "workRequestId",
                    "changedAt",
                    "generation",
                    "lastWorkRequestId",
                    "lastRotatedAt",
                    "lastOutcome",
                ],
            },
            name,
            { ...args },
            opts,
        );
    }
}
