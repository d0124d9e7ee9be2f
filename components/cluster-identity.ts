import { Role } from "@pulumi/aws/iam";
import { IamRoleAssociation } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { IdentityConnectorGate, type IdentityConnectorNode, RoleAssociationStatus } from "../sdk/dynamic";
import { defaultAudience, trustPolicy } from "../sdk/policies/trust";
import { checkOcid, checkOidcProviderArn, checkTags, checkVmClusterArn } from "../sdk/validation";
import type { ClusterIdentityArgs } from "./cluster-identity-args";
import { assured, refuse } from "./internal/checks";
import { checkClusterRole } from "./internal/cluster-role-checks";
import { type Guarded, guarded } from "./internal/guarded";
import { issuerOfProvider, newIdentityConnector, tokensOf } from "./internal/identity-connector";
import { keepWhileInUse } from "./internal/in-use";

export type { ClusterIdentityArgs, NewIdentityConnectorArgs } from "./cluster-identity-args";

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
            ...checkClusterRole("", args),
        ]);
        const watched = this.watch(name, args);
        const { guard, wanted } = watched;
        const kept = { parent: this, protect: args.protect ?? true, dependsOn: guard };
        const roleArn =
            args.existingRoleArn === undefined
                ? this.role(name, args, watched, kept).arn
                : wanted.apply(({ roleArn: arn = "" }) => arn);
        const connector = args.connector && newIdentityConnector(name, args, args.connector, roleArn, kept);
        const association = args.existingAssociation
            ? undefined
            : this.association(name, wanted.vmClusterArn, roleArn, {
                  ...kept,
                  dependsOn: connector ? [guard, connector] : guard,
              });
        // Not after the association but beside it: a failure there would keep this from saying why.
        const { status } = new RoleAssociationStatus(
            name,
            { vmClusterArn: args.vmClusterArn, roleArn, requireAllNodes: args.requireAllNodes },
            { parent: this, dependsOn: connector },
        );
        const gate = new IdentityConnectorGate(
            name,
            {
                vmClusterOcid: args.vmClusterOcid,
                compartmentId: connector?.compartmentId ?? args.compartmentId,
                roleArn: pulumi.all([roleArn, this.listed(args, status)]).apply(([arn]) => arn),
                associationStatus: association?.status,
                refreshTriggers: args.refreshTriggers,
                requireAllNodes: args.requireAllNodes,
            },
            { parent: this },
        );
        const subjects = [
            ...(args.existingRoleArn === undefined ? [{ kind: "role", roleArn }] : []),
            ...(association
                ? [
                      {
                          kind: "association",
                          roleArn: association.iamRoleArn,
                          vmClusterArn: association.resourceArn,
                      },
                  ]
                : []),
            ...(connector ? [{ kind: "connector", connectorId: connector.id, label: connector.displayName }] : []),
        ];
        keepWhileInUse({ component: this, opts, name, dependsOn: association ? [association, gate] : gate }, subjects);
        this.roleArn = roleArn;
        this.connectorId = gate.connectorId;
        this.nodes = gate.nodes;
        this.registerOutputs({ roleArn: this.roleArn, connectorId: this.connectorId, nodes: this.nodes });
    }

    private association(
        name: string,
        vmClusterArn: pulumi.Output<string>,
        roleArn: pulumi.Output<string>,
        opts: pulumi.CustomResourceOptions,
    ): IamRoleAssociation {
        return new IamRoleAssociation(
            name,
            { awsIntegration: "KmsTde", iamRoleArn: roleArn, resourceArn: vmClusterArn },
            // An association takes the connector that the cluster has; without one the service would make another. A cluster
            // takes one role: another can come only when the first has gone.
            { ...opts, deleteBeforeReplace: true },
        );
    }

    /** An association that should be there already is not waited for. */
    private listed(args: ClusterIdentityArgs, status: pulumi.Output<string>): pulumi.Output<string> {
        if (!args.existingAssociation) return status;
        return assured(this, status, (found) =>
            found === "ABSENT"
                ? "The VM cluster lists no association with `existingRoleArn`. Remedy: drop `existingAssociation`, and it is made."
                : undefined,
        );
    }

    private watch(name: string, args: ClusterIdentityArgs): Guarded<WatchedIdentity> {
        const { vmClusterOcid, vmClusterArn, oidcProviderArn, existingRoleArn, roleName, path } = args;
        const { audience = defaultAudience, subject = vmClusterOcid, permissionsBoundary } = args;
        const trust = existingRoleArn === undefined ? { audience, subject, permissionsBoundary } : {};
        const tokens = args.connector && tokensOf(args, args.connector);
        const role = { roleArn: existingRoleArn, roleName, path };
        const watched = { vmClusterOcid, vmClusterArn, oidcProviderArn, ...role, ...trust, ...tokens };
        return guarded<WatchedIdentity>("identity", name, watched, { parent: this });
    }

    private role(
        name: string,
        args: ClusterIdentityArgs,
        { wanted }: Guarded<WatchedIdentity>,
        opts: pulumi.CustomResourceOptions,
    ): Role {
        const document = pulumi
            .all([wanted.oidcProviderArn, wanted.audience, wanted.subject])
            .apply(([oidcProviderArn, audience = defaultAudience, subject = ""]) =>
                JSON.stringify(
                    trustPolicy({ oidcProviderArn, issuerUrl: issuerOfProvider(oidcProviderArn), audience, subject }),
                ),
            );
        return new Role(
            name,
            {
                name: wanted.roleName,
                path: wanted.path,
                description: "Lets the nodes of one Exadata VM cluster use their TDE master keys in AWS KMS",
                assumeRolePolicy: document,
                permissionsBoundary: wanted.permissionsBoundary,
                tags: args.tags,
            },
            opts,
        );
    }
}

/** What decides how the nodes of a cluster take their role. */
interface WatchedIdentity {
    vmClusterOcid: pulumi.Input<string>;
    vmClusterArn: pulumi.Input<string>;
    oidcProviderArn: pulumi.Input<string>;
    audience?: pulumi.Input<string>;
    subject?: pulumi.Input<string>;
    roleArn?: pulumi.Input<string>;
    roleName?: pulumi.Input<string>;
    path?: pulumi.Input<string>;
    permissionsBoundary?: pulumi.Input<string>;
    oidcScope?: pulumi.Input<string>;
    issuerUrl?: pulumi.Input<string>;
}
