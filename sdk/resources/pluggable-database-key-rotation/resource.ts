import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link PluggableDatabaseKeyRotation}. */
export interface PluggableDatabaseKeyRotationArgs {
    /**
     * OCID of the container database; a change replaces the resource, which rotates nothing.
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId: pulumi.Input<string>;
    /**
     * Name or OCID of the pluggable database; a change replaces the resource.
     * @example "HRPDB"
     */
    pluggableDatabase: pulumi.Input<string>;
    /**
     * A value that is added or changed rotates exactly once; creation and removal rotate nothing.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Rotation of the TDE master encryption key of one PDB (`RotatePluggableDatabaseEncryptionKey`): a new master key
 * version (MKID) under the same KMS key. Deleting the resource changes nothing.
 */
export class PluggableDatabaseKeyRotation extends HostedResource {
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** Name or OCID of the pluggable database, as the program gives it. */
    declare readonly pluggableDatabase: pulumi.Output<string>;
    /** OCID of the PDB. */
    declare readonly pluggableDatabaseId: pulumi.Output<string>;
    /** How many rotations this resource has made; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** OCID of the work request of the last rotation, when the service gave one. */
    declare readonly lastWorkRequestId: pulumi.Output<string | undefined>;
    /** When the last rotation was done, ISO 8601. */
    declare readonly lastRotatedAt: pulumi.Output<string | undefined>;
    /** `SUCCEEDED` after a rotation. */
    declare readonly lastOutcome: pulumi.Output<string | undefined>;

    constructor(name: string, args: PluggableDatabaseKeyRotationArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "PluggableDatabaseKeyRotation",
                path: "resources/pluggable-database-key-rotation",
                outputs: ["pluggableDatabaseId", "generation", "lastWorkRequestId", "lastRotatedAt", "lastOutcome"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
