import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster-ref";

/** An identity connector that the component creates, owns, changes, moves and deletes. */
export interface NewIdentityConnectorArgs {
    /**
     * Name shown in the console. A change renames the connector in place.
     * @default the name of the component
     * @example "sales-connector"
     */
    displayName?: pulumi.Input<string>;
    /**
     * OCID of the compartment of the connector. A change moves the connector.
     * @default the compartment of the cluster
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * Scope of the tokens that the nodes get from the identity domain. Oracle does not publish the value; the default is the
     * scope that existing connectors show. A change is refused while databases use the role.
     * @default "DBMC/aws"
     * @example "DBMC/aws"
     */
    oidcScope?: pulumi.Input<string>;
    /**
     * Issuer URL of the tokens. A change is refused while databases use the role.
     * @default the issuer of the OIDC provider
     * @example "https://idcs-0123.identity.oraclecloud.com"
     */
    issuerUrl?: pulumi.Input<string>;
    /**
     * AWS location of the cluster, in the form that OCI expects. Oracle does not publish the form; the default is inferred.
     * @default the Region of the VM cluster
     * @example "us-east-1"
     */
    awsLocation?: pulumi.Input<string>;
    /**
     * URL at which the nodes reach AWS STS. Oracle does not publish the value; the default is inferred.
     * @default the public endpoint of the Region, such as "https://sts.us-east-1.amazonaws.com"
     * @example "https://sts.us-east-1.amazonaws.com"
     */
    stsEndpoint?: pulumi.Input<string>;
    /**
     * URL at which the nodes reach AWS KMS. Oracle does not publish the value; the default is inferred.
     * @default the public endpoint of the Region, such as "https://kms.us-east-1.amazonaws.com"
     * @example "https://kms.us-east-1.amazonaws.com"
     */
    kmsEndpoint?: pulumi.Input<string>;
    /**
     * OCI free-form tags of the connector.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * OCI defined tags of the connector, each as `namespace.key`. A change is made in place. Where OCI adds tags of its own, set
     * `oci:ignoreDefinedTags` in the stack config, e.g. to `["Oracle-Tags.CreatedBy", "Oracle-Tags.CreatedOn"]`.
     * @default none
     * @example { "Operations.CostCenter": "42" }
     */
    definedTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** An existing role, such as one that AccountSetupStack created. The component never changes or deletes it. */
export interface ExistingClusterIdentityArgs {
    /**
     * ARN of the role, such as output `roleArn` of AccountSetupStack. Its trust policy must let the nodes of the cluster assume
     * it. A change replaces the association. This is refused while databases use the role.
     * @example "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"
     */
    roleArn: pulumi.Input<string>;
    /**
     * Whether the cluster is already associated with the role. If true, the component only checks the association; it neither
     * creates nor deletes it.
     * @default false; the component creates the association
     * @example true
     */
    associated?: boolean;
}

/** How a cluster reaches AWS: with a new role or an existing one. Used by the component and by an estate. */
export interface ClusterIdentitySettings {
    /**
     * Audience that the tokens of the nodes must carry. No wildcards. Oracle does not publish the value; the default is inferred
     * from the OIDC scope of connectors. A change is refused while databases use the role.
     * @default "DBMC/"
     * @example "DBMC/"
     */
    audience?: pulumi.Input<string>;
    /**
     * Subject that the tokens of the nodes must carry. No wildcards. Oracle does not publish the value; the default binds the
     * role to its own cluster. A change is refused while databases use the role.
     * @default the OCID of the VM cluster
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    subject?: pulumi.Input<string>;
    /**
     * Name of the IAM role: letters, digits and `_+=,.@-`; at most 64 characters. A change replaces the role and its association.
     * This is refused while databases use the role.
     * @default the name of the component plus eight hexadecimal digits derived from project, stack and component, such as "sales-1f0c9a2b". The
     * name is the same in every run, so a role that somebody deleted comes back with the same ARN.
     * @example "OracleDatabaseKMS-sales"
     */
    roleName?: pulumi.Input<string>;
    /**
     * IAM path of the role; it begins and ends with `/`. A change replaces the role and its association. This is refused while
     * databases use the role.
     * @default "/"
     * @example "/exadata/"
     */
    path?: pulumi.Input<string>;
    /**
     * ARN of the policy that is the permissions boundary of the role. While databases use the role, a boundary that keeps it from
     * their keys is refused.
     * @default none
     * @example "arn:aws:iam::111122223333:policy/boundary"
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * Use this role instead of creating one. Excludes `roleName`, `path`, `permissionsBoundary`, `audience`, `subject` and
     * `tags`.
     * @default none; a role is created
     * @example { roleArn: "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales" }
     */
    existing?: ExistingClusterIdentityArgs;
    /**
     * Whether every node of the cluster must be CONNECTED. The key store is installed on every node, so a disconnected node
     * causes a failure later. If false, a node that disconnects later does not stop a run. A new association always waits for all
     * nodes.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
}

/** The identity connector of a cluster. Used by the component and by an estate. */
export interface IdentityConnectorSettings {
    /**
     * Create the identity connector and own it (CreateOracleDbAwsIdentityConnector). Use this for clusters to which the
     * association attaches no connector. The connector is protected like the role. Unsetting this deletes the connector; this is
     * refused while databases use it.
     * @default none; the component finds the connector that the association attaches to the cluster
     * @example { displayName: "sales-connector" }
     */
    connector?: NewIdentityConnectorArgs;
    /**
     * Values of your choice, by name. The connector is refreshed once each time one of them changes.
     * @default none
     * @example { trust: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link ClusterIdentity}. */
export interface ClusterIdentityArgs extends ClusterIdentitySettings, IdentityConnectorSettings {
    /**
     * The cluster as one value: `ref` of VmCluster. Give it instead of `vmClusterArn`, `vmClusterOcid` and `compartmentId`.
     * @default none; give the ids one by one
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * ARN of the VM cluster in AWS: output `arn` of VmCluster. A change replaces the association. This is refused while databases
     * use it.
     * @default required unless `cluster` is given
     * @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"
     */
    vmClusterArn?: pulumi.Input<string>;
    /**
     * OCID of the VM cluster: output `ocid` of VmCluster. A change is refused while databases of the cluster use the role.
     * @default required unless `cluster` is given
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid?: pulumi.Input<string>;
    /**
     * OCID of the compartment of the cluster and its connector: output `compartmentId` of VmCluster.
     * @default required unless `cluster` is given
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * ARN of the account's OIDC provider: output `arn` of OidcProvider. A change is refused while databases use the role.
     * @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com"
     */
    oidcProviderArn: pulumi.Input<string>;
    /**
     * AWS tags of the role.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Protect the role, the association and a connector that the component creates from deletion. Without them, the databases of
     * the cluster cannot open their keys.
     * @default true
     * @example false
     */
    protect?: boolean;
}
