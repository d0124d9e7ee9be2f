import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link DatabaseKeyLocation}. */
export interface DatabaseKeyLocationArgs {
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
    keyId: pulumi.Input<string>;
    /**
     * What people call that key; shown in diffs, sent nowhere.
     * @default none
     * @example "AWS KMS alias/exadata/tde"
     */
    keyLocation?: pulumi.Input<string>;
}

/**
 * Moves the TDE master encryption key of an existing container database and its PDBs from the Oracle Wallet to AWS KMS
 * (`ChangeEncryptionKeyLocation`). A database that uses the key already is adopted; one under another key is refused.
 * There is no way back to the wallet: deleting this resource changes nothing.
 */
export class DatabaseKeyLocation extends HostedResource {
    /** OCID of the VM cluster. */
    declare readonly vmClusterOcid: pulumi.Output<string>;
    /** Name of the container database. */
    declare readonly databaseName: pulumi.Output<string>;
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** OCID of the registered key. */
    declare readonly keyId: pulumi.Output<string>;
    /** What people call the key. */
    declare readonly keyLocation: pulumi.Output<string | undefined>;
    /** OCID of the compartment of the database. */
    declare readonly compartmentId: pulumi.Output<string>;
    /** Where the key was before: `Oracle Wallet`, or `AWS KMS` for an adopted database. */
    declare readonly previousKeyLocation: pulumi.Output<string>;
    /** OCID of the work request of the change, when the service gave one. */
    declare readonly workRequestId: pulumi.Output<string | undefined>;
    /** When the change was done, ISO 8601; absent for an adopted database. */
    declare readonly changedAt: pulumi.Output<string | undefined>;

    constructor(name: string, args: DatabaseKeyLocationArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "DatabaseKeyLocation",
                operations: "key-location",
                outputs: [
                    "databaseId",
                    "databaseName",
                    "compartmentId",
                    "previousKeyLocation",
                    "workRequestId",
                    "changedAt",
                ],
            },
            name,
            { ...args },
            opts,
        );
    }
}
