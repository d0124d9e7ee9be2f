import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link PluggableDatabaseKeyRotation}. */
export interface PluggableDatabaseKeyRotationArgs {
    /**
     * OCID of the container database. A change replaces the resource, which rotates nothing.
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId: pulumi.Input<string>;
    /**
     * Name or OCID of the pluggable database. A change replaces the resource, which rotates nothing.
     * @example "HRPDB"
     */
    pluggableDatabase: pulumi.Input<string>;
    /**
     * Adding or changing a value rotates the PDB exactly once. Creation rotates nothing, and neither does removing a value.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Rotation of the TDE master encryption key of one PDB (`RotatePluggableDatabaseEncryptionKey`). It creates a new version (MKID)
 * under the same KMS key. Deleting the resource changes nothing.
 */
export class PluggableDatabaseKeyRotation extends HostedResource {
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** Name or OCID of the pluggable database, as the program gives it. */
    declare readonly pluggableDatabase: pulumi.Output<string>;
    /** OCID of the PDB. */
    declare readonly pluggableDatabaseId: pulumi.Output<string>;
    /** Number of rotations by this resource; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** OCID of the work request of the last rotation, if the service returned one. */
    declare readonly lastWorkRequestId: pulumi.Output<string | undefined>;
    /** When the last rotation finished, in ISO 8601. */
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
