import * as pulumi from "@pulumi/pulumi";
import { AllPluggableDatabaseKeyRotation, type DatabaseKey, PluggableDatabaseKeyRotation } from "../../sdk/dynamic";
import { checkPluggableDatabase, type Fault } from "../../sdk/validation";

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

/** The arguments by which a database is rotated. */
interface RotationArgs {
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    pluggableDatabases?: { [nameOrOcid: string]: PluggableDatabaseKeyArgs };
    allPluggableDatabases?: PluggableDatabaseKeyArgs;
}

interface Rotations {
    container: { rotations: pulumi.Output<number>; last: pulumi.Output<KeyRotation> };
    pluggable: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;
}

/** Rotating a PDB by its name and among all would rotate it twice for one change. */
export function checkRotations({ pluggableDatabases, allPluggableDatabases }: RotationArgs): Fault[] {
    const faults = Object.keys(pluggableDatabases ?? {}).flatMap((pdb) =>
        checkPluggableDatabase("pluggableDatabases", pdb),
    );
    if (pluggableDatabases === undefined || allPluggableDatabases === undefined) return faults;
    const reason = "is given together with `pluggableDatabases`";
    return [...faults, { path: "allPluggableDatabases", reason, remedy: "rotate some by name, or all of them" }];
}

/** The rotations of a database that is on AWS KMS: of its root, which its key resource makes, and of some PDBs or all. */
export function keyRotations(
    name: string,
    args: RotationArgs,
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
