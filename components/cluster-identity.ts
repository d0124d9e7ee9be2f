import type { Role } from "@pulumi/aws/iam";
import { IamRoleAssociation } from "@pulumi/aws/odb";
import type { DbmulticloudOracleDbAwsIdentityConnector } from "@pulumi/oci/oci";
import * as pulumi from "@pulumi/pulumi";
import { defaultAudience } from "../sdk/policies/trust";
import { IdentityConnectorGate, type IdentityConnectorNode } from "../sdk/resources";
import type { ClusterIdentityArgs } from "./args/cluster-identity";
import { afterwards } from "./internal/afterwards";
import { accept } from "./internal/checks";
import { type ClusterIds, placed } from "./internal/cluster-place";
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
 * What lets a VM cluster act in AWS: its own IAM role (CreateRole, or an existing one), the association of that role with the
 * cluster (AssociateIamRoleToResource `KmsTde`), and the identity connector in OCI. The component finds the connector of the
 * cluster or creates one. It waits until every node is CONNECTED. If a node stays disconnected, it fails with the service's
 * reason.
 * @example new ClusterIdentity("sales", { cluster: cluster.ref, oidcProviderArn: provider.arn })
 */
export class ClusterIdentity extends pulumi.ComponentResource {
    /** ARN of the cluster's role. Give it to CustomerManagedKey in `userRoleArns`. */
    public readonly roleArn: pulumi.Output<string>;
    /** OCID of the identity connector. It is known only after the nodes are CONNECTED. */
    public readonly connectorId: pulumi.Output<string>;
    /** The nodes of the cluster, each with its connection status. */
    public readonly nodes: pulumi.Output<IdentityConnectorNode[]>;
    /** The native resource; undefined for an existing role. */
    public readonly role?: Role;
    /** The native resource; undefined for an existing association. */
    public readonly association?: IamRoleAssociation;
    /** The native resource; undefined if the component does not create a connector. */
    public readonly connector?: DbmulticloudOracleDbAwsIdentityConnector;

    constructor(name: string, args: ClusterIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ClusterIdentity", name, {}, opts);
        const known = placed(accept(this, name, clusterIdentity, args));
        const { guard, wanted } = this.watch(name, known);
        const kept = { parent: this, protect: known.protect ?? true, dependsOn: guard };
        const made = known.existing === undefined ? clusterRole(name, known, wanted, kept) : undefined;
        if (made !== undefined) this.role = made.role;
        const roleArn = made?.arn ?? wanted.apply(({ roleArn: arn = "" }) => arn);
        const connector = known.connector && newIdentityConnector(name, known, known.connector, roleArn, kept);
        if (connector !== undefined) this.connector = connector;
        const dependsOn = connector ? [guard, connector] : guard;
        const association = known.existing?.associated
            ? undefined
            : this.associate(name, wanted.vmClusterArn, roleArn, { ...kept, dependsOn });
        if (association !== undefined) this.association = association;
        // The gate runs next to the association, not after it: if the association fails, the gate still has to report why.
        // It must not start earlier than the association, because it waits for it.
        const first = [wanted.vmClusterArn, guard.urn, ...(connector ? [connector.urn] : [])];
        const gate = new IdentityConnectorGate(
            name,
            {
                vmClusterArn: known.vmClusterArn,
                vmClusterOcid: known.vmClusterOcid,
                compartmentId: connector?.compartmentId ?? known.compartmentId,
                roleArn: afterwards(roleArn, first),
                existingAssociation: known.existing?.associated,
                ownsAssociation: association !== undefined,
                ownsRole: known.existing === undefined,
                refreshTriggers: known.refreshTriggers,
                requireAllNodes: known.requireAllNodes,
            },
            // Deleting the gate removes the association, so both are protected alike.
            { parent: this, dependsOn, protect: association && kept.protect },
        );
        const subjects = [
            ...(known.existing === undefined ? [{ kind: "role", roleArn }] : []),
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

    private associate(
        name: string,
        vmClusterArn: pulumi.Output<string>,
        roleArn: pulumi.Output<string>,
        opts: pulumi.CustomResourceOptions,
    ): IamRoleAssociation {
        return new IamRoleAssociation(
            name,
            { awsIntegration: "KmsTde", iamRoleArn: roleArn, resourceArn: vmClusterArn },
            // `opts` make the association depend on a connector that the program creates: the association uses the connector
            // that the cluster has, and without one the service would create another. The engine never removes the association,
            // whatever its flags say. The gate removes it, after asking whether databases use it.
            { ...opts, retainOnDelete: true },
        );
    }

    private watch(name: string, args: ClusterIdentityArgs & ClusterIds): Guarded<WatchedIdentity> {
        const { vmClusterOcid, vmClusterArn, oidcProviderArn, existing, roleName, path } = args;
        const { audience = defaultAudience, subject = vmClusterOcid, permissionsBoundary } = args;
        const trust = existing === undefined ? { audience, subject, permissionsBoundary } : {};
        const tokens = args.connector && tokensOf(args, args.connector);
        const role = { roleArn: existing?.roleArn, roleName, path };
        const watched = { vmClusterOcid, vmClusterArn, oidcProviderArn, ...role, ...trust, ...tokens };
        return guarded<WatchedIdentity>("identity", name, watched, { parent: this });
    }
}
