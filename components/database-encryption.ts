import * as pulumi from "@pulumi/pulumi";
import { ContainerDatabaseKeyRotation, DatabaseKeyLocation, PluggableDatabaseKeyRotation } from "../sdk/dynamic";
import { checkDatabaseName, checkOcid, checkPluggableDatabase } from "../sdk/validation";
import { refuse } from "./internal/checks";

/** Rotation of one pluggable database. */
export interface PluggableDatabaseKeyArgs {
    /**
     * Rotate the master key of this PDB once whenever one of these values changes.
     * @default none: it is not rotated
     * @example { audit: "2026-11" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link DatabaseEncryption}. */
export interface DatabaseEncryptionArgs {
    /** OCID of the VM cluster: output `vmClusterOcid` of ClusterKeyStore, so that the key store is on first. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid: pulumi.Input<string>;
    /**
     * Name of the container database.
     * @default required unless `databaseId` is given
     * @example "SALES01"
     */
    databaseName?: pulumi.Input<string>;
    /**
     * OCID of the container database, instead of its name.
     * @default found by `databaseName`
     * @example "ocid1.database.oc1.iad.aaaa"
     */
    databaseId?: pulumi.Input<string>;
    /** OCID of the registered key: output `keyId` of KeyRegistration. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    keyId: pulumi.Input<string>;
    /**
     * What people read in a preview for the key: output `label` of ManagedKey.
     * @default none
     * @example "alias/exadata/tde"
     */
    keyLabel?: pulumi.Input<string>;
    /**
     * Rotate the master key of the container database once whenever one of these values changes; nothing is rotated at creation.
     * @default none: it is not rotated
     * @example { quarter: "2026-Q4" }
     */
    rotationTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Pluggable databases to rotate, by name or OCID.
     * @default none
     * @example { HRPDB: { rotationTriggers: { audit: "2026-11" } } }
     */
    pluggableDatabases?: { [nameOrOcid: string]: PluggableDatabaseKeyArgs };
}

/**
 * An existing database whose TDE master keys are kept in AWS KMS: moved from the Oracle Wallet (ChangeEncryptionKeyLocation), rotated by
 * trigger (RotateVaultKey, RotatePluggableDatabaseEncryptionKey). There is no way back to the wallet: removing the component changes nothing.
 * @example new DatabaseEncryption("SALES01", { vmClusterOcid: store.vmClusterOcid, databaseName: "SALES01", keyId: entry.keyId })
 */
export class DatabaseEncryption extends pulumi.ComponentResource {
    /** OCID of the database, known only once it uses the key. */
    public readonly databaseId: pulumi.Output<string>;
    /** Name of the database. */
    public readonly databaseName: pulumi.Output<string>;
    /** How often this component has rotated the container database. */
    public readonly rotations: pulumi.Output<number>;

    constructor(name: string, args: DatabaseEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:DatabaseEncryption", name, {}, opts);
        const one = args.databaseName === undefined ? args.databaseId !== undefined : args.databaseId === undefined;
        const which = {
            path: "databaseName",
            reason: "exactly one of `databaseName` and `databaseId` is needed",
            remedy: "name the database once",
        };
        refuse(this, `DatabaseEncryption ${name}`, [
            ...(one ? [] : [which]),
            ...checkDatabaseName("databaseName", args.databaseName),
            ...checkOcid("databaseId", args.databaseId, "database"),
            ...checkOcid("vmClusterOcid", args.vmClusterOcid, "cloudvmcluster"),
            ...Object.keys(args.pluggableDatabases ?? {}).flatMap((pdb) =>
                checkPluggableDatabase("pluggableDatabases", pdb),
            ),
            ...checkOcid("keyId", args.keyId, "oracledbawskey"),
        ]);
        const location = new DatabaseKeyLocation(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                databaseName: args.databaseName,
                databaseId: args.databaseId,
                keyId: args.keyId,
                keyLocation: args.keyLabel === undefined ? undefined : pulumi.interpolate`AWS KMS ${args.keyLabel}`,
            },
            { parent: this },
        );
        const rotation = new ContainerDatabaseKeyRotation(
            name,
            { databaseId: location.databaseId, rotationTriggers: args.rotationTriggers },
            { parent: this, dependsOn: location },
        );
        for (const [pluggableDatabase, pluggable] of Object.entries(args.pluggableDatabases ?? {})) {
            new PluggableDatabaseKeyRotation(
                `${name}-${pluggableDatabase}`,
                { databaseId: location.databaseId, pluggableDatabase, rotationTriggers: pluggable.rotationTriggers },
                { parent: this, dependsOn: location },
            );
        }
        this.databaseId = location.databaseId;
        this.databaseName = location.databaseName;
        this.rotations = rotation.generation;
        this.registerOutputs({
            databaseId: this.databaseId,
            databaseName: this.databaseName,
            rotations: this.rotations,
        });
    }
}
