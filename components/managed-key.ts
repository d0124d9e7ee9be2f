import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { Alias, getKeyOutput, Key } from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";
import { keyPolicy } from "../sdk/policies/key-policy";
import {
    checkAlias,
    checkDeletionWindow,
    checkDescription,
    checkEach,
    checkExistingOrNew,
    checkKeyArn,
    checkMasterKeyId,
    checkRoleArn,
    checkTags,
} from "../sdk/validation";
import { refuse } from "./internal/checks";

/** A key that exists already. Its policy must let the clusters' roles use it. */
export interface ExistingKeyArgs {
    /** ARN of the key. @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" */
    arn: pulumi.Input<string>;
}

/** Arguments of {@link ManagedKey}: creation arguments, or `existing`. */
export interface ManagedKeyArgs {
    /**
     * Display name without `alias/`: letters, digits, `_-/`; at most 256; not starting with `aws/`.
     * @default required unless `existing` is given
     * @example "exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * ARNs of the roles that databases use the key with: output `roleArn` of ClusterIdentity.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * ARNs of the roles that administer the key. The account itself always keeps control, so that nobody is locked out.
     * @default none besides the account
     * @example ["arn:aws:iam::111122223333:role/KeyAdministrators"]
     */
    administratorRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Whether administrators may schedule the deletion of the key.
     * @default false
     * @example true
     */
    allowAdministratorsToDelete?: pulumi.Input<boolean>;
    /**
     * Versions of the master key that no database may use any more, by the MKID that `dbaascli tde getHSMKeys` lists.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * What the key is for.
     * @default "TDE master key of Exadata databases on Oracle Database@AWS"
     * @example "TDE master key of the sales databases"
     */
    description?: pulumi.Input<string>;
    /**
     * Whether the key is a multi-Region key. It cannot be changed later.
     * @default false
     * @example true
     */
    multiRegion?: boolean;
    /**
     * Days between the request to delete the key and its end, 7 to 30.
     * @default 30
     * @example 30
     */
    deletionWindowInDays?: pulumi.Input<number>;
    /**
     * Whether KMS renews the key material every year by itself. It is not the rotation of the TDE master key.
     * @default false
     * @example true
     */
    enableKeyRotation?: pulumi.Input<boolean>;
    /**
     * AWS tags of the key.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Use this key instead of creating one; excludes every other argument.
     * @default none: a key is created
     * @example { arn: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e" }
     */
    existing?: ExistingKeyArgs;
    /**
     * Protect the key from deletion: a lost key is lost data.
     * @default true
     * @example false
     */
    protect?: boolean;
}

/**
 * Symmetric KMS key for TDE with its alias (CreateKey, CreateAlias), usable by the roles of the given clusters and by nobody else but the account's administrators.
 * @example new ManagedKey("tde", { alias: "exadata/tde", userRoleArns: [identity.roleArn] })
 */
export class ManagedKey extends pulumi.ComponentResource {
    /** ARN of the key. */
    public readonly arn: pulumi.Output<string>;
    /** Id of the key in KMS. */
    public readonly keyId: pulumi.Output<string>;
    /** Name of the alias with `alias/`, or the ARN of a key that was there already: what people recognise the key by. */
    public readonly label: pulumi.Output<string>;

    constructor(name: string, args: ManagedKeyArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ManagedKey", name, {}, opts);
        const { existing, protect: _, ...creation } = args;
        refuse(this, `ManagedKey ${name}`, [
            ...checkExistingOrNew("", existing, creation, ["alias"]),
            ...checkAlias("alias", args.alias),
            ...checkDescription("description", args.description),
            ...checkTags("tags", args.tags),
            ...checkKeyArn("existing.arn", existing?.arn),
            ...checkDeletionWindow("deletionWindowInDays", args.deletionWindowInDays),
            ...checkEach("userRoleArns", args.userRoleArns, checkRoleArn),
            ...checkEach("administratorRoleArns", args.administratorRoleArns, checkRoleArn),
            ...checkEach("retiredMasterKeyIds", args.retiredMasterKeyIds, checkMasterKeyId),
        ]);
        const key =
            existing === undefined ? this.create(name, args) : getKeyOutput({ keyId: existing.arn }, { parent: this });
        this.arn = key.arn;
        this.keyId = key.id;
        this.label = existing === undefined ? this.alias(name, args, key.id).name : key.arn;
        this.registerOutputs({ arn: this.arn, keyId: this.keyId, label: this.label });
    }

    private create(name: string, args: ManagedKeyArgs): Key {
        const accountId = getCallerIdentityOutput({}, { parent: this }).accountId;
        const policy = pulumi
            .all([
                accountId,
                args.userRoleArns ?? [],
                args.administratorRoleArns ?? [],
                args.allowAdministratorsToDelete ?? false,
                args.retiredMasterKeyIds ?? [],
            ])
            .apply(([account, userRoleArns, administratorRoleArns, allowAdministratorsToDelete, retiredMasterKeyIds]) =>
                JSON.stringify(
                    keyPolicy({
                        accountId: account,
                        userRoleArns,
                        administratorRoleArns,
                        allowAdministratorsToDelete,
                        retiredMasterKeyIds,
                    }),
                ),
            );
        return new Key(
            name,
            {
                description: args.description ?? "TDE master key of Exadata databases on Oracle Database@AWS",
                keyUsage: "ENCRYPT_DECRYPT",
                customerMasterKeySpec: "SYMMETRIC_DEFAULT",
                multiRegion: args.multiRegion ?? false,
                deletionWindowInDays: args.deletionWindowInDays ?? 30,
                enableKeyRotation: args.enableKeyRotation ?? false,
                policy,
                tags: args.tags,
            },
            { parent: this, protect: args.protect ?? true },
        );
    }

    private alias(name: string, args: ManagedKeyArgs, keyId: pulumi.Output<string>): Alias {
        const alias = pulumi.interpolate`alias/${args.alias ?? ""}`;
        return new Alias(name, { name: alias, targetKeyId: keyId }, { parent: this, protect: args.protect ?? true });
    }
}
