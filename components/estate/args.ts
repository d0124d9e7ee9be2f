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

/** A VM cluster to create, with its network and infrastructure. */
export interface NewVmClusterEntry extends VmClusterSettings {
    /** The ODB network: creation arguments, or `existing`. @example { existing: { id: "odbnet_4k2p0wz1ab" } } */
    network: OdbNetworkArgs;
    /** The Exadata infrastructure: creation arguments, or `existing`. @example { existing: { id: "exa_4k2p0wz1ab" } } */
    infrastructure: ExadataInfrastructureArgs;
    // A new cluster requires these three. They inherit the docstrings of VmClusterSettings.
    giVersion: pulumi.Input<string>;
    hostnamePrefix: pulumi.Input<string>;
    sshPublicKeys: pulumi.Input<pulumi.Input<string>[]>;
}

/** A VM cluster: an existing one, or one to create. */
export interface VmClusterEntry {
    /**
     * Use this existing cluster. Give either `existing` or `create`.
     * @default none; give `create`
     * @example { id: "vmc_4k2p0wz1ab" }
     */
    existing?: ExistingVmClusterArgs;
    /**
     * Enable access to AWS STS and AWS KMS on the network of an existing cluster, if the network lacks it.
     * @default false; missing access is an error
     * @example true
     */
    enableNetworkAccess?: boolean;
    /**
     * Create this cluster. Give either `create` or `existing`.
     * @default none; give `existing`
     * @example { network: { existing: { id: "odbnet_4k2p0wz1ab" } }, infrastructure: { existing: { id: "exa_4k2p0wz1ab" } }, giVersion: "23.0.0.0", hostnamePrefix: "crm", sshPublicKeys: ["ssh-ed25519 AAAA"] }
     */
    create?: NewVmClusterEntry;
}

/** A cluster of the estate with its databases. */
export interface ClusterEntry extends IdentityConnectorSettings {
    /**
     * Name of the cluster in the estate. Another name creates a new role, association, registrations and new databases, and
     * deletes the old ones. This is refused while databases use them.
     * @example "sales"
     */
    name: string;
    /** The VM cluster: an existing one, or one to create. @example { existing: { id: "vmc_4k2p0wz1ab" } } */
    vmCluster: VmClusterEntry;
    /**
     * Names of keys to register for the cluster, besides those of its databases.
     * @default none; only the keys of its databases are registered
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
     * @default the component creates a role for the cluster and associates it
     * @example { roleName: "OracleDatabaseKMS-sales", permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary" }
     */
    identity?: ClusterIdentitySettings;
    /**
     * Which keys to discover before one is registered for the cluster: the key to register (`key`), every key that the role may
     * describe (`all`), or no key (`none`).
     * @default "key"
     * @example "all"
     */
    keyDiscovery?: KeyDiscovery;
    /**
     * Values of your choice, by name. Each time one of them changes, OCI reads the state of the cluster's KMS keys again.
     * @default none
     * @example { policy: "2026-11-23" }
     */
    keyRefreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link ExadataKeyManagement}. They are plain data, so a fleet fits into stack config. */
export interface ExadataKeyManagementArgs {
    /** The KMS keys, each with a name in the estate. @example [{ name: "tde", alias: "exadata/tde" }] */
    keys: KeyEntry[];
    /**
     * The VM clusters with their databases.
     * @example [{ name: "sales", vmCluster: { existing: { id: "vmc_4k2p0wz1ab" } }, databases: [{ name: "SALES01", key: "tde" }] }]
     */
    clusters: ClusterEntry[];
    /**
     * The account's existing OIDC provider for the identity domain.
     * @default none; it is created once for all clusters
     * @example { arn: "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" }
     */
    oidcProvider?: ExistingOidcProviderArgs;
    /**
     * Which OCI policy holds the statements that let clusters read registered keys.
     * @default none; a policy is created
     * @example { adopt: true }
     */
    keyReadPolicy?: KeyReadPolicySettings;
    /**
     * Configure the identity domain if the account has none. If false, a missing domain is an error.
     * @default false
     * @example true
     */
    configureIdentityDomain?: boolean;
    /**
     * AWS tags of every resource that takes tags.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI free-form tags of every OCI resource that the estate creates: policy, connectors, registrations, and databases with
     * their homes; the tags of an entry are added. A change is made in place.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of every OCI resource that the estate creates: policy, connectors, registrations, and databases with
     * their homes; the tags of an entry are added. Each is given as `namespace.key`. A change is made in place. Where OCI adds tags of its own, set
     * `oci:ignoreDefinedTags` in the stack config, e.g. to `["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"]`.
     * @default none
     * @example { "Operations.CostCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Protect from deletion what databases depend on: keys, registrations, key stores, roles, associations, connectors, the OIDC
     * provider, the policy, and the networks, infrastructures, clusters and databases that the estate creates.
     * @default true
     * @example false
     */
    protect?: boolean;
}
