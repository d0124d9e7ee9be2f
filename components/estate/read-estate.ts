import type * as pulumi from "@pulumi/pulumi";
import type { ClusterEntry, ExadataKeyManagementArgs, KeyEntry } from "./args";

/**
 * The arguments of ExadataKeyManagement from stack config: `keys`, `clusters`, and optionally `oidcProviderArn`,
 * `configureIdentityDomain`, `tags` and `protect`. What stands there is checked by the component.
 * @example new ExadataKeyManagement("prod", readEstate(new pulumi.Config()))
 */
export function readEstate(config: pulumi.Config): ExadataKeyManagementArgs {
    const arn = config.get("oidcProviderArn");
    return {
        keys: config.requireObject<KeyEntry[]>("keys"),
        clusters: config.requireObject<ClusterEntry[]>("clusters"),
        oidcProvider: arn === undefined ? undefined : { arn },
        configureIdentityDomain: config.getBoolean("configureIdentityDomain"),
        tags: config.getObject<Record<string, string>>("tags"),
        protect: config.getBoolean("protect"),
    };
}
