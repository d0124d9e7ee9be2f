import { Role } from "@pulumi/aws/iam";
import { IamRoleAssociation } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import {
    IdentityChangeGuard,
    IdentityConnectorGate,
    type IdentityConnectorNode,
    RoleAssociationStatus,
    UseGuard,
} from "../sdk/dynamic";
import { defaultAudience, trustPolicy } from "../sdk/policies/trust";
import {
    checkExistingOrNew,
    checkOcid,
    checkOidcProviderArn,
    checkRoleArn,
    checkTags,
    checkVmClusterArn,
    type Fault,
} from "../sdk/validation";
import { refuse } from "./internal/checks";
import { issuerOfProvider, newIdentityConnector } from "./internal/identity-connector";

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
     * Scope of the tokens that the nodes get from the identity domain. Not published: the default is a reading of connectors in the wild.
     * @default "DBMC/aws"
     * @example "DBMC/aws"
     */
    oidcScope?: pulumi.Input<string>;
    /**
     * Issuer of the tokens.
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

/** Arguments of {@link ClusterIdentity}. */
export interface ClusterIdentityArgs {
    /** ARN of the VM cluster in AWS: output `arn` of VmCluster. @example "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab" */
    vmClusterArn: pulumi.Input<string>;
    /** OCID of the VM cluster: output `ocid` of VmCluster. @example "ocid1.cloudvmcluster.oc1.iad.aaaa" */
    vmClusterOcid: pulumi.Input<string>;
    /** OCID of the compartment of cluster and connector: output `compartmentId` of VmCluster. @example "ocid1.compartment.oc1..aaaa" */
    compartmentId: pulumi.Input<string>;
    /** ARN of the account's OIDC provider: output `arn` of OidcTrust. @example "arn:aws:iam::111122223333:oidc-provider/idcs-0123.identity.oraclecloud.com" */
    oidcProviderArn: pulumi.Input<string>;
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
     * Name of the IAM role.
     * @default made by Pulumi from the name of the component
     * @example "OracleDatabaseKMS-sales"
     */
    roleName?: pulumi.Input<string>;
    /**
     * IAM path of the role.
     * @default "/"
     * @example "/exadata/"
     */
    path?: pulumi.Input<string>;
    /**
     * ARN of the policy that bounds the role's permissions.
     * @default none
     * @example "arn:aws:iam::111122223333:policy/boundary"
     */
    permissionsBoundary?: pulumi.Input<string>;
    /**
     * Use this role instead of creating one, such as output `roleArn` of AccountSetupStack; excludes `roleName`, `path`,
     * `permissionsBoundary`, `audience`, `subject` and `tags`. Its trust policy must let the nodes of the cluster take it.
     * @default none: a role is created
     * @example "arn:aws:iam::111122223333:role/OracleDatabaseKMS-sales"
     */
    existingRoleArn?: pulumi.Input<string>;
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
    /**
     * Whether every node must be CONNECTED. The key store is installed on all of them, so one node less is a failure later.
     * @default true
     * @example false
     */
    requireAllNodes?: pulumi.Input<boolean>;
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

/**
 * What lets a VM cluster act in AWS: its own IAM role (CreateRole, or one that exists), the association (AssociateIamRoleToResource `KmsTde`) and the identity
 * connector in OCI, found by its cluster or created, and waited for until every node is CONNECTED. Fails with the service's reason when a node stays disconnected.
 * @example new ClusterIdentity("sales", { vmClusterArn: cluster.arn, vmClusterOcid: cluster.ocid, compartmentId: cluster.compartmentId, oidcProviderArn: trust.arn })
 */
export class ClusterIdentity extends pulumi.ComponentResource {
    /** ARN of the cluster's role: user of its keys. */
    public readonly roleArn: pulumi.Output<string>;
    /** OCID of the identity connector, known only once its nodes are CONNECTED. */
    public readonly connectorId: pulumi.Output<string>;
    /** What the role may do from each node of the cluster. */
    public readonly nodes: pulumi.Output<IdentityConnectorNode[]>;

