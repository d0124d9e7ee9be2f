import * as pulumi from "@pulumi/pulumi";
import { UseGuard } from "../../sdk/resources";
import { AwsKeyReadPolicy } from "../aws-key-read-policy";
import { ClusterIdentity } from "../cluster-identity";
import { ClusterKeyStore } from "../cluster-key-store";
import { CustomerManagedKey } from "../customer-managed-key";
import { IdentityDomain } from "../identity-domain";
import { accept, ofIssuer } from "../internal/checks";
import type { ClusterPlace } from "../internal/existing-places";
import { collectSubjects } from "../internal/in-use";
import type { KeyRotation } from "../internal/key-rotations";
import { KeyRegistration } from "../key-registration";
import { OidcProvider } from "../oidc-provider";
import { estate as estateSchema } from "../schema/estate";
import type { ClusterEntry, ExadataKeyManagementArgs } from "./args";
import { clusterWithNetwork } from "./cluster-with-network";
import { databaseOnKey } from "./database-on-key";
import type { KeyEntry } from "./key-args";

/** A database of the estate and its key. */
export interface ManagedDatabase {
    /** Name of the container database. */
    name: string;
    /** OCID of the container database. */
    databaseId: string;
    /** ARN of its KMS key. */
    keyArn: string;
}

/** A cluster of the estate with its identity. */
interface PreparedCluster {
    entry: ClusterEntry;
    cluster: ClusterPlace;
    identity: ClusterIdentity;
}

/** A database of the estate with its component. */
interface EncryptedEntry {
    /** `cluster/database`. */
    name: string;
    encrypted: ReturnType<typeof databaseOnKey>;
    keyArn: pulumi.Output<string>;
}

/** What the steps of one estate share. */
interface Estate {
    name: string;
    args: ExadataKeyManagementArgs;
    protect: boolean;
    /** The components created so far. */
    parts: pulumi.Resource[];
}

/**
 * AWS KMS keys as TDE master encryption keys for many clusters, keys and databases in one program. It is built from the other
 * components: identity domain, OIDC provider, roles, associations, connectors, keys, OCI policy, registrations, key stores and
 * databases.
 * @example
 * new ExadataKeyManagement("prod", {
 *     keys: [{ name: "tde", alias: "exadata/tde" }],
 *     clusters: [{ name: "sales", vmCluster: { existing: { id: "vmc_4k2p0w" } }, databases: [{ name: "SALES01", key: "tde" }] }],
 * })
 */
export class ExadataKeyManagement extends pulumi.ComponentResource {
    /** ARNs of the keys, by the name of the key in the estate. */
    public readonly keyArns: pulumi.Output<{ [name: string]: string }>;
    /** ARNs of the clusters' roles, by the name of the cluster in the estate. */
    public readonly roleArns: pulumi.Output<{ [name: string]: string }>;
    /** Databases on AWS KMS, by `cluster/database`. */
    public readonly databases: pulumi.Output<{ [name: string]: ManagedDatabase }>;
    /** Number of times the estate has rotated each container database, by `cluster/database`. */
    public readonly rotations: pulumi.Output<{ [name: string]: number }>;
    /** Last rotation of each container database, by `cluster/database`: work request, time and outcome. */
    public readonly lastRotations: pulumi.Output<{ [name: string]: KeyRotation }>;

    constructor(name: string, args: ExadataKeyManagementArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ExadataKeyManagement", name, {}, opts);
        args = accept(this, name, estateSchema, args);
        const subjects = collectSubjects(this);
        const estate: Estate = { name, args, protect: args.protect ?? true, parts: [] };
        const domain = new IdentityDomain(name, { configure: args.configureIdentityDomain }, { parent: this });
        const trust = this.trust(estate, domain);
        const clusters = args.clusters.map((entry) => this.prepare(estate, entry, trust));
        const keys = new Map(args.keys.map((entry) => [entry.name, this.key(estate, entry, clusters)]));
        const policy = this.policy(estate, domain, clusters);
        const databases = clusters.flatMap((prepared) => this.encrypt(estate, prepared, keys, policy));
        // The guard depends on all parts, so it refuses a removal before the engine touches any of them.
        new UseGuard(name, { subjects }, { parent: this, dependsOn: estate.parts });
        this.keyArns = pulumi.output(Object.fromEntries([...keys].map(([keyName, key]) => [keyName, key.arn])));
        this.roleArns = pulumi.output(
            Object.fromEntries(clusters.map(({ entry, identity }) => [entry.name, identity.roleArn])),
        );
        const each = <T>(told: (database: EncryptedEntry) => T) =>
            Object.fromEntries(databases.map((database) => [database.name, told(database)]));
        this.databases = pulumi.output(
            each(({ encrypted: { databaseName, databaseId }, keyArn }) => ({ name: databaseName, databaseId, keyArn })),
        );
        this.rotations = pulumi.output(each(({ encrypted }) => encrypted.rotations));
        this.lastRotations = pulumi.output(each(({ encrypted }) => encrypted.lastRotation));
        this.registerOutputs({
            keyArns: this.keyArns,
            roleArns: this.roleArns,
            databases: this.databases,
            rotations: this.rotations,
            lastRotations: this.lastRotations,
        });
    }

