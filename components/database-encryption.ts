import * as pulumi from "@pulumi/pulumi";
import { DatabaseKey } from "../sdk/dynamic";
import { accept } from "./internal/checks";
import { type DatabaseRotationSettings, type KeyRotation, keyRotations } from "./internal/key-rotations";
import { databaseEncryption } from "./schema/databases";

export type { DatabaseRotationSettings, KeyRotation, PluggableDatabaseKeyArgs } from "./internal/key-rotations";

/** Arguments of {@link DatabaseEncryption}. */
export interface DatabaseEncryptionArgs extends DatabaseRotationSettings {
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
    /** Its last rotation: work request, time and outcome. */
    public readonly lastRotation: pulumi.Output<KeyRotation>;
    /** The last rotation of each pluggable database, by name as the program or the service gives it. */
    public readonly pluggableDatabaseRotations: pulumi.Output<{ [nameOrOcid: string]: KeyRotation }>;

    constructor(name: string, args: DatabaseEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:DatabaseEncryption", name, {}, opts);
        args = accept(this, name, databaseEncryption, args);
        const key = new DatabaseKey(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                databaseName: args.databaseName,
                databaseId: args.databaseId,
                keyId: args.keyId,
                keyLocation: args.keyLabel === undefined ? undefined : pulumi.interpolate`AWS KMS ${args.keyLabel}`,
                rotationTriggers: args.rotationTriggers,
            },
            { parent: this },
        );
        const { container, pluggable } = keyRotations(name, args, key, { parent: this });
        this.databaseId = key.databaseId;
        this.databaseName = key.databaseName;
        this.rotations = container.rotations;
        this.lastRotation = container.last;
        this.pluggableDatabaseRotations = pluggable;
        this.registerOutputs({
            databaseId: this.databaseId,
            databaseName: this.databaseName,
            rotations: this.rotations,
            lastRotation: this.lastRotation,
            pluggableDatabaseRotations: this.pluggableDatabaseRotations,
        });
    }
}
