import type { DbHome } from "@pulumi/oci/database";
import * as pulumi from "@pulumi/pulumi";
import { DatabaseKey, UseGuard } from "../sdk/resources";
import type { EncryptedDatabaseArgs } from "./args/encrypted-database";
import { accept } from "./internal/checks";
import { type KeyRotation, keyRotations } from "./internal/key-rotations";
import { newDatabase } from "./internal/new-database";
import { encryptedDatabase } from "./schema/databases";

export type { DatabaseRotationSettings, KeyRotation, PluggableDatabaseKeyArgs } from "./internal/key-rotations";

/**
 * A container database whose TDE master encryption keys are in AWS KMS, rotated by trigger (RotateVaultKey,
 * RotatePluggableDatabaseEncryptionKey).
 *
 * With `existing`, the component moves the keys of a database from the Oracle Wallet to AWS KMS (ChangeEncryptionKeyLocation).
 * There is no way back, and removing the component changes nothing in the cloud. Without `existing`, it creates the database on
 * its key, in a database home of its own (CreateDbHome).
 *
 * A change of the key is refused. While the database uses AWS KMS, every change that would put another database in its place is
 * refused too. For another database, add another component.
 * @example new EncryptedDatabase("SALES01", { vmClusterOcid: store.vmClusterOcid, existing: { name: "SALES01" }, registeredKeyId: entry.registeredKeyId })
 */
export class EncryptedDatabase extends pulumi.ComponentResource {
    /** OCID of the database. It is known only after the database uses the key. */
    public readonly databaseId: pulumi.Output<string>;
    /** Name of the database. */
    public readonly databaseName: pulumi.Output<string>;
    /** OCID of the database home that the component created; undefined for an existing database. */
    public readonly dbHomeId: pulumi.Output<string | undefined>;
    /** Number of times this component has rotated the container database. */
    public readonly rotations: pulumi.Output<number>;
    /** Last rotation of the container database: work request, time and outcome. */
    public readonly lastRotation: pulumi.Output<KeyRotation>;
    /**
     * Last rotation of each pluggable database, by name or OCID as given in `pluggableDatabases`. With `allPluggableDatabases`,
     * by the name in the service.
     */
    public readonly pluggableDatabaseRotations: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;
    /** The native resource: the database home with the database in it; undefined for an existing database. */
    public readonly home?: DbHome;

    constructor(name: string, args: EncryptedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:EncryptedDatabase", name, {}, opts);
        args = accept(this, name, encryptedDatabase, args);
        if (args.existing === undefined) this.home = newDatabase(this, name, args);
        const key = new DatabaseKey(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                ...(this.home === undefined ? named(args) : { databaseId: this.keep(name, args, this.home) }),
                registeredKeyId: args.registeredKeyId,
                keyLocation: args.keyLabel === undefined ? undefined : pulumi.interpolate`AWS KMS ${args.keyLabel}`,
                rotationTriggers: args.rotationTriggers,
            },
            { parent: this },
        );
        const { container, pluggable } = keyRotations(name, args, key, { parent: this });
        this.databaseId = key.databaseId;
        // At the preview of a rotation the engine knows no output. The name of a new database comes from the arguments.
        this.databaseName =
            args.databaseName === undefined
                ? key.databaseName
                : pulumi.all([args.databaseName, key.databaseId]).apply(([databaseName]) => databaseName);
        this.dbHomeId = pulumi.output(this.home?.id);
        this.rotations = container.rotations;
        this.lastRotation = container.last;
        this.pluggableDatabaseRotations = pluggable;
        this.registerOutputs({
            databaseId: this.databaseId,
            databaseName: this.databaseName,
            dbHomeId: this.dbHomeId,
            rotations: this.rotations,
            lastRotation: this.lastRotation,
            pluggableDatabaseRotations: this.pluggableDatabaseRotations,
        });
    }

    /** Sets the guard that refuses to delete a new database with its data. @returns the OCID of the database */
    private keep(name: string, { protect }: EncryptedDatabaseArgs, home: DbHome): pulumi.Output<string> {
        // The home's `database` is secret as a whole because it contains the password. The OCID is not secret.
        const databaseId = pulumi.unsecret(home.database.apply(({ id }) => id));
        const subjects = [{ kind: "database", databaseId, released: protect === false }];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: home });
        return databaseId;
    }
}

/** How the program names an existing database. */
function named({ existing }: EncryptedDatabaseArgs) {
    return { databaseName: existing?.name, databaseId: existing?.id };
}