    constructor(name: string, args: ClusterIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ClusterIdentity", name, {}, opts);
        refuse(this, `ClusterIdentity ${name}`, [
            ...checkVmClusterArn("vmClusterArn", args.vmClusterArn),
            ...checkOcid("vmClusterOcid", args.vmClusterOcid, "cloudvmcluster"),
            ...checkOcid("compartmentId", args.compartmentId, "compartment"),
            ...checkOcid("connector.compartmentId", args.connector?.compartmentId, "compartment"),
            ...checkTags("tags", args.tags),
            ...checkOidcProviderArn("oidcProviderArn", args.oidcProviderArn),
            ...checkRoleArn("existingRoleArn", args.existingRoleArn),
            ...checkExistingRole(args),
        ]);
        const guard = this.changeGuard(name, args);
        const kept = { parent: this, protect: args.protect ?? true, dependsOn: guard };
        const roleArn = pulumi.output(args.existingRoleArn ?? this.role(name, args, kept).arn);
        const connector = args.connector && newIdentityConnector(name, args, args.connector, roleArn, kept);
        const association = new IamRoleAssociation(
            name,
            { awsIntegration: "KmsTde", iamRoleArn: roleArn, resourceArn: args.vmClusterArn },
            // An association takes the connector that the cluster has; without one the service would make another.
            { ...kept, dependsOn: connector ? [guard, connector] : guard },
        );
        // Not after the association but beside it: a failure there would keep this from saying why.
        const { status } = new RoleAssociationStatus(
            name,
            { vmClusterArn: args.vmClusterArn, roleArn },
            { parent: this, dependsOn: connector },
        );
        const gate = new IdentityConnectorGate(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                compartmentId: connector?.compartmentId ?? args.compartmentId,
                roleArn: pulumi.all([roleArn, status]).apply(([arn]) => arn),
                associationStatus: association.status,
                refreshTriggers: args.refreshTriggers,
                requireAllNodes: args.requireAllNodes,
            },
            { parent: this },
        );
        const subjects = [
            ...(args.existingRoleArn === undefined ? [{ kind: "role", id: roleArn }] : []),
            { kind: "association", id: pulumi.interpolate`${association.iamRoleArn},${association.resourceArn}` },
            ...(connector ? [{ kind: "connector", id: connector.id, label: connector.displayName }] : []),
        ];
        new UseGuard(name, { subjects }, { parent: this, dependsOn: [association, gate] });
        this.roleArn = roleArn;
        this.connectorId = gate.connectorId;
        this.nodes = gate.nodes;
        this.registerOutputs({ roleArn: this.roleArn, connectorId: this.connectorId, nodes: this.nodes });
    }

    private changeGuard(name: string, args: ClusterIdentityArgs): IdentityChangeGuard {
        const { vmClusterOcid, vmClusterArn, oidcProviderArn, existingRoleArn, roleName, path } = args;
        const { audience = defaultAudience, subject = vmClusterOcid } = args;
        const trust = existingRoleArn === undefined ? { oidcProviderArn, audience, subject } : { oidcProviderArn };
        const watched = { vmClusterOcid, vmClusterArn, roleArn: existingRoleArn, roleName, path, ...trust };
        return new IdentityChangeGuard(name, watched, { parent: this });
    }

    private role(name: string, args: ClusterIdentityArgs, opts: pulumi.CustomResourceOptions): Role {
        const document = pulumi
            .all([args.oidcProviderArn, args.audience ?? defaultAudience, args.subject ?? args.vmClusterOcid])
            .apply(([oidcProviderArn, audience, subject]) =>
                JSON.stringify(
                    trustPolicy({ oidcProviderArn, issuerUrl: issuerOfProvider(oidcProviderArn), audience, subject }),
                ),
            );
        return new Role(
            name,
            {
                name: args.roleName,
                path: args.path,
                description: "Lets the nodes of one Exadata VM cluster use their TDE master keys in AWS KMS",
                assumeRolePolicy: document,
                permissionsBoundary: args.permissionsBoundary,
                tags: args.tags,
            },
            opts,
        );
    }
}

function checkExistingRole(args: ClusterIdentityArgs): Fault[] {
    if (args.existingRoleArn === undefined) return [];
    const { roleName, path, permissionsBoundary, audience, subject, tags } = args;
    return checkExistingOrNew("existingRoleArn", args.existingRoleArn, {
        roleName,
        path,
        permissionsBoundary,
        audience,
        subject,
        tags,
    });
}
