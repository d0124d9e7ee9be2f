import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link AwsKeyRefresh}. */
export interface AwsKeyRefreshArgs {
    /**
     * OCID of the registered key. A change replaces the resource, which refreshes nothing.
     * @example "ocid1.oracledbawskey.oc1.iad.aaaa…"
     */
    registeredKeyId: pulumi.Input<string>;
    /**
     * Values of your choice, by name. Each change refreshes the registered key once, so that OCI reads the state of the KMS key again.
     * @default none; the registered key is refreshed only while it cannot be used
     * @example { policy: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/**
 * A registered key as OCI sees its KMS key (`GetOracleDbAwsKey`), refreshed by trigger (`RefreshOracleDbAwsKey`). A key that is
 * disabled in AWS shows as drift, and is an error until you enable it. Deleting the resource changes nothing.
 */
export class AwsKeyRefresh extends HostedResource {
    /** OCID of the registered key. */
    declare readonly registeredKeyId: pulumi.Output<string>;
    /** ARN of the KMS key. */
    declare readonly awsKeyArn: pulumi.Output<string>;
    /** `ACTIVE`, or another state that `pulumi refresh` found. */
    declare readonly lifecycleState: pulumi.Output<string>;
    /** Whether the key was enabled in AWS when OCI last looked at it. */
    declare readonly enabled: pulumi.Output<boolean>;
    /** OCID of the work request of the last refresh by this resource. */
    declare readonly lastRefreshWorkRequestId: pulumi.Output<string | undefined>;
    /** When that refresh finished, in ISO 8601. */
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
