import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";
import type { MasterKeyUse } from "../../usage/master-key-versions";

export type { MasterKeyUse } from "../../usage/master-key-versions";

/** Arguments of {@link MasterKeyUsage}. */
export interface MasterKeyUsageArgs {
    /**
     * ARN of the KMS key. A change replaces the resource.
     * @example "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e"
     */
    keyArn: pulumi.Input<string>;
    /**
     * Values of your choice, by name. Each change looks up the usage again during `pulumi up`.
     * @default none; the usage is looked up once, at creation
     * @example { lookedAt: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * The versions of the TDE master encryption key that a KMS key has served in the last 90 days (CloudTrail `LookupEvents`). For
 * each version: the role that used it, when, and whether a database may be using it now. Deleting the resource changes nothing.
 * @example new MasterKeyUsage("tde", { keyArn: key.arn, refreshTriggers: { lookedAt: "2026-11-23" } })
 */
export class MasterKeyUsage extends HostedResource {
    /** ARN of the KMS key. */
    declare readonly keyArn: pulumi.Output<string>;
    /** The versions, latest use first. */
    declare readonly uses: pulumi.Output<MasterKeyUse[]>;
    /** MKIDs that a database may be using now. In case of doubt a version is in the list. */
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
