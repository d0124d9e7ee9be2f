import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link AwsKeyRefresh}. */
export interface AwsKeyRefreshArgs {
    /**
     * OCID of the registered key; a change replaces the resource, which refreshes nothing.
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa…"
     */
    registeredKeyId: pulumi.Input<string>;
    /**
     * Any change refreshes the registered key once, so that OCI looks at the KMS key anew.
     * @default refreshed only while it cannot be used
     * @example { policy: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * A registered key as OCI sees its KMS key (`GetOracleDbAwsKey`), seen anew by trigger (`RefreshOracleDbAwsKey`). A key
 * that is disabled in AWS is drift, and an error as long as it stays so. Deleting the resource changes nothing.
 */
export class AwsKeyRefresh extends HostedResource {
    /** OCID of the registered key. */
    declare readonly registeredKeyId: pulumi.Output<string>;
    /** ARN of the KMS key. */
    declare readonly awsKeyArn: pulumi.Output<string>;
    /** ACTIVE, or what `pulumi refresh` found instead. */
    declare readonly lifecycleState: pulumi.Output<string>;
    /** Whether AWS has the key enabled, as OCI saw it last. */
    declare readonly enabled: pulumi.Output<boolean>;
    /** OCID of the work request of the last refresh made here. */
    declare readonly lastRefreshWorkRequestId: pulumi.Output<string | undefined>;
    /** When that was, ISO 8601. */
    declare readonly lastRefreshedAt: pulumi.Output<string | undefined>;

    constructor(name: string, args: AwsKeyRefreshArgs, opts?: pulumi.CustomResourceOptions) {
        super(
            {
                type: "AwsKeyRefresh",
                path: "resources/aws-key-refresh",
                outputs: ["awsKeyArn", "lifecycleState", "enabled", "lastRefreshWorkRequestId", "lastRefreshedAt"],
            },
            name,
            { ...args },
            opts,
        );
    }
}
