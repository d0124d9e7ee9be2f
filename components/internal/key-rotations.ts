import * as pulumi from "@pulumi/pulumi";
import { AllPluggableDatabaseKeyRotation, type DatabaseKey, PluggableDatabaseKeyRotation } from "../../sdk/resources";

/** Rotation of one pluggable database, or of all of a container. */
export interface PluggableDatabaseKeyArgs {
    /**
     * Rotate the master key once whenever one of these values is added or changed; nothing is rotated at creation.
     * @default none: it is not rotated
     * @example { audit: "2026-11" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** What became of the last rotation of a database; empty as long as there was none. */
export interface KeyRotation {
    /** OCID of the work request, when the service gave one. */
    workRequestId?: string;
    /** When it was done, ISO 8601. */
    rotatedAt?: string;
    /** `SUCCEEDED`, or `FAILED` for one of several pluggable databases. */
    outcome?: string;
    /** Why it failed, in the service's words. */
    reason?: string;
}

/** How a database is rotated, alone or in an estate. */
export interface DatabaseRotationSettings {
    /**
     * Rotate the master key of the container database once whenever one of these values is added or changed; nothing is rotated at creation.
     * @default none: it is not rotated
     * @example { quarter: "2026-Q4" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Pluggable databases to rotate, by name or OCID. One that fails does not stop those that the engine has begun (`--parallel`,
     * four for each processor unless told otherwise). The remaining ones run on the next `pulumi up`. No database is rotated twice.
     * @default none
     * @example { HRPDB: { rotationTriggers: { audit: "2026-11" } } }
     */
    pluggableDatabases?: { [nameOrOcid: string]: PluggableDatabaseKeyArgs };
    /**
     * Rotate every pluggable database that the container has at the time, once whenever a value is added or changed; excludes `pluggableDatabases`.
     * One that fails does not stop the others, and is the only one that is rotated when the run is repeated.
     * @default none: they are not rotated
     * @example { rotationTriggers: { audit: "2026-11" } }
     */
    allPluggableDatabases?: PluggableDatabaseKeyArgs;
}

interface Rotations {
    container: { rotations: pulumi.Output<number>; last: pulumi.Output<KeyRotation> };
    pluggable: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;
}

/** The rotations of a database that is on AWS KMS: of its root, which its key resource makes, and of some PDBs or all. */
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
