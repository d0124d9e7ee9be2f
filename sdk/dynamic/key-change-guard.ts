import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link KeyChangeGuard}. */
export interface KeyChangeGuardArgs {
    /**
     * Name of the key's alias with `alias/`: the key is found by it.
     * @default required unless `keyArn` is given
     * @example "alias/exadata/tde"
     */
    alias?: pulumi.Input<string>;
    /**
     * ARN of a key that was there before.
     * @default required unless `alias` is given
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn?: pulumi.Input<string>;
    /**
     * Region of the key.
     * @default the Region of the stack
     * @example "us-west-2"
     */
    region?: pulumi.Input<string>;
    /**
     * The policy that the key is to get, as JSON.
     * @default it stays as it is
     * @example JSON.stringify({ Version: "2012-10-17", Statement: [] })
     */
    policy?: pulumi.Input<string>;
    /**
     * The roles that the policy lets in. With `policy`, they are looked at as long as it is not known; without it, the policy
     * was made elsewhere and is extended. Their order is of no account.
     * @default none
     * @example ["arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"]
     */
    userRoleArns?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Likewise: the master key versions that it denies.
     * @default none
     * @example ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"]
     */
    retiredMasterKeyIds?: pulumi.Input<pulumi.Input<string>[]>;
    /**
     * Whether the key is to be enabled.
     * @default it stays as it is
     * @example true
     */
    enabled?: pulumi.Input<boolean>;
    /**
     * Whether it is to be a multi-Region key.
     * @default it stays as it is
     * @example false
     */
    multiRegion?: pulumi.Input<boolean>;
    /**
     * Id of the CloudHSM key store that is to hold its material.
     * @default AWS KMS itself
     * @example "cks-1234567890abcdef0"
     */
    customKeyStoreId?: pulumi.Input<string>;
}

/**
 * Watches what is to become of a KMS key; the key depends on the guard. While databases use the key, the guard refuses its
 * replacement and its disabling, a policy that shuts out a role in use, and the denial of a current master key version.
 * @example new KeyChangeGuard("tde", { alias: "alias/exadata/tde", policy, enabled: true })
 */
export class KeyChangeGuard extends HostedResource {
    constructor(name: string, args: KeyChangeGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "KeyChangeGuard", operations: "key-change-guard", outputs: [] }, name, { ...args }, opts);
    }
}
