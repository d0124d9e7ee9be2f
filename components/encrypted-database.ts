import { DbHome } from "@pulumi/oci/database";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { DatabaseKey, UseGuard } from "../sdk/dynamic";
import { checkAdminPassword } from "../sdk/validation";
import { accept, assured } from "./internal/checks";
import { guarded } from "./internal/guarded";
import { type DatabaseRotationSettings, type KeyRotation, keyRotations } from "./internal/key-rotations";
import { encryptedDatabase } from "./schema/databases";

/** What is said of a new database, alone or in an estate. */
export interface NewDatabaseSettings {
    /** Version of Oracle Database, 19c or later; a change is refused. @example "19.0.0.0" */
    dbVersion: pulumi.Input<string>;
    /**
     * Password of SYS and SYSTEM: 9 to 30 characters, two each of upper-case letters, lower-case letters, digits and of `_`, `#`, `-`. It is
     * a secret in the state, and in no message or output.
     * @default made by a RandomPassword of \@pulumi/random
     * @example new pulumi.Config().requireSecret("crmPassword")
     */
    adminPassword?: pulumi.Input<string>;
    /**
     * Name of the database home; a change is refused.
     * @default the name of the component
     * @example "crm-home"
     */
    dbHomeName?: pulumi.Input<string>;
    /**
     * Name of the pluggable database that is made along with it; a change is refused.
     * @default none
     * @example "CRMPDB"
     */
    pluggableDatabaseName?: pulumi.Input<string>;
    /**
     * Character set; a change is refused.
     * @default "AL32UTF8"
     * @example "AL32UTF8"
     */
    characterSet?: pulumi.Input<string>;
    /**
     * National character set; a change is refused.
     * @default "AL16UTF16"
     * @example "AL16UTF16"
     */
    nationalCharacterSet?: pulumi.Input<string>;
    /**
     * OCI free-form tags of home and database.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link EncryptedDatabase}. */
export interface EncryptedDatabaseArgs extends NewDatabaseSettings, DatabaseRotationSettings {
    /** OCID of the VM cluster: output `vmClusterOcid` of ClusterKeyStore, so that the key store is on first. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid: pulumi.Input<string>;
    /** Name of the container database, at most 8 letters and digits; a change is refused. @example "CRM01" */
    databaseName: pulumi.Input<string>;
    /** OCID of the registered key: output `keyId` of KeyRegistration. A change is refused. @example "ocid1.oracledbawskey.oc1.iad.aaaa" */
    keyId: pulumi.Input<string>;
    /**
     * What people read in a preview for the key: output `label` of ManagedKey.
     * @default none
     * @example "alias/exadata/tde"
     */
    keyLabel?: pulumi.Input<string>;
    /**
     * Protect home and database from deletion. Protection that is lifted in the state alone does not let the database go: while it
     * is on AWS KMS, its removal is refused until the program has said `protect: false` in a run before.
     * @default true
     * @example false
     */
    protect?: boolean;
}

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
