import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "./host";

/** Arguments of {@link ReplacementGuard}. */
export interface ReplacementGuardArgs {
    /** What it is: `cluster`, `infrastructure` or `database`. @example "cluster" */
    kind: string;
    /**
     * The arguments that it is made with, and made anew when they change. It is found by `displayName`, `networkId` and
     * `infrastructureId` (cluster), `displayName` and `availabilityZoneId` (infrastructure), `vmClusterOcid` and `databaseName` (database).
     * @example { displayName: "crm", cpuCoreCount: 16 }
     */
    replacing: pulumi.Input<{ [argument: string]: unknown }>;
}

/**
 * Watches a VM cluster, an Exadata infrastructure or a database, which depends on the guard. While it holds databases that use AWS
 * KMS, a change that would make another one in its place is refused.
 * @example new ReplacementGuard("crm", { kind: "cluster", replacing: { displayName: "crm", cpuCoreCount: 16 } })
 */
export class ReplacementGuard extends HostedResource {
    constructor(name: string, args: ReplacementGuardArgs, opts?: pulumi.CustomResourceOptions) {
        super({ type: "ReplacementGuard", operations: "replacement-guard", outputs: [] }, name, { ...args }, opts);
    }
}
