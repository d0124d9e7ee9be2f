import type * as pulumi from "@pulumi/pulumi";

/** A key that exists already: by ARN or by alias. It stays outside of the stack, which never changes or deletes it. */
export interface ExistingKeyArgs {
    /**
     * ARN of the key.
     * @default `alias` is needed
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    arn?: pulumi.Input<string>;
    /**
     * Name of an alias of the key, with or without `alias/`, in the Region of the stack.
     * @default `arn` is needed
     * @example "exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * Add the users and the retired versions to the policy of the key, and take them out again when they are no longer
     * named. Without it the policy is only looked at: a user that it does not let use the key is an error. Taking it off
     * leaves the policy as it is, with all that was added; that belongs to the program again when it is set again.
     * @default false
     * @example true
     */
    extendPolicy?: boolean;
    /**
     * Leave roles and users that are deleted out of the policy when it is written. AWS shows them as ids that begin with
     * `AROA` or `AIDA`, and KMS accepts no policy that names one: without this, a policy that names one cannot be extended.
     * It needs `extendPolicy`.
     * @default false
     * @example true
     */
    removeDeadPrincipals?: boolean;
}

/** The copy of a multi-Region key in another Region. */
export interface ReplicaKeyArgs {
    /**
     * What the replica is for.
     * @default the description of the key
     * @example "TDE master key of the standby databases"
     */
    description?: pulumi.Input<string>;
    /**
     * Whether the replica can be used.
     * @default true
     * @example true
     */
    enabled?: pulumi.Input<boolean>;
}

/** What is said of a key, alone or in an estate: creation arguments, or `existing`. */
export interface CustomerManagedKeySettings {
    /**
     * Display name, with or without `alias/`: letters, digits, `_-/`; at most 250; not starting with `aws/`. A change replaces the
     * alias, by which nothing but people know the key; the key stays.
     * @default required unless `existing` is given
     * @example "exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * ARNs of the roles that administer the key. The account itself always keeps control, so that nobody is locked out.
     * A change updates the policy in place.
     * @default none besides the account
     * @example ["arn:aws:iam::111122223333:role/KeyAdministrators"]
     */
    administratorRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Whether administrators may schedule the deletion of the key. A change updates the policy in place.
     * @default false
     * @example true
     */
    allowAdministratorsToDelete?: pulumi.Input<boolean>;
    /**
     * Versions of the master key that no database may use any more, by the MKID that `dbaascli tde getHSMKeys` lists. Their
     * order is of no account; a version that is taken out of the list can be used again. Backups from its time cannot be
     * restored while it is in the list. An existing key needs `extendPolicy`. A change updates the policy in place; a version
     * that a database may be using is refused.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * What the key is for. A change is made in place.
     * @default "TDE master key of Exadata databases on Oracle Database@AWS"
     * @example "TDE master key of the sales databases"
     */
    description?: pulumi.Input<string>;
    /**
     * Whether the key can be used. Databases whose key is disabled become unreadable, so that disabling a key in use is
     * refused. A change is made in place.
     * @default true
     * @example true
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Whether the key is a multi-Region key. A change replaces the key, and is refused while databases use it.
     * @default true with `replicas`, else false
     * @example true
     */
    multiRegion?: boolean;
    /**
     * Copies of a multi-Region key by Region, with the alias, users and retired versions of the key. Databases of a VM cluster in
     * another Region use the copy there: output `replicaArns`. A further Region adds a copy in place; one that is taken away
     * deletes its copy. The first one makes a key of a single Region a multi-Region key: see `multiRegion`.
     * @default none
     * @example { "us-west-2": {} }
     */
    replicas?: { [region: string]: ReplicaKeyArgs };
    /**
     * Id of a connected custom key store, whose CloudHSM cluster then holds the material of the key: output `id` of
     * CustomKeyStore. It excludes `multiRegion`, `replicas` and `enableKeyRotation`. A change replaces the key, and is
     * refused while databases use it.
     * @default none: KMS holds the material
     * @example "cks-0123456789abcdef0"
     */
    customKeyStoreId?: pulumi.Input<string>;
    /**
     * Days between the request to delete the key and its end, 7 to 30. A change is made in place.
     * @default 30
     * @example 30
     */
    deletionWindowInDays?: pulumi.Input<number>;
    /**
     * Whether KMS renews the key material by itself. It is not the rotation of the TDE master key. A change is made in place.
     * @default false
     * @example true
     */
    enableKeyRotation?: pulumi.Input<boolean>;
    /**
     * Days between two renewals of the key material, 90 to 2560; only with `enableKeyRotation`. A change is made in place.
     * @default 365
     * @example 180
     */
    rotationPeriodInDays?: pulumi.Input<number>;
    /**
     * AWS tags of the key and its replicas. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Take statements out of the key policy that no program wrote. Otherwise a denial of single master key versions and a permission
     * to look at the key stay when somebody added them by hand, and you are told.
     * @default false
     * @example true
     */
    removeForeignStatements?: pulumi.Input<boolean>;
    /**
     * Use this key instead of creating one; excludes every other argument but `userRoleArns`, `retiredMasterKeyIds` and `protect`.
     * @default none: a key is created
     * @example { arn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e", extendPolicy: true }
     */
    existing?: ExistingKeyArgs;
}

/** Arguments of {@link CustomerManagedKey}: creation arguments, or `existing`. */
export interface CustomerManagedKeyArgs extends CustomerManagedKeySettings {
    /**
     * ARNs of the roles that databases use the key with: output `roleArn` of ClusterIdentity. Their order is of no account.
     * A change updates the policy in place; taking away a role is refused while databases use the key with it.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Protect the key, its replicas and what was added to the policy of an existing key from deletion: a lost key is lost
     * data. The alias is never protected: losing it loses nothing.
     * @default true
     * @example false
     */
    protect?: boolean;
}
