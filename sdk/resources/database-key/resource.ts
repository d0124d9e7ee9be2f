import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link DatabaseKey}. */
export interface DatabaseKeyArgs {
    /**
     * OCID of the VM cluster that runs the database.
     * @example "ocid1.cloudvmcluster.oc1.iad.anuw…"
     */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * Name of the container database, 1 to 8 letters and digits; either this or `databaseId`.
     * @default required unless `databaseId` is given
     * @example "SALES01"
     */
    databaseName?: pulumi.Input<string>;
    /**
     * OCID of the container database; either this or `databaseName`.
     * @default found by `databaseName`
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId?: pulumi.Input<string>;
    /**
     * OCID of the registered AWS key. It cannot be changed afterwards: the service has no verb for it.
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa…"
     */
    registeredKeyId: pulumi.Input<string>;
    /**
     * What people call that key; shown in diffs, sent nowhere. Another name alone is no change.
     * @default none
     * @example "AWS KMS alias/exadata/tde"
     */
    keyLocation?: pulumi.Input<string>;
    /**
     * A value that is added or changed rotates the root of the container exactly once; creation and removal rotate nothing.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The TDE master encryption key of an existing container database: moved with that of its PDBs from the Oracle Wallet to AWS
 * KMS (`ChangeEncryptionKeyLocation`), and rotated for the root by trigger (`RotateVaultKey`), which makes a new version
 * (MKID) under the same KMS key. A database that uses the key already is adopted; one under another key is refused.
 * There is no way back to the wallet: deleting this resource changes nothing.
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
    /** What people call the key. */
    declare readonly keyLocation: pulumi.Output<string | undefined>;
    /** Where the key was before: `Oracle Wallet`, or `AWS KMS` for an adopted database. */
    declare readonly previousKeyLocation: pulumi.Output<string>;
    /** OCID of the work request of the change, when the service gave one. */
    declare readonly workRequestId: pulumi.Output<string | undefined>;
    /** When the change was done, ISO 8601; absent for an adopted database. */
    declare readonly changedAt: pulumi.Output<string | undefined>;
    /** How many rotations this resource has made; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** OCID of the work request of the last rotation, when the service gave one. */
    declare readonly lastWorkRequestId: pulumi.Output<string | undefined>;
    /** When the last rotation was done, ISO 8601. */
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
