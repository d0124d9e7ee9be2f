import type * as pulumi from "@pulumi/pulumi";

/**
 * Statement that the program adds to the policy of its key, with the member names of IAM. `Resource` is always `"*"`, which means
 * this key, so you do not give it. YAML can give one text in place of a list of one.
 */
export interface KeyPolicyStatement {
    /**
     * Name of the statement. No other statement of the program may have it, and it may not be one that the package uses itself:
     * `AccountAdministration`, `KeyAdministration`, `KMSMetadata`, `KMSKeyMetadata`, `KeyUsage`, `DenyMasterKeysRetiredByHand`, and
     * `DenyRetiredMasterKeys` with or without a number.
     * @default none
     * @example "Auditors"
     */
    Sid?: pulumi.Input<string>;
    /**
     * `Allow` or `Deny`. A Deny that would close a database is refused.
     * @example "Allow"
     */
    Effect: pulumi.Input<string>;
    /**
     * Whom the statement means.
     * @example { AWS: ["arn:aws:iam::111122223333:role/KeyAuditors"] }
     */
    Principal: pulumi.Input<KeyPolicyPrincipal>;
    /**
     * Actions of KMS; `*` and `?` stand for other letters. Their order does not matter.
     * @example ["kms:DescribeKey", "kms:GetKeyPolicy"]
     */
    Action: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * When the statement applies: operator, condition key, values.
     * @default none; it always applies
     * @example { StringEquals: { "kms:ViaService": ["backup.us-east-1.amazonaws.com"] } }
     */
    Condition?: pulumi.Input<{
        [operator: string]: pulumi.Input<{ [key: string]: pulumi.Input<pulumi.Input<string>[]> }>;
    }>;
}

/** Whom a statement means: `AWS`, `Service`, or both. */
export interface KeyPolicyPrincipal {
    /**
     * Accounts as 12 digits or as ARN, ARNs of roles, users and sessions, or `*` for everybody. KMS accepts only principals that
     * exist.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/KeyAuditors"]
     */
    AWS?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * AWS services by name.
     * @default none
     * @example ["backup.amazonaws.com"]
     */
    Service?: pulumi.Input<pulumi.Input<string>[]>;
}
