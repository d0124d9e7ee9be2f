import {
    checkDuplicates,
    entry,
    type Fault,
    list,
    memberAt,
    plain,
    type Rule,
    required,
    suggest,
    text,
} from "../../sdk/validation";
import type { ClusterEntry, ExadataKeyManagementArgs, NewVmClusterEntry, VmClusterEntry } from "../estate/args";
import type { DatabaseEntry, NewDatabaseEntry } from "../estate/database-args";
import type { KeyEntry } from "../estate/key-args";
import { newDatabaseSettings, rotatedOnce, rotationSettings } from "./databases";
import { connectorSettings, existingOidcProvider, identitySettings, roleOrNew } from "./identities";
import { keyRules, keySettings } from "./keys";
import { clusterSettings, exadataInfrastructure, existingVmCluster, odbNetwork } from "./places";
import { discovery, policyOrNew, policySettings } from "./registrations";
import { choice, databaseName, ociTagging, tags, triggers } from "./values";

const name = required(plain(text()), "give it a name in the estate");
const keyName = plain(text());

const key = entry<KeyEntry>(
    "KeyEntry",
    { name, ...keySettings },
    {
        existing: { member: "existing", needs: ["alias"], both: ["name", "retiredMasterKeyIds", "policyStatements"] },
        rules: keyRules,
    },
);

/** The password itself must be given: by the program, or by `readEstate`, which adds it from the stack config. */
const passwordRead: Rule = ({ adminPassword, adminPasswordConfig }, at) => {
    if (adminPasswordConfig === undefined || adminPassword !== undefined) return [];
    const remedy = "in a program, give `adminPassword` instead";
    return [{ path: at("adminPasswordConfig"), reason: "works only in stack config that `readEstate` reads", remedy }];
};

const newDatabase = entry<NewDatabaseEntry>(
    "NewDatabaseEntry",
    {
        ...newDatabaseSettings,
        dbVersion: required(newDatabaseSettings.dbVersion, 'give the version of Oracle Database, e.g. "19.0.0.0"'),
        adminPasswordConfig: plain(text()),
    },
    { rules: [passwordRead] },
);

const database = entry<DatabaseEntry>(
    "DatabaseEntry",
    {
        name: required(plain(databaseName), "give the name of the container database"),
        key: required(keyName, "name one of the keys of the estate"),
        create: newDatabase,
        ...rotationSettings,
    },
    { rules: [rotatedOnce] },
);

const { giVersion, hostnamePrefix, sshPublicKeys, ...optionalSettings } = clusterSettings;

const newVmCluster = entry<NewVmClusterEntry>("NewVmClusterEntry", {
    network: required(odbNetwork, "give its creation arguments, or `existing`"),
    infrastructure: required(exadataInfrastructure, "give its creation arguments, or `existing`"),
    giVersion: required(giVersion),
    hostnamePrefix: required(hostnamePrefix),
    sshPublicKeys: required(sshPublicKeys),
    ...optionalSettings,
});

const vmCluster = entry<VmClusterEntry>(
    "VmClusterEntry",
    { existing: existingVmCluster, enableNetworkAccess: choice, create: newVmCluster },
    { oneOf: ["existing", "create"] },
);

const cluster = entry<ClusterEntry>("ClusterEntry", {
    name,
    vmCluster: required(vmCluster, "give `existing` for an existing cluster, or `create` for a new one"),
    keys: plain(list(keyName)),
    databases: plain(list(database)),
    identity: entry("ClusterIdentitySettings", identitySettings, roleOrNew()),
    ...connectorSettings,
    keyDiscovery: discovery,
    keyRefreshTriggers: triggers,
});

/** The value at the end of a path of members; undefined if there is none. */
function memberOf(value: unknown, ...path: readonly string[]): unknown {
    return path.reduce((found, member) => (found as Record<string, unknown> | null | undefined)?.[member], value);
}

function listIn(value: unknown, member: string): readonly unknown[] {
    const found = memberOf(value, member);
    return Array.isArray(found) ? found : [];
}

function unique(path: string, items: readonly unknown[], member: string, remedy?: string): Fault[] {
    const at = (item: unknown) => {
        const value = memberOf(item, ...member.split("."));
        // An alias is the same with and without its prefix.
        return typeof value === "string" && member.endsWith("alias") ? value.replace(/^alias\//, "") : value;
    };
    return checkDuplicates(path, items, at, { member, ignoreCase: path.endsWith("databases"), remedy });
}

const distinct: Rule = (estate, at) => {
    const keys = listIn(estate, "keys");
    const clusters = listIn(estate, "clusters");
    return [
        ...unique(at("keys"), keys, "name"),
        ...unique(at("clusters"), clusters, "name"),
        ...unique(at("keys"), keys, "alias", "give each key its own alias"),
        ...unique(at("keys"), keys, "existing.arn", "use one entry for the key"),
        ...unique(at("keys"), keys, "existing.alias", "use one entry for the key"),
        ...unique(at("clusters"), clusters, "vmCluster.existing.id", "use one entry for the cluster"),
        ...clusters.flatMap((one, index) =>
            unique(`${at("clusters")}[${index}].databases`, listIn(one, "databases"), "name"),
        ),
    ];
};

/** Every key that a cluster or database names must be a key of the estate. */
const namedKeys: Rule = (estate, at) => {
    const known = listIn(estate, "keys").flatMap((one) => {
        const found = memberOf(one, "name");
        return typeof found === "string" ? [found] : [];
    });
    const check = (path: string, used: unknown): Fault[] =>
        typeof used !== "string" || used === "" || known.includes(used)
            ? []
            : [{ path, reason: `no key is named "${used}"`, remedy: suggest(used, known) }];
    return listIn(estate, "clusters").flatMap((one, index) => {
        const place = `${at("clusters")}[${index}]`;
        return [
            ...listIn(one, "keys").flatMap((used, number) => check(`${place}.keys[${number}]`, used)),
            ...listIn(one, "databases").flatMap((used, number) =>
                check(memberAt(`${place}.databases[${number}]`, "key"), memberOf(used, "key")),
            ),
        ];
    });
};

export const estate = entry<ExadataKeyManagementArgs>(
    "ExadataKeyManagementArgs",
    {
        keys: required(plain(list(key)), "list the keys, each with a name and an alias"),
        clusters: required(plain(list(cluster)), "list the clusters, each with a name and its vmCluster"),
        oidcProvider: existingOidcProvider,
        keyReadPolicy: entry("KeyReadPolicySettings", policySettings, policyOrNew()),
        configureIdentityDomain: choice,
        tags,
        ...ociTagging,
        protect: choice,
    },
    { rules: [distinct, namedKeys] },
);
