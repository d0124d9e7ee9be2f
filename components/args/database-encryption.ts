import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseRotationSettings } from "../internal/key-rotations";

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
     * What people read in a preview for the key: output `label` of CustomerManagedKey.
     * @default none
     * @example "alias/exadata/tde"
     */
    keyLabel?: pulumi.Input<string>;
}
