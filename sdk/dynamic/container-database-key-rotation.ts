import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link ContainerDatabaseKeyRotation}. */
export interface ContainerDatabaseKeyRotationArgs {
    /**
     * OCID of the container database; a change replaces the resource, which rotates nothing.
     * @example "ocid1.database.oc1.iad.anuw…"
     */
    databaseId: pulumi.Input<string>;
    /**
     * OCID of the registered AWS key that the database must use. Rotation is refused when it uses another.
     * @default any AWS key
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa…"
     */
    keyId?: pulumi.Input<string>;
    /**
     * Any change rotates exactly once; creation rotates nothing.
     * @default none
     * @example { quarter: "2026-Q1" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * Rotation of the TDE master encryption key of a container database's root (`RotateVaultKey`): a new master key version
 * (MKID) under the same KMS key. Deleting the resource changes nothing.
 */
export class ContainerDatabaseKeyRotation extends HostedResource {
    /** OCID of the container database. */
    declare readonly databaseId: pulumi.Output<string>;
    /** How many rotations this resource has made; 0 at creation. */
    declare readonly generation: pulumi.Output<number>;
    /** OCID of the work request of the last rotation, when the service gave one. */
    declare readonly lastWorkRequestId: pulumi.Output<string | undefined>;
    /** When the last rotation was done, ISO 8601. */
    declare readonly lastRotatedAt: pulumi.Output<string | undefined>;
    /** `SUCCEEDED` after a rotation. */
    declare readonly lastOutcome: pulumi.Output<string | undefined>;

    constructor(name: string, args: ContainerDatabaseKeyRotationArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "ContainerDatabaseKeyRotation",
                operations: "container-rotation",
                outputs: ["generation", "lastWorkRequestId", "lastRotatedAt", "lastOutcome"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
