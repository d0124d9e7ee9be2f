import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** The last rotation of one PDB. */
export interface PluggableDatabaseRotation {
    /** Name of the PDB. */
    readonly name: string;
    /** OCID of the PDB. */
    readonly pluggableDatabaseId: string;
    /** Number of times this resource has rotated the PDB. */
    readonly generation: number;
    /** `SUCCEEDED` or `FAILED`. */
    readonly lastOutcome?: string;
    /** Why the rotation failed, in the service's words. */
    readonly reason?: string;
    /** OCID of the work request of the last rotation, if the service returned one. */
    readonly lastWorkRequestId?: string;
    /** When the last rotation finished, in ISO 8601. */
    readonly lastRotatedAt?: string;
}

/** Arguments of {@link AllPluggableDatabaseKeyRotation}. */
export interface AllPluggableDatabaseKeyRotationArgs {
    /**
     * OCID of the container database. A change replaces the resource, which rotates nothing.
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId: pulumi.Input<string>;
    /**
     * Adding or changing a value rotates each PDB exactly once. Creation rotates nothing, and neither does removing a value.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Rotation of the TDE master encryption keys of every PDB that a container database has at that time
 * (`RotatePluggableDatabaseEncryptionKey`). If one PDB fails, the others are still rotated. The next run rotates only the failed
 * one. Deleting the resource changes nothing.
 */
export class AllPluggableDatabaseKeyRotation extends HostedResource {
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** Number of rotations of the PDB that was rotated most often; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** The last rotation of each PDB. */
    declare readonly results: pulumi.Output<PluggableDatabaseRotation[]>;

    constructor(name: string, args: AllPluggableDatabaseKeyRotationArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "AllPluggableDatabaseKeyRotation",
                path: "resources/all-pluggable-database-key-rotation",
                outputs: ["generation", "results"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
