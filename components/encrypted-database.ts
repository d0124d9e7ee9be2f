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
 * A container database whose TDE master keys are in AWS KMS, rotated by trigger (RotateVaultKey, RotatePluggableDatabaseEncryptionKey). With `existing`
 * its keys are moved from the Oracle Wallet (ChangeEncryptionKeyLocation); there is no way back, and removing the component changes nothing.
 * Without, it is created on its key in a home of its own (CreateDbHome). A change of the key is refused, and so is, while the database uses AWS KMS,
 * whatever would make another database in its place: for that, write another component.
 * @example new EncryptedDatabase("SALES01", { vmClusterOcid: store.vmClusterOcid, existing: { name: "SALES01" }, registeredKeyId: entry.registeredKeyId })
 */
export class EncryptedDatabase extends pulumi.ComponentResource {
    /** OCID of the database, known only once it uses the key. */
    public readonly databaseId: pulumi.Output<string>;
    /** Name of the database. */
    public readonly databaseName: pulumi.Output<string>;
    /** OCID of the home that was made for it; undefined for a database that exists. */
    public readonly dbHomeId: pulumi.Output<string | undefined>;
    /** How often this component has rotated the container database. */
    public readonly rotations: pulumi.Output<number>;
    /** Its last rotation: work request, time and outcome. */
    public readonly lastRotation: pulumi.Output<KeyRotation>;
    /** The last rotation of each pluggable database, by name as the program or the service gives it. */
    public readonly pluggableDatabaseRotations: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;
    /** The native resource: the home with the database in it; undefined for a database that exists. */
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
        // The name of a new one is known at preview of a rotation too, where the engine knows no output.
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

    /** Refuses the end of a new database with its data. @returns its OCID */
    private keep(name: string, { protect }: EncryptedDatabaseArgs, home: DbHome): pulumi.Output<string> {
        // The home's database is secret as a whole, for the password in it; the OCID is none.
        const databaseId = pulumi.unsecret(home.database.apply(({ id }) => id));
        const subjects = [{ kind: "database", databaseId, released: protect === false }];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: home });
        return databaseId;
    }
}

/** How the program calls a database that exists. */
function named({ existing }: EncryptedDatabaseArgs) {
    return { databaseName: existing?.name, databaseId: existing?.id };
}
