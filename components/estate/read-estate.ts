import type * as pulumi from "@pulumi/pulumi";
import type { ClusterEntry, ExadataKeyManagementArgs, KeyReadPolicyEntry } from "./args";
import type { DatabaseEntry } from "./database-args";
import type { KeyEntry } from "./key-args";

/**
 * The arguments of ExadataKeyManagement from stack config: `keys`, `clusters`, and optionally `oidcProviderArn`,
 * `keyReadPolicy`, `configureIdentityDomain`, `tags` and `protect`. Passwords of new databases are secret values of their own, named by
 * `adminPasswordConfig`. What stands there is checked by the component.
 * @example new ExadataKeyManagement("prod", readEstate(new pulumi.Config()))
 */
export function readEstate(config: pulumi.Config): ExadataKeyManagementArgs {
    const arn = config.get("oidcProviderArn");
    return {
        keys: config.requireObject<KeyEntry[]>("keys"),
        clusters: config.requireObject<ClusterEntry[]>("clusters").map((cluster) => withPasswords(config, cluster)),
        oidcProvider: arn === undefined ? undefined : { arn },
        keyReadPolicy: config.getObject<KeyReadPolicyEntry>("keyReadPolicy"),
        configureIdentityDomain: config.getBoolean("configureIdentityDomain"),
        tags: config.getObject<Record<string, string>>("tags"),
        protect: config.getBoolean("protect"),
    };
}

function withPasswords(config: pulumi.Config, cluster: ClusterEntry): ClusterEntry {
    if (!Array.isArray(cluster.databases)) return cluster;
    return { ...cluster, databases: cluster.databases.map((database) => withPassword(config, database)) };
}

function withPassword(config: pulumi.Config, database: DatabaseEntry): DatabaseEntry {
    const { create } = database;
    if (create?.adminPasswordConfig === undefined) return database;
    return { ...database, create: { ...create, adminPassword: config.requireSecret(create.adminPasswordConfig) } };
}
