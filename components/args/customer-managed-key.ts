import type * as pulumi from "@pulumi/pulumi";
import type { KeyPolicyStatement } from "./key-policy-statement";

/**
 * An existing key, by ARN or by alias. The component never deletes it. It changes only the policy of the key, and only if you set
 * `extendPolicy`.
 */
export interface ExistingKeyArgs {
    /**
     * ARN of the key. Give either `arn` or `alias`.
     * @default none; give `alias`
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    arn?: pulumi.Input<string>;
    /**
     * Name of an alias of the key, with or without `alias/`, in the Region of the stack. Give either `alias` or `arn`.
     * @default none; give `arn`
     * @example "exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * Add the user roles and the retired versions to the policy of the key, and remove them when you no longer name them. If
     * false, the policy is only checked: a user role that may not use the key is an error. If you unset it, the added statements
     * stay. Set it again and the program manages them again.
     * @default false
     * @example true
     */
    extendPolicy?: boolean;
    /**
     * Remove deleted roles and users from the policy when the component writes it. AWS shows them as ids that begin with `AROA`
     * or `AIDA`. KMS accepts no policy that names one, so without this argument such a policy cannot be extended. Needs
     * `extendPolicy`.
     * @default false
     * @example true
     */
    removeDeadPrincipals?: boolean;
}

/** A replica of a multi-Region key in another Region. */
export interface ReplicaKeyArgs {
    /**
     * Description of the replica. A change is made in place.
     * @default the description of the key
     * @example "TDE master key of the standby databases"
     */
    description?: pulumi.Input<string>;
    /**
     * Whether the replica is enabled. Disabling a replica that databases use is refused.
     * @default true
     * @example true
     */
    enabled?: pulumi.Input<boolean>;
}

/** Settings of a key: creation arguments, or `existing`. Used by the component and by an estate. */
export interface CustomerManagedKeySettings {
    /**
     * Alias of the key, with or without `alias/`: letters, digits and `_-/`; at most 250 characters; not starting with `aws/`. A
     * change replaces the alias and keeps the key. The alias is only for people; databases do not use it.
     * @default required unless `existing` is given
     * @example "exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * ARNs of the IAM roles and users that administer the key. Roles of single sign-on have a path. The account itself always keeps control, so nobody is locked out. A change
     * updates the policy in place.
     * @default none; only the account administers the key
     * @example ["arn:aws:iam::111122223333:role/KeyAdministrators", "arn:aws:iam::111122223333:user/dba"]
     */
    administratorRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Whether the administrators may schedule the deletion of the key. A change updates the policy in place.
     * @default false
     * @example true
     */
    allowAdministratorsToDelete?: pulumi.Input<boolean>;
    /**
     * MKIDs of TDE master key versions that no database may use any more, as `dbaascli tde getHSMKeys` lists them. Their order
     * does not matter. While a version is in the list, backups from its time cannot be restored. Remove a version from the list
     * to allow it again. A change updates the policy in place. A version that a database may be using now is refused. An existing
     * key needs `extendPolicy`.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Description of the key. A change is made in place.
     * @default "TDE master key of Exadata databases on Oracle Database@AWS"
     * @example "TDE master key of the sales databases"
     */
    description?: pulumi.Input<string>;
    /**
     * Whether the key is enabled. Databases become unreadable when their key is disabled, so disabling a key in use is refused. A
     * change is made in place.
     * @default true
     * @example true
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Whether the key is a multi-Region key. A change replaces the key. This is refused while databases use it.
     * @default true if you give `replicas`, else false
     * @example true
     */
    multiRegion?: boolean;
    /**
     * Replicas of a multi-Region key, by Region. Each gets the alias, the user roles, the retired versions and the policy
     * statements of the key.
     * Databases of a VM cluster in another Region use the replica there: output `replicaArns`. Adding a Region adds a replica in
     * place. Removing a Region deletes its replica; this is refused while databases use it. Adding the first replica to a
     * single-Region key makes it a multi-Region key, which replaces the key: see `multiRegion`.
     * @default none
     * @example { "us-west-2": {} }
     */
    replicas?: { [region: string]: ReplicaKeyArgs };
    /**
     * Id of a connected custom key store: output `id` of CustomKeyStore. Its CloudHSM cluster then holds the key material.
     * Excludes `multiRegion`, `replicas` and `enableKeyRotation`. A change replaces the key. This is refused while databases use
     * it.
     * @default none; KMS holds the key material
     * @example "cks-0123456789abcdef0"
     */
    customKeyStoreId?: pulumi.Input<string>;
    /**
     * Days between the request to delete the key and its deletion, 7 to 30. A change is made in place.
     * @default 30
     * @example 30
     */
    deletionWindowInDays?: pulumi.Input<number>;
    /**
     * Whether KMS renews the key material automatically. This does not rotate the TDE master encryption key. A change is made in
     * place.
     * @default false
     * @example true
     */
    enableKeyRotation?: pulumi.Input<boolean>;
    /**
     * Days between two renewals of the key material, 90 to 2560. Needs `enableKeyRotation`. A change is made in place.
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
     * Statements of your own in the key policy, beside those of the package: the place for an auditor, a backup service or a
     * scanner. Their order does not matter, nor the order of lists in them. A statement that you remove from the program leaves the
     * policy. A statement that would close a database, or deny a version that a database may be using now, is refused. A change
     * updates the policy in place. Not for an existing key, whose policy belongs to somebody else.
     * @default none
     * @example [{ Sid: "Auditors", Effect: "Allow", Principal: { AWS: [auditors.arn] }, Action: ["kms:DescribeKey"] }]
     */
    policyStatements?: pulumi.Input<pulumi.Input<KeyPolicyStatement>[]>;
    /**
     * Remove every statement from the key policy that the program did not write. If false, two kinds of statements that somebody
     * added by hand stay, with a warning: denials of single TDE master key versions, and permissions that only let somebody look
     * at the key.
     * @default false
     * @example true
     */
    removeForeignStatements?: pulumi.Input<boolean>;
    /**
     * Use this key instead of creating one. Excludes every other argument but `userRoleArns`, `retiredMasterKeyIds` and
     * `protect`.
     * @default none; a key is created
     * @example { arn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e", extendPolicy: true }
     */
    existing?: ExistingKeyArgs;
}

/** Arguments of {@link CustomerManagedKey}: creation arguments, or `existing`. */
export interface CustomerManagedKeyArgs extends CustomerManagedKeySettings {
    /**
     * ARNs of the roles with which databases use the key: output `roleArn` of ClusterIdentity. Their order does not matter. A
     * change updates the policy in place. Removing a role is refused while databases use the key with it.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Protect from deletion the key, its replicas, and what the component added to the policy of an existing key. A lost key is
     * lost data. The alias is never protected: without it, databases still open their key.
     * @default true
     * @example false
     */
    protect?: boolean;
}
