import * as pulumi from "@pulumi/pulumi";
import { DatabaseKey } from "../sdk/resources";
import type { DatabaseEncryptionArgs } from "./args/database-encryption";
import { accept } from "./internal/checks";
import { type KeyRotation, keyRotations } from "./internal/key-rotations";
import { databaseEncryption } from "./schema/databases";

export type { DatabaseRotationSettings, KeyRotation, PluggableDatabaseKeyArgs } from "./internal/key-rotations";

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