    private trust({ name, args, protect, parts }: Estate, domain: IdentityDomain): OidcProvider {
        const made =
            args.oidcProvider === undefined
                ? { issuerUrl: domain.issuerUrl, tags: args.tags, protect }
                : { existing: { arn: ofIssuer(this, "oidcProvider.arn", args.oidcProvider.arn, domain.issuerUrl) } };
        const trust = new OidcProvider(name, made, { parent: this });
        parts.push(trust);
        return trust;
    }

    private prepare({ name, args, protect, parts }: Estate, entry: ClusterEntry, trust: OidcProvider): PreparedCluster {
        const child = `${name}-${entry.name}`;
        const { cluster, networkId, made } = clusterWithNetwork(
            child,
            entry.vmCluster,
            { tags: args.tags, protect },
            this,
        );
        const identity = new ClusterIdentity(
            child,
            {
                vmClusterArn: pulumi.all([cluster.arn, networkId]).apply(([arn]) => arn),
                vmClusterOcid: cluster.ocid,
                compartmentId: cluster.compartmentId,
                oidcProviderArn: trust.arn,
                ...entry.identity,
                connector: entry.connector && { ...entry.connector, ...ociTags(args, entry.connector) },
                refreshTriggers: entry.refreshTriggers,
                tags: entry.identity?.existing === undefined ? args.tags : undefined,
                protect,
            },
            { parent: this },
        );
        parts.push(...made, identity);
        return { entry, cluster, identity };
    }

    private key(estate: Estate, entry: KeyEntry, clusters: readonly PreparedCluster[]): CustomerManagedKey {
        const { name, args, protect, parts } = estate;
        const { name: keyName, existing, retiredMasterKeyIds, ...creation } = entry;
        const userRoleArns = clusters
            .filter((user) => keysOf(user.entry).includes(keyName))
            .map((user) => user.identity.roleArn);
        const tags =
            creation.tags === undefined
                ? args.tags
                : pulumi.all([args.tags ?? {}, creation.tags]).apply(([common, own]) => ({ ...common, ...own }));
        const kind = existing === undefined ? { ...creation, tags } : { existing };
        const made = { ...kind, userRoleArns, retiredMasterKeyIds, protect };
        const key = new CustomerManagedKey(`${name}-${keyName}`, made, { parent: this });
        parts.push(key);
        return key;
    }

    private policy(
        { name, args, protect, parts }: Estate,
        domain: IdentityDomain,
        clusters: readonly PreparedCluster[],
    ): AwsKeyReadPolicy {
        const compartmentIds = [domain.compartmentId, ...clusters.map(({ cluster }) => cluster.compartmentId)];
        const settings = args.keyReadPolicy ?? {};
        const tagged = settings.existing === undefined ? { ...settings, ...ociTags(args, settings) } : settings;
        const made = { compartmentIds, ...tagged, protect };
        const policy = new AwsKeyReadPolicy(name, made, { parent: this });
        parts.push(policy);
        return policy;
    }

    private encrypt(
        { name, args, protect, parts }: Estate,
        { entry, cluster, identity }: PreparedCluster,
        keys: ReadonlyMap<string, CustomerManagedKey>,
        policy: AwsKeyReadPolicy,
    ): EncryptedEntry[] {
        const child = `${name}-${entry.name}`;
        const { connectorId } = identity;
        const store = new ClusterKeyStore(
            child,
            { vmClusterOcid: cluster.ocid, connectorId, protect },
            { parent: this },
        );
        const register = (keyName: string, key: CustomerManagedKey) =>
            new KeyRegistration(
                `${child}-${keyName}`,
                {
                    keyArn: key.arn,
                    connectorId,
                    compartmentId: cluster.compartmentId,
                    discovery: entry.keyDiscovery,
                    refreshTriggers: entry.keyRefreshTriggers,
                    ...ociTags(args),
                    protect,
                },
                { parent: this },
            );
        const registered = new Map(keysOf(entry).map((keyName) => [keyName, register(keyName, keys.get(keyName)!)]));
        parts.push(store, ...registered.values());
        return (entry.databases ?? []).map((database) => {
            const key = keys.get(database.key)!;
            const encrypted = databaseOnKey(
                `${child}-${database.name}`,
                database.create
                    ? { ...database, create: { ...database.create, ...ociTags(args, database.create) } }
                    : database,
                {
                    vmClusterOcid: store.vmClusterOcid,
                    registeredKeyId: registered.get(database.key)!.registeredKeyId,
                    keyLabel: key.label,
                    protect,
                },
                { parent: this, dependsOn: policy },
            );
            parts.push(encrypted);
            return { name: `${entry.name}/${database.name}`, encrypted, keyArn: key.arn };
        });
    }
}

interface OciTags {
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** The OCI tags of the estate with those of an entry. Members that nobody gives stay absent. */
function ociTags(common: OciTags, own: OciTags = {}): OciTags {
    const members = (["freeformTags", "definedTags"] as const).filter((name) => common[name] ?? own[name]);
    const merged = members.map((name) => [
        name,
        pulumi.all([common[name] ?? {}, own[name] ?? {}]).apply(([all, one]) => ({ ...all, ...one })),
    ]);
    return Object.fromEntries(merged) as OciTags;
}

/** Names of the keys that a cluster needs, without repetitions: those it lists and those of its databases. */
function keysOf(cluster: ClusterEntry): string[] {
    return [...new Set([...(cluster.keys ?? []), ...(cluster.databases ?? []).map((database) => database.key)])];
}
