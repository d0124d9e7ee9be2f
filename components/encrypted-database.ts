import { DbHome } from "@pulumi/oci/database";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { DatabaseKey, UseGuard } from "../sdk/resources";
import { checkAdminPassword } from "../sdk/validation";
import type { EncryptedDatabaseArgs } from "./args/encrypted-database";
import { accept, assured } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { type KeyRotation, keyRotations } from "./internal/key-rotations";
import { encryptedDatabase } from "./schema/databases";

/**
 * A new container database, in a home of its own, whose TDE master keys are in AWS KMS from the start (CreateDbHome with a database),
 * rotated by trigger. A change of its key is refused, and so is, while it uses AWS KMS, whatever would make another database in its
 * place: for that, write another component.
 * @example new EncryptedDatabase("CRM01", { vmClusterOcid: store.vmClusterOcid, databaseName: "CRM01", dbVersion: "19.0.0.0", keyId: entry.keyId })
 */
export class EncryptedDatabase extends pulumi.ComponentResource {
    /** OCID of the database, known only once it uses the key. */
    public readonly databaseId: pulumi.Output<string>;
    /** Name of the database. */
    public readonly databaseName: pulumi.Output<string>;
    /** OCID of its home. */
    public readonly dbHomeId: pulumi.Output<string>;
    /** How often this component has rotated the container database. */
    public readonly rotations: pulumi.Output<number>;
    /** Its last rotation: work request, time and outcome. */
    public readonly lastRotation: pulumi.Output<KeyRotation>;
    /** The last rotation of each pluggable database, by name as the program or the service gives it. */
    public readonly pluggableDatabaseRotations: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;

    constructor(name: string, args: EncryptedDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:EncryptedDatabase", name, {}, opts);
        args = accept(this, name, encryptedDatabase, args);
        const home = this.create(name, args);
        // The home's database is secret as a whole, for the password in it; the OCID is none.
        const databaseId = pulumi.unsecret(home.database.apply(({ id }) => id));
        const subjects = [{ kind: "database", databaseId, released: args.protect === false }];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: home });
        const key = new DatabaseKey(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                databaseId,
                keyId: args.keyId,
                keyLocation: args.keyLabel === undefined ? undefined : pulumi.interpolate`AWS KMS ${args.keyLabel}`,
                rotationTriggers: args.rotationTriggers,
            },
            { parent: this },
        );
        const { container, pluggable } = keyRotations(name, args, key, { parent: this });
        this.databaseId = key.databaseId;
        // The name is known at preview of a rotation too, where the engine knows no output.
        this.databaseName = pulumi.all([args.databaseName, key.databaseId]).apply(([databaseName]) => databaseName);
        this.dbHomeId = home.id;
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

    private create(name: string, args: EncryptedDatabaseArgs): DbHome {
        const { vmClusterOcid, databaseName, dbVersion, pluggableDatabaseName } = args;
        const dbHomeName = args.dbHomeName ?? name;
        const characterSet = args.characterSet ?? "AL32UTF8";
        const nationalCharacterSet = args.nationalCharacterSet ?? "AL16UTF16";
        const named = { vmClusterOcid, databaseName, dbVersion, dbHomeName, pluggableDatabaseName };
        const replacing = { ...named, characterSet, nationalCharacterSet };
        const { guard, wanted } = guarded("database", name, replacing, { parent: this });
        return new DbHome(
            name,
            {
                source: "VM_CLUSTER_NEW",
                vmClusterId: wanted.vmClusterOcid,
                dbVersion: wanted.dbVersion,
                displayName: wanted.dbHomeName,
                freeformTags: args.freeformTags,
                database: {
                    adminPassword: this.password(name, args),
                    dbName: wanted.databaseName,
                    pdbName: wanted.pluggableDatabaseName,
                    characterSet: wanted.characterSet,
                    ncharacterSet: wanted.nationalCharacterSet,
                    dbWorkload: "OLTP",
                    encryptionKeyLocationDetails: { providerType: "AWS", awsEncryptionKeyId: args.keyId },
                    freeformTags: args.freeformTags,
                },
            },
            { parent: this, protect: args.protect ?? true, dependsOn: guard },
        );
    }

    /** A password that is known only later is checked then; the fault says what is wrong with it and not what it is. */
    private password(name: string, args: EncryptedDatabaseArgs): pulumi.Output<string> {
        const kept = { parent: this, protect: args.protect ?? true };
        const rule = { minUpper: 2, minLower: 2, minNumeric: 2, minSpecial: 2, overrideSpecial: "_#-" };
        const given = args.adminPassword ?? new RandomPassword(name, { length: 24, ...rule }, kept).result;
        return assured(this, pulumi.secret(given), (password) => {
            const [fault] = checkAdminPassword("adminPassword", password);
            return fault && `EncryptedDatabase ${name}: adminPassword ${fault.reason}. Remedy: ${fault.remedy}.`;
        });
    }
}
