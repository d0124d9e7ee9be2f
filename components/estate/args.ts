import type * as pulumi from "@pulumi/pulumi";
import type { ExistingAwsKeyReadPolicyArgs } from "../aws-key-read-policy";
import type { NewIdentityConnectorArgs } from "../cluster-identity-args";
import type { ExadataInfrastructureArgs } from "../exadata-infrastructure";
import type { KeyDiscovery } from "../key-registration";
import type { OdbNetworkArgs } from "../odb-network";
import type { ExistingOidcProviderArgs } from "../oidc-trust";
import type { ExistingVmClusterArgs } from "../vm-cluster";
import type { DatabaseEntry } from "./database-args";
import type { KeyEntry } from "./key-args";

/** A VM cluster to create, with the network and the infrastructure under it. */
export interface NewVmClusterEntry {
    /** The network: to be created, or `existing`. @example { existing: { id: "odbnet_4k2p0wz1ab" } } */
    network: OdbNetworkArgs;
    /** The infrastructure: to be created, or `existing`. @example { existing: { id: "exa_4k2p0wz1ab" } } */
    infrastructure: ExadataInfrastructureArgs;
    /** Version of Oracle Grid Infrastructure. @example "23.0.0.0" */
    giVersion: string;
    /** Prefix of the host names, at most 12 characters. @example "crm" */
    hostnamePrefix: string;
    /** Public SSH keys for the nodes. @example ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI dba"] */
    sshPublicKeys: string[];
    /**
     * CPU cores of the whole cluster.
     * @default 16
     * @example 16
     */
    cpuCoreCount?: number;
    /**
     * Usable storage, in terabytes.
     * @default 20
     * @example 20
     */
    dataStorageSizeInTbs?: number;
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

/** How a cluster reaches AWS, where that is not made from its name: arguments of ClusterIdentity. */
export interface ClusterIdentityEntry {
    /**
     * Name of the IAM role. A change replaces the role: refused while databases use it.
     * @default made by Pulumi from the names of estate and cluster
     * @example "OracleDatabaseKMS-sales"
     */
    roleName?: string;
    /**
     * IAM path of the role. A change replaces the role likewise.
     * @default "/"
     * @example "/exadata/"
     */
    path?: string;
    /**
     * ARN of the policy that bounds the role's permissions.
     * @default none
     * @example "arn:aws:iam::111122223333:policy/boundary"
     */
    permissionsBoundary?: string;
    /**
     * Audience that a token must carry. Not published: the default is a reading.
     * @default "DBMC/"
     * @example "DBMC/"
     */
    audience?: string;
    /**
     * Subject that a token must carry. Not published either.
     * @default the OCID of the VM cluster
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    subject?: string;
    /**
     * Use this role instead of creating one; excludes the arguments above.
     * @default none: a role is created
     * @example "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"
     */
    existingRoleArn?: string;
    /**
     * The cluster is associated with `existingRoleArn` already.
     * @default false: the association is made
     * @example true
     */
    existingAssociation?: boolean;
    /**
     * Whether every node must be CONNECTED.
     * @default true
     * @example false
     */
    requireAllNodes?: boolean;
}

/** A cluster of the estate with its databases. */
export interface ClusterEntry {
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
    identity?: ClusterIdentityEntry;
    /**
     * Create the cluster's identity connector and own it.
     * @default none: the one that the role association attaches is found
     * @example { displayName: "sales-connector" }
     */
    connector?: NewIdentityConnectorArgs;
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
    keyRefreshTriggers?: { [key: string]: string };
    /**
     * Refresh the cluster's identity connector once whenever one of these values changes.
     * @default none
     * @example { trust: "2026-11-23" }
     */
    refreshTriggers?: { [key: string]: string };
}

/** Where the statements are that let clusters read registered keys. */
export interface KeyReadPolicyEntry {
    /**
     * Use the statements that policies hold already, and create only what is missing.
     * @default false: a policy is made
     * @example true
     */
    adopt?: boolean;
    /**
     * Use this policy.
     * @default none
     * @example { id: "ocid1.policy.oc1..aaaa" }
     */
    existing?: ExistingAwsKeyReadPolicyArgs;
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
    keyReadPolicy?: KeyReadPolicyEntry;
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
