import type { ExistingKeyArgs, ReplicaKeyArgs } from "../managed-key-args";

/** A KMS key of the estate. Its users are the roles of the clusters that use it. */
export interface KeyEntry {
    /**
     * Name by which databases of the estate refer to the key. A key under another name is another key: this one would be deleted,
     * which is refused while databases use it.
     * @example "tde"
     */
    name: string;
    /**
     * Display name in KMS without `alias/`.
     * @default required unless `existing` is given
     * @example "exadata/tde"
     */
    alias?: string;
    /**
     * What the key is for.
     * @default "TDE master key of Exadata databases on Oracle Database@AWS"
     * @example "TDE master key of the sales databases"
     */
    description?: string;
    /**
     * Whether the key is a multi-Region key. It cannot be changed later.
     * @default false
     * @example true
     */
    multiRegion?: boolean;
    /**
     * Copies of a multi-Region key by Region.
     * @default none
     * @example { "us-west-2": {} }
     */
    replicas?: { [region: string]: ReplicaKeyArgs };
    /**
     * Id of a connected custom key store, whose CloudHSM cluster then holds the material of the key. It cannot be changed later.
     * @default none: KMS holds the material
     * @example "cks-0123456789abcdef0"
     */
    customKeyStoreId?: string;
    /**
     * Days between the request to delete the key and its end, 7 to 30.
     * @default 30
     * @example 30
     */
    deletionWindowInDays?: number;
    /**
     * Whether KMS renews the key material by itself. It is not the rotation of the TDE master key.
     * @default false
     * @example true
     */
    enableKeyRotation?: boolean;
    /**
     * Days between two renewals of the key material, 90 to 2560.
     * @default 365
     * @example 180
     */
    rotationPeriodInDays?: number;
    /**
     * ARNs of the roles that administer the key besides the account itself.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/KeyAdministrators"]
     */
    administratorRoleArns?: string[];
    /**
     * Whether administrators may schedule the deletion of the key.
     * @default false
     * @example true
     */
    allowAdministratorsToDelete?: boolean;
    /**
     * AWS tags of the key besides those of the estate, and before them.
     * @default none
     * @example { "data-class": "restricted" }
     */
    tags?: { [key: string]: string };
    /**
     * Versions of the master key that no database may use any more, by MKID.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: string[];
    /**
     * Use this key instead of creating one.
     * @default none: a key is created
     * @example { arn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" }
     */
    existing?: ExistingKeyArgs;
}
