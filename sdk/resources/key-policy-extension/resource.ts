import * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";
import { sorted } from "../../policies";

/** Arguments of {@link KeyPolicyExtension}. */
export interface KeyPolicyExtensionArgs {
    /**
     * ARN of the key. A change replaces the extension.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * ARNs of the roles with which databases use the key. Their order does not matter.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * MKIDs of TDE master key versions that nobody may use any more. Their order does not matter. Cannot be given with
     * `checkOnly`.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Only check the policy and change nothing. A role that may not use the key is an error.
     * @default false
     * @example true
     */
    checkOnly?: pulumi.Input<boolean>;
    /**
     * Remove deleted roles and users from the policy when the resource writes it. AWS shows them as ids that begin with `AROA` or
     * `AIDA`. KMS accepts no policy that names one, so without this argument such a policy cannot be extended.
     * @default false
     * @example true
     */
    removeDeadPrincipals?: pulumi.Input<boolean>;
}

/**
 * Users and retired TDE master key versions in the policy of an existing key (KMS `GetKeyPolicy`, `PutKeyPolicy`). Existing
 * statements stay unchanged. Deleting the extension removes only what it added.
 * @example new KeyPolicyExtension("tde", { keyArn: existing.arn, userRoleArns: [identity.roleArn] })
 */
export class KeyPolicyExtension extends HostedResource {
    /** ARN of the KMS key. */
    declare readonly keyArn: pulumi.Output<string>;
    /** Roles that could use the key only after the extension added them. */
    declare readonly addedUserRoleArns: pulumi.Output<string[]>;
    /** MKIDs that were denied only after the extension added them. */
    declare readonly addedMasterKeyIds: pulumi.Output<string[]>;
    /** Roles that somebody has removed from the policy, as `pulumi refresh` found. */
    declare readonly missingUserRoleArns: pulumi.Output<string[]>;
    /** MKIDs that somebody has removed from the policy, as `pulumi refresh` found. */
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
