import type * as pulumi from "@pulumi/pulumi";
import type { ClusterRef } from "./cluster-ref";

/** An identity connector that the program creates, and then owns: it is moved, changed and deleted with it. */
export interface NewIdentityConnectorArgs {
    /**
     * Name shown in the console.
     * @default the name of the component
     * @example "sales-connector"
     */
    displayName?: pulumi.Input<string>;
    /**
     * OCID of the connector's compartment; a change moves it.
     * @default the compartment of the cluster
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /**
     * Scope of the tokens that the nodes get from the identity domain. A change is refused while databases use the role. Not published: the default is a reading of connectors in the wild.
     * @default "DBMC/aws"
     * @example "DBMC/aws"
     */
    oidcScope?: pulumi.Input<string>;
    /**
     * Issuer of the tokens. A change is refused while databases use the role.
     * @default the issuer that the OIDC provider stands for
     * @example "https://idcs-0123.identity.oraclecloud.com"
     */
    issuerUrl?: pulumi.Input<string>;
    /**
     * Where AWS is, as the service wants it named. Not published: the default is a reading.
     * @default the Region of the VM cluster
     * @example "us-east-1"
     */
    awsLocation?: pulumi.Input<string>;
    /**
     * URL at which the nodes reach AWS STS. Not published: the default is a reading.
     * @default the Region's own, such as "https://sts.us-east-1.amazonaws.com"
     * @example "https://sts.us-east-1.amazonaws.com"
     */
    stsEndpoint?: pulumi.Input<string>;
    /**
     * URL at which the nodes reach AWS KMS. Not published: the default is a reading.
     * @default the Region's own, such as "https://kms.us-east-1.amazonaws.com"
     * @example "https://kms.us-east-1.amazonaws.com"
     */
    kmsEndpoint?: pulumi.Input<string>;
    /**
     * OCI free-form tags of the connector.
     * @default none
     * @example { team: "dba" }
     */
    freeformTags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** A role that exists, such as one by the vendor's template. It is used as it is, and never deleted. */
export interface ExistingClusterIdentityArgs {
    /**
     * ARN of the role, such as output `roleArn` of AccountSetupStack. Its trust policy must let the nodes of the cluster take it. A change
     * replaces the association: refused while databases use the role.
     * @example "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"
     */
    roleArn: pulumi.Input<string>;
    /**
     * The cluster is associated with the role already: the association is looked at, and neither made nor deleted.
     * @default false: the association is made
     * @example true
     */
    associated?: boolean;
}

/** How a cluster reaches AWS, alone or in an estate: a role that is made, or one that exists. */
export interface ClusterIdentitySettings {
    /**
     * Audience that a token must carry. What Oracle puts there is not published: the default is a reading of the connector's OIDC scope.
     * @default "DBMC/"
     * @example "DBMC/"
     */
    audience?: pulumi.Input<string>;
    /**
     * Subject that a token must carry. Not published either: the default binds the role to its own cluster.
     * @default the OCID of the VM cluster
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    subject?: pulumi.Input<string>;
    /**
     * Name of the IAM role. A change replaces the role, and the association with it: refused while databases use it.
     * @default the name of the component and eight digits that stand for project and stack, such as "sales-1f0c9a2b": the same in every run, so that a role that somebody deleted comes back with its ARN
     * @example "OracleDatabaseKMS-sales"
     */
    roleName?: pulumi.Input<string>;
    /**
     * IAM path of the role. A change replaces the role like that of `roleName`.
     * @default "/"
     * @example "/exadata/"
     */
    path?: pulumi.Input<string>;
    /**
     * ARN of the policy that bounds the role's permissions. One that does not let the role use the keys of its databases is refused.
     * @default none
     * @example "arn:aws:iam::111122223333:policy/boundary"
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * Use this role instead of creating one; excludes `roleName`, `path`, `permissionsBoundary`, `audience`, `subject` and `tags`.
     * @default none: a role is created
     * @example { roleArn: "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales" }
     */
    existing?: ExistingClusterIdentityArgs;
    /**
     * Whether every node must be CONNECTED. The key store is installed on all of them, so one node less is a failure later. Without
     * it, a cluster that loses a node later stops no run; the making of an association waits for all nodes in any case.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
}

/** The identity connector of a cluster, alone or in an estate. */
export interface IdentityConnectorSettings {
    /**
     * Create the identity connector and own it (CreateOracleDbAwsIdentityConnector), for clusters to which the association
     * attaches none. It is protected like the role.
     * @default none: the one that the association attaches to the cluster is found
     * @example { displayName: "sales-connector" }
     */
    connector?: NewIdentityConnectorArgs;
    /**
     * Refresh the connector once whenever one of these values changes.
     * @default none
     * @example { trust: "2026-11-23" }
     */
    refreshTriggers?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
}

/** Arguments of {@link ClusterIdentity}. */
export interface ClusterIdentityArgs extends ClusterIdentitySettings, IdentityConnectorSettings {
    /**
     * The cluster as one value, instead of `vmClusterArn`, `vmClusterOcid` and `compartmentId`: `ref` of VmCluster.
     * @default none: the ids are given one by one
     * @example cluster.ref
     */
    cluster?: ClusterRef;
    /**
     * ARN of the VM cluster in AWS: output `arn` of VmCluster. A change replaces the association.
     * @default required unless `cluster` is given
     * @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"
     */
    vmClusterArn?: pulumi.Input<string>;
    /**
     * OCID of the VM cluster: output `ocid` of VmCluster.
     * @default required unless `cluster` is given
     * @example "ocid1.cloudvmcluster.oc1.iad.aaaa"
     */
    vmClusterOcid?: pulumi.Input<string>;
    /**
     * OCID of the compartment of cluster and connector: output `compartmentId` of VmCluster.
     * @default required unless `cluster` is given
     * @example "ocid1.compartment.oc1..aaaa"
     */
    compartmentId?: pulumi.Input<string>;
    /** ARN of the account's OIDC provider: output `arn` of OidcProvider. @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    oidcProviderArn: pulumi.Input<string>;
    /**
     * AWS tags of the role.
     * @default none
     * @example { team: "dba" }
     */
    tags?: pulumi.Input<{ [key: string]: pulumi.Input<string> }>;
    /**
     * Protect role and association from deletion: without them the databases of the cluster cannot open their keys.
     * @default true
     * @example false
     */
    protect?: boolean;
}
