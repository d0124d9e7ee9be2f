import { IamRoleAssociation } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { defaultAudience } from "../sdk/policies/trust";
import { IdentityConnectorGate, type IdentityConnectorNode } from "../sdk/resources";
import type { ClusterIdentityArgs } from "./args/cluster-identity";
import { afterwards } from "./internal/afterwards";
import { accept } from "./internal/checks";
import { clusterRole, type WatchedIdentity } from "./internal/cluster-role";
import { type Guarded, guarded } from "./internal/guarded";
import { newIdentityConnector, tokensOf } from "./internal/identity-connector";
import { keepWhileInUse } from "./internal/in-use";
import { clusterIdentity } from "./schema/identities";

export type {
    ClusterIdentityArgs,
    ClusterIdentitySettings,
    ExistingClusterIdentityArgs,
    IdentityConnectorSettings,
    NewIdentityConnectorArgs,
} from "./args/cluster-identity";

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
        args = accept(this, name, clusterIdentity, args);
        const { guard, wanted } = this.watch(name, args);
        const kept = { parent: this, protect: args.protect ?? true, dependsOn: guard };
        const roleArn =
            args.existing === undefined
                ? clusterRole(name, args, wanted, kept).arn
                : wanted.apply(({ roleArn: arn = "" }) => arn);
        const connector = args.connector && newIdentityConnector(name, args, args.connector, roleArn, kept);
        const dependsOn = connector ? [guard, connector] : guard;
        const association = args.existing?.associated
            ? undefined
            : this.association(name, wanted.vmClusterArn, roleArn, { ...kept, dependsOn });
        // Not after the association but beside it: a failure there would keep this from saying why. But no sooner, for it waits
        // for the association.
        const first = [wanted.vmClusterArn, guard.urn, ...(connector ? [connector.urn] : [])];
        const gate = new IdentityConnectorGate(
            name,
            {
                vmClusterArn: args.vmClusterArn,
                vmClusterOcid: args.vmClusterOcid,
                compartmentId: connector?.compartmentId ?? args.compartmentId,
                roleArn: afterwards(roleArn, first),
                existingAssociation: args.existing?.associated,
                ownsAssociation: association !== undefined,
                ownsRole: args.existing === undefined,
                refreshTriggers: args.refreshTriggers,
                requireAllNodes: args.requireAllNodes,
            },
            // The association goes with the gate, and is protected like it.
            { parent: this, dependsOn, protect: association && kept.protect },
        );
        const subjects = [
            ...(args.existing === undefined ? [{ kind: "role", roleArn }] : []),
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
            // An association takes the connector that the cluster has; without one the service would make another. It is never
            // taken off by the engine, whatever its flags say: the gate does that, and asks for databases first.
            { ...opts, retainOnDelete: true },
        );
    }

    private watch(name: string, args: ClusterIdentityArgs): Guarded<WatchedIdentity> {
        const { vmClusterOcid, vmClusterArn, oidcProviderArn, existing, roleName, path } = args;
        const { audience = defaultAudience, subject = vmClusterOcid, permissionsBoundary } = args;
        const trust = existing === undefined ? { audience, subject, permissionsBoundary } : {};
        const tokens = args.connector && tokensOf(args, args.connector);
        const role = { roleArn: existing?.roleArn, roleName, path };
        const watched = { vmClusterOcid, vmClusterArn, oidcProviderArn, ...role, ...trust, ...tokens };
        return guarded<WatchedIdentity>("identity", name, watched, { parent: this });
    }
}
