import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link ChangeGuard}. */
export interface ChangeGuardArgs<W extends object> {
    /**
     * Kind of the resource that the guard watches: `key`, `identity`, `oidcProvider`, `network`, `registration`, `cluster`,
     * `infrastructure`, `database`, `customKeyStore` or `accountSetup`.
     * @example "key"
     */
    kind: string;
    /**
     * The values that the resource is to have; docs/from-clicks.md lists the members of each kind.
     * @example { keyArn: key.arn, enabled: true }
     */
    wanted: W;
    /**
     * Id of the AWS account in which the native provider creates the resource (GetCallerIdentity by that provider). The guard
     * refuses the change if its own credentials belong to another account.
     * @default none; the accounts are not compared
     * @example aws.getCallerIdentityOutput({}, { provider }).accountId
     */
    accountId?: pulumi.Input<string>;
    /**
     * OCID of the OCI tenancy in which the native provider creates the resource. The guard refuses the change if its own settings
     * name another tenancy.
     * @default none; the tenancies are not compared
     * @example "ocid1.tenancy.oc1..aaaa"
     */
    tenancyId?: pulumi.Input<string>;
}

/**
 * A guard that a resource depends on and takes its arguments from. At preview the guard asks both clouds which databases use the
 * resource. It refuses a change that would cut them off from their keys. It lets a repair pass. If it cannot ask, it refuses the
 * change.
 *
 * Create the resource from the guard's output `wanted`. Then no change reaches the resource that the guard has not let through,
 * even with `--target` or `--exclude`.
 * @example
 * const guard = new ChangeGuard("tde", { kind: "network", wanted: { networkId, kmsAccess: "ENABLED" } });
 * new aws.odb.Network("sales", { kmsAccess: guard.wanted.kmsAccess, ...rest });
 */
export class ChangeGuard<W extends object> extends HostedResource {
    /** What the guard let through. */
    declare readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;

    constructor(name: string, args: ChangeGuardArgs<W>, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "ChangeGuard", path: "guards/change-guard", outputs: [] },
            name,
            { kind: args.kind, wanted: { ...args.wanted }, accountId: args.accountId, tenancyId: args.tenancyId },
            opts,
        );
    }
}
