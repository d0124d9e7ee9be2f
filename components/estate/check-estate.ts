import {
    checkAdminPassword,
    checkDatabaseName,
    checkDuplicates,
    checkPluggableDatabaseName,
    checkRequired,
    suggest,
} from "../../sdk/validation";
import type { Fault } from "../../sdk/validation/faults";
import { checkClusterRole } from "../internal/cluster-role-checks";
import { checkManagedKey } from "../internal/managed-key-checks";
import type { ClusterEntry, ExadataKeyManagementArgs, VmClusterEntry } from "./args";
import type { NewDatabaseEntry } from "./database-args";
import type { KeyEntry } from "./key-args";

/** Every fault of an estate at once, before any cloud is asked. */
export function checkEstate(args: ExadataKeyManagementArgs): Fault[] {
    const keyNames = args.keys.map((key) => key.name);
    return [
        ...checkDuplicates("keys", args.keys, nameOf, { member: "name" }),
        ...checkDuplicates("clusters", args.clusters, nameOf, { member: "name" }),
        ...args.keys.flatMap((key, index) => checkKey(`keys[${index}]`, key)),
        ...args.clusters.flatMap((cluster, index) => checkCluster(`clusters[${index}]`, cluster, keyNames)),
    ];
}

function checkKey(path: string, { name: _, ...key }: KeyEntry): Fault[] {
    return checkManagedKey(key).map((fault) => ({
        ...fault,
        path: fault.path === "" ? path : `${path}.${fault.path}`,
    }));
}

function checkCluster(path: string, cluster: ClusterEntry, keyNames: readonly string[]): Fault[] {
    const databases = cluster.databases ?? [];
    return [
        ...checkVmCluster(`${path}.vmCluster`, cluster.vmCluster),
        ...checkClusterRole(`${path}.identity.`, cluster.identity ?? {}),
        ...(cluster.keys ?? []).flatMap((key, index) => checkKeyName(`${path}.keys[${index}]`, key, keyNames)),
        ...checkDuplicates(`${path}.databases`, databases, nameOf, { member: "name", ignoreCase: true }),
        ...databases.flatMap((database, index) => [
            ...checkDatabaseName(`${path}.databases[${index}].name`, database.name),
            ...checkKeyName(`${path}.databases[${index}].key`, database.key, keyNames),
            ...checkNewDatabase(`${path}.databases[${index}].create`, database.create),
        ]),
    ];
}

function checkNewDatabase(path: string, create: NewDatabaseEntry | undefined): Fault[] {
    if (create === undefined) return [];
    return [
        ...checkRequired(`${path}.dbVersion`, create.dbVersion, 'give the version of Oracle Database, e.g. "19.0.0.0"'),
        ...checkAdminPassword(`${path}.adminPassword`, create.adminPassword),
        ...checkPluggableDatabaseName(`${path}.pluggableDatabaseName`, create.pluggableDatabaseName),
    ];
}

function checkVmCluster(path: string, vmCluster: VmClusterEntry): Fault[] {
    const { existing, create } = vmCluster;
    if (existing !== undefined && create !== undefined) {
        return [{ path, reason: "both `existing` and `create` are given", remedy: "keep one" }];
    }
    if (existing === undefined && create === undefined) {
        return [
            {
                path,
                reason: "neither `existing` nor `create` is given",
                remedy: "name the cluster that exists, or describe the one to create",
            },
        ];
    }
    return [];
}

function checkKeyName(path: string, name: string, known: readonly string[]): Fault[] {
    return known.includes(name) ? [] : [{ path, reason: `no key is named "${name}"`, remedy: suggest(name, known) }];
}

function nameOf(entry: { readonly name: string }): string {
    return entry.name;
}
