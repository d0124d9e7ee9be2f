import * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";
import { sorted } from "../../policies";

/** Arguments of {@link KeyPolicyExtension}. */
export interface KeyPolicyExtensionArgs {
    /**
     * ARN of the key; a change replaces the extension.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * ARNs of the roles that databases use the key with. Their order is of no account.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * MKIDs of master key versions that nobody may use any more. Their order is of no account.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Look only: a role that the policy does not let use the key is an error, and nothing is ever changed.
     * @default false
     * @example true
     */
    checkOnly?: pulumi.Input<boolean>;
    /**
     * Leave roles and users that are deleted out of the policy when it is written. AWS shows them as ids that begin with
     * `AROA` or `AIDA`, and KMS accepts no policy that names one: without this, a policy that names one cannot be extended.
     * @default false
     * @example true
     */
    removeDeadPrincipals?: pulumi.Input<boolean>;
}

/**
 * Users and retired master key versions in the policy of a key that was made elsewhere (KMS `GetKeyPolicy`, `PutKeyPolicy`).
 * Statements that are there already stay as they are; deleting the extension takes out what it added and nothing else.
 * @example new KeyPolicyExtension("tde", { keyArn: existing.arn, userRoleArns: [identity.roleArn] })
 */
export class KeyPolicyExtension extends HostedResource {
    /** ARN of the KMS key. */
    declare readonly keyArn: pulumi.Output<string>;
    /** Roles that could not use the key before. */
    declare readonly addedUserRoleArns: pulumi.Output<string[]>;
    /** MKIDs that were not denied before. */
    declare readonly addedMasterKeyIds: pulumi.Output<string[]>;
    /** Roles that somebody took out of the policy since, as `pulumi refresh` found. */
    declare readonly missingUserRoleArns: pulumi.Output<string[]>;
    /** MKIDs that somebody took out of the policy since, as `pulumi refresh` found. */
    declare readonly missingMasterKeyIds: pulumi.Output<string[]>;

    constructor(name: string, args: KeyPolicyExtensionArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "KeyPolicyExtension",
                path: "resources/key-policy-extension",
                outputs: ["addedUserRoleArns", "addedMasterKeyIds", "missingUserRoleArns", "missingMasterKeyIds"],
            },
            name,
            {
                ...args,
                userRoleArns: pulumi.output(args.userRoleArns ?? []).apply(sorted),
                retiredMasterKeyIds: pulumi.output(args.retiredMasterKeyIds ?? []).apply(sorted),
            },
            opts,
        );
    }
}
