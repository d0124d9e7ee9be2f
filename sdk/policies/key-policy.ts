import { type PolicyDocument, partitionOf, policyVersion, type Statement, sorted } from "./document";
import { aboutKey, type GivenStatement, inOneForm, withAccountArns } from "./given-statements";
import { allow, usageStatements } from "./key-users";
import { masterKeyDenial } from "./mkid-denial";

/** Who may do what with a key, by roles instead of statements. */
export interface KeyPolicyOptions {
    /** Account that owns the key. */
    accountId: string;
    /** Partition of the account. @default the partition of the given ARNs, else "aws" */
    partition?: string;
    /** Roles of the VM clusters whose databases use the key. */
    userRoleArns: readonly string[];
    /** Roles and users that manage the key without being able to use it. @default none but what IAM policies of the account grant */
    administratorRoleArns?: readonly string[];
    /**
     * Whether administrators may schedule the key's deletion, and so the loss of all data under it. This is not a denial: whoever
     * manages the policy can still grant that right.
     * @default false
     */
    allowAdministratorsToDelete?: boolean;
    /** MKIDs of the master key versions that nobody may use any more. @default none */
    retiredMasterKeyIds?: readonly string[];
    /** Resource of the denial; in the policy of a key `*` means that key. @default "*" */
    keyArn?: string;
    /** `Id` of the policy. It identifies the program that owns it. @default none */
    id?: string;
    /** Statements of the program beside those for the roles above. @default none */
    statements?: readonly GivenStatement[];
    /** Statements of others that stay. @default none */
    heldStatements?: readonly Statement[];
}

/** The grants of the KMS console, but with `DeleteAlias` instead of `Delete*`, which would allow deleting key material. */
const administration = [
    "kms:Create*",
    "kms:Describe*",
    "kms:Enable*",
    "kms:List*",
    "kms:Put*",
    "kms:Update*",
    "kms:Revoke*",
    "kms:Disable*",
    "kms:Get*",
    "kms:DeleteAlias",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:ReplicateKey",
    "kms:RotateKeyOnDemand",
];
const deletion = ["kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"];

/** The policy of a key for TDE. Equal whatever the order of the roles, MKIDs and statements given. */
export function keyPolicy(options: KeyPolicyOptions): PolicyDocument {
    const administrators = sorted(options.administratorRoleArns ?? []);
    const partition = options.partition ?? partitionOf([...options.userRoleArns, ...administrators, options.keyArn]);
    const denial = masterKeyDenial(options.retiredMasterKeyIds ?? [], options.keyArn);
    const administratorActions = options.allowAdministratorsToDelete
        ? [...administration, ...deletion]
        : administration;
    return {
        Version: policyVersion,
        ...(options.id === undefined ? {} : { Id: options.id }),
        Statement: [
            // Without this statement, only AWS could recover a key whose roles are all deleted.
            allow("AccountAdministration", [`arn:${partition}:iam::${options.accountId}:root`], ["kms:*"]),
            ...(administrators.length > 0 ? [allow("KeyAdministration", administrators, administratorActions)] : []),
            ...usageStatements(options.userRoleArns),
            ...(denial ? [denial] : []),
            ...inOneForm((options.statements ?? []).map((one) => withAccountArns(one, partition))).map(aboutKey),
            ...(options.heldStatements ?? []),
        ],
    };
}
