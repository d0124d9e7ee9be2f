import type * as pulumi from "@pulumi/pulumi";
import { HostedResource } from "../../host/resource";

/** Arguments of {@link ChangeGuard}. */
export interface ChangeGuardArgs<W extends object> {
    /**
     * What is watched: `key`, `identity`, `oidcProvider`, `network`, `registration`, `cluster`, `infrastructure`, `database`,
     * `customKeyStore` or `accountSetup`.
     * @example "key"
     */
    kind: string;
    /**
     * What is to become of it, by the names that the components give their arguments; docs/from-clicks.md lists the members of each kind.
     * @example { keyArn: key.arn, enabled: true }
     */
    wanted: W;
}

/**
 * Stands before a resource that databases need to open their keys, and is asked first: at preview already it asks both clouds
 * which databases use the thing, and refuses a change that would part them from their keys. A repair passes. Make the resource of
 * the output `wanted`, and what the guard has not seen never reaches the resource, whatever a run is told to leave out.
 * @example
 * const guard = new ChangeGuard("tde", { kind: "network", wanted: { networkId, kmsAccess: "ENABLED" } });
 * new aws.odb.Network("sales", { kmsAccess: guard.wanted.kmsAccess, ...rest });
 */
export class ChangeGuard<W extends object> extends HostedResource {
    /** What was let through. */
    declare readonly wanted: pulumi.Output<pulumi.Unwrap<W>>;

    constructor(name: string, args: ChangeGuardArgs<W>, opts?: pulumi.CustomResourceOptions) {
        super(
            { type: "ChangeGuard", path: "guards/change-guard", outputs: [] },
            name,
            { kind: args.kind, wanted: { ...args.wanted } },
            opts,
        );
    }
}
