import * as pulumi from "@pulumi/pulumi";
import { AllPluggableDatabaseKeyRotation, type DatabaseKey, PluggableDatabaseKeyRotation } from "../../sdk/resources";

/** Rotation of one pluggable database, or of all pluggable databases of a container database. */
export interface PluggableDatabaseKeyArgs {
    /**
     * Rotate the master key once whenever one of these values is added or changed. Creation rotates nothing.
     * @default none; it is not rotated
     * @example { audit: "2026-11" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** The last rotation of a database; empty before the first rotation. */
export interface KeyRotation {
    /** OCID of the work request, if the service returned one. */
    workRequestId?: string;
    /** When the rotation finished, in ISO 8601. */
    rotatedAt?: string;
    /** `SUCCEEDED`. With `allPluggableDatabases` also `FAILED`. */
    outcome?: string;
    /** Why the rotation failed, in the service's words. */
    reason?: string;
}

/** How a database is rotated. Used by the component and by an estate. */
export interface DatabaseRotationSettings {
    /**
     * Rotate the master key of the container database once whenever one of these values is added or changed. Creation rotates
     * nothing, and neither does removing a value.
     * @default none; it is not rotated
     * @example { quarter: "2026-Q4" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Pluggable databases to rotate, by name or OCID. If one fails, those that the engine has already started still finish
     * (`--parallel`; by default four for each processor). The remaining ones run on the next `pulumi up`. No database is rotated
     * twice. Excludes `allPluggableDatabases`.
     * @default none
     * @example { HRPDB: { rotationTriggers: { audit: "2026-11" } } }
     */
    pluggableDatabases?: { [nameOrOcid: string]: PluggableDatabaseKeyArgs };
    /**
     * Rotate every pluggable database that the container has at that time, once whenever a value is added or changed. If one
     * fails, the others are still rotated, and the next `pulumi up` rotates only the failed one. Excludes `pluggableDatabases`.
     * @default none; they are not rotated
     * @example { rotationTriggers: { audit: "2026-11" } }
     */
    allPluggableDatabases?: PluggableDatabaseKeyArgs;
}

interface Rotations {
    container: { rotations: pulumi.Output<number>; last: pulumi.Output<KeyRotation> };
    pluggable: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;
}

/**
 * The rotations of a database on AWS KMS. The DatabaseKey resource rotates the root. Other resources rotate some or all PDBs.
 */
export function keyRotations(
    name: string,
    args: DatabaseRotationSettings,
    root: DatabaseKey,
    opts: pulumi.CustomResourceOptions,
): Rotations {
    const { databaseId } = root;
    const child = { ...opts, dependsOn: root };
    const named = Object.entries(args.pluggableDatabases ?? {}).map(([pluggableDatabase, { rotationTriggers }]) => {
        const inputs = { databaseId, pluggableDatabase, rotationTriggers };
        const rotation = new PluggableDatabaseKeyRotation(`${name}-${pluggableDatabase}`, inputs, child);
        return [pluggableDatabase, lastOf(rotation)] as const;
    });
    const all =
        args.allPluggableDatabases &&
        new AllPluggableDatabaseKeyRotation(
            name,
            { databaseId, rotationTriggers: args.allPluggableDatabases.rotationTriggers },
            child,
        );
    return {
        container: { rotations: root.generation, last: lastOf(root) },
        pluggable: all === undefined ? pulumi.output(Object.fromEntries(named)) : resultsOf(all),
    };
}

function lastOf(rotation: DatabaseKey | PluggableDatabaseKeyRotation): pulumi.Output<KeyRotation> {
    return pulumi
        .all([rotation.lastWorkRequestId, rotation.lastRotatedAt, rotation.lastOutcome])
        .apply(([workRequestId, rotatedAt, outcome]) => ({ workRequestId, rotatedAt, outcome }));
}

function resultsOf(rotation: AllPluggableDatabaseKeyRotation): pulumi.Output<{ [name: string]: KeyRotation }> {
    return rotation.results.apply((results) =>
        Object.fromEntries(
            (results ?? []).map(({ name, lastWorkRequestId, lastRotatedAt, lastOutcome, reason }) => [
                name,
                { workRequestId: lastWorkRequestId, rotatedAt: lastRotatedAt, outcome: lastOutcome, reason },
            ]),
        ),
    );
}
