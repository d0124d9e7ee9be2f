import type * as pulumi from "@pulumi/pulumi";
import type { KeyReadPolicySettings } from "../args/aws-key-read-policy";
import type { ClusterIdentitySettings, IdentityConnectorSettings } from "../args/cluster-identity";
import type { ExadataInfrastructureArgs } from "../args/exadata-infrastructure";
import type { OdbNetworkArgs } from "../args/odb-network";
import type { ExistingOidcProviderArgs } from "../args/oidc-provider";
import type { ExistingVmClusterArgs, VmClusterSettings } from "../args/vm-cluster";
import type { KeyDiscovery } from "../key-registration";
import type { DatabaseEntry } from "./database-args";
import type { KeyEntry } from "./key-args";

/** A VM cluster to create, with the network and the infrastructure under it. */
export interface NewVmClusterEntry extends VmClusterSettings {
    /** The network: to be created, or `existing`. @example { existing: { id: "odbnet_4k2p0wz1ab" } } */
    network: OdbNetworkArgs;
    /** The infrastructure: to be created, or `existing`. @example { existing: { id: "exa_4k2p0wz1ab" } } */
    infrastructure: ExadataInfrastructureArgs;
    // Without these a cluster is not made; their docstrings are those of the settings.
    giVersion: pulumi.Input<string>;
    hostnamePrefix: pulumi.Input<string>;
    sshPublicKeys: pulumi.Input<pulumi.Input<string>[]>;
}

/** A VM cluster: one that exists, or one to create. */
export interface VmClusterEntry {
    /**
     * Use this cluster.
     * @default none: `create` is needed
     * @example { id: "vmc_4k2p0wz1ab" }
     */
    existing?: ExistingVmClusterArgs;
    /**
     * Switch on access to STS and KMS of the network of a cluster that exists, where the network lacks it.
     * @default false: a network without access is an error
     * @example true
     */
    enableNetworkAccess?: boolean;
    /**
     * Create this cluster.
     * @default none: `existing` is needed
     * @example { network: { existing: { id: "odbnet_4k2p0wz1ab" } }, infrastructure: { existing: { id: "exa_4k2p0wz1ab" } }, giVersion: "23.0.0.0", hostnamePrefix: "crm", sshPublicKeys: ["ssh-ed25519 AAAA"] }
     */
    create?: NewVmClusterEntry;
}

/** A cluster of the estate with its databases. */
export interface ClusterEntry extends IdentityConnectorSettings {
    /**
     * Name of the cluster in the estate. Under another name its role, association, registrations and new databases are made
     * anew and the old ones deleted, which is refused while databases use them.
     * @example "sales"
     */
    name: string;
    /** The cluster itself. @example { existing: { id: "vmc_4k2p0wz1ab" } } */
    vmCluster: VmClusterEntry;
    /**
     * Names of keys to register for the cluster besides those of its databases.
     * @default those of its databases
     * @example ["tde"]
     */
    keys?: string[];
    /**
     * Databases to put on AWS KMS.
     * @default none
     * @example [{ name: "SALES01", key: "tde" }]
     */
    databases?: DatabaseEntry[];
    /**
     * How the cluster reaches AWS.
     * @default a role of its own, made and associated
     * @example { roleName: "OracleDatabaseKMS-sales", permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" }
     */
    identity?: ClusterIdentitySettings;
    /**
     * Which keys to discover before one is registered for the cluster: `key`, `all` or `none`.
     * @default "key"
     * @example "all"
     */
    keyDiscovery?: KeyDiscovery;
    /**
     * Have OCI look at the cluster's keys anew, once whenever one of these values changes.
     * @default none
     * @example { policy: "2026-11-23" }
     */
    keyRefreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link ExadataKeyManagement}: data, so that a fleet fits stack config. */
export interface ExadataKeyManagementArgs {
    /** The keys. @example [{ name: "tde", alias: "exadata/tde" }] */
    keys: KeyEntry[];
    /** The clusters with their databases. @example [{ name: "sales", vmCluster: { existing: { id: "vmc_4k2p0wz1ab" } }, databases: [{ name: "SALES01", key: "tde" }] }] */
    clusters: ClusterEntry[];
    /**
     * The OIDC provider that the account has for the identity domain already.
     * @default none: it is created, once for all clusters
     * @example { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" }
     */
    oidcProvider?: ExistingOidcProviderArgs;
    /**
     * Where the OCI statements are that let clusters read registered keys.
     * @default none: a policy is made
     * @example { adopt: true }
     */
    keyReadPolicy?: KeyReadPolicySettings;
    /**
     * Configure the identity domain when the account has none.
     * @default false
     * @example true
     */
    configureIdentityDomain?: boolean;
    /**
     * AWS tags of everything that carries tags.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Protect what databases depend on from deletion: keys, registrations, key stores, roles, associations, provider and policy.
     * @default true
     * @example false
     */
    protect?: boolean;
}
