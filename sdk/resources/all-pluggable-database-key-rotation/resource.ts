import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** What became of the last rotation of one PDB. */
export interface PluggableDatabaseRotation {
    /** Name of the PDB. */
    readonly name: string;
    /** OCID of the PDB. */
    readonly pluggableDatabaseId: string;
    /** How often it was rotated here. */
    readonly generation: number;
    /** `SUCCEEDED` or `FAILED`. */
    readonly lastOutcome?: string;
    /** Why it failed, in the service's words. */
    readonly reason?: string;
    /** OCID of the work request of the last rotation, when the service gave one. */
    readonly lastWorkRequestId?: string;
    /** When the last rotation was done, ISO 8601. */
    readonly lastRotatedAt?: string;
}

/** Arguments of {@link AllPluggableDatabaseKeyRotation}. */
export interface AllPluggableDatabaseKeyRotationArgs {
    /**
     * OCID of the container database; a change replaces the resource, which rotates nothing.
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId: pulumi.Input<string>;
    /**
     * A value that is added or changed rotates each PDB exactly once; creation and removal rotate nothing.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Rotation of the TDE master encryption keys of every PDB that a container database has at the time
 * (`RotatePluggableDatabaseEncryptionKey`). One that fails does not stop the others, and is the only one that is rotated
 * when the run is repeated. Deleting the resource changes nothing.
 */
export class AllPluggableDatabaseKeyRotation extends HostedResource {
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** How often the PDB that was rotated most was rotated; 0 at creation. */
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
