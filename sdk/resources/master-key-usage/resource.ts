import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";
import type { MasterKeyUse } from "../../usage/master-key-versions";

export type { MasterKeyUse } from "../../usage/master-key-versions";

/** Arguments of {@link MasterKeyUsage}. */
export interface MasterKeyUsageArgs {
    /**
     * ARN of the KMS key; a change replaces the look-up.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * Any change looks again during `up`; without one the key is looked at once.
     * @default none
     * @example { lookedAt: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The versions of the TDE master key that a KMS key has served in the last 90 days (CloudTrail `LookupEvents`), with the
 * role that used each, when, and whether some database may be using it now. Deleting it changes nothing.
 * @example new MasterKeyUsage("tde", { keyArn: key.arn, refreshTriggers: { lookedAt: "2026-11-23" } })
 */
export class MasterKeyUsage extends HostedResource {
    /** ARN of the KMS key. */
    declare readonly keyArn: pulumi.Output<string>;
    /** The versions, latest use first. */
    declare readonly uses: pulumi.Output<MasterKeyUse[]>;
    /** MKIDs that some database may be using now; in doubt a version is among them. */
    declare readonly currentMasterKeyIds: pulumi.Output<string[]>;

    constructor(name: string, args: MasterKeyUsageArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "MasterKeyUsage", path: "resources/master-key-usage", outputs: ["uses", "currentMasterKeyIds"] },
            name,
            { ...args },
            opts,
        );
    }
}
