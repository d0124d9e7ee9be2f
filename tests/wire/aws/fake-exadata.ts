import { type Exadata, Refusal } from "../../../sandbox/core/exadata";
import { ocid } from "../../../sandbox/core/ids";
import type { VmCluster } from "../../../sandbox/core/records";
import type { World } from "../../../sandbox/core/world";

/** What the AWS half asks of the simulated Exadata, without databases and without OCI. */
export class FakeExadata
    implements Pick<Exadata, "attachCluster" | "detachCluster" | "associateRole" | "disassociateRole">
{
    readonly attached = new Set<string>();
    /** The reason of the next refusal, if any. */
    refusal?: string;
    outcome: "CONNECTED" | "DISCONNECTED" | "PARTIALLY_CONNECTED" = "CONNECTED";

    constructor(private readonly world: World) {}

    attachCluster(cluster: VmCluster): void {
        const { settings } = this.world;
        if (this.refusal) throw new Refusal("LimitExceeded", this.refusal);
        this.attached.add(cluster.cloudVmClusterId);
        cluster.ocid = ocid(settings, "cloudvmcluster");
        cluster.ociUrl = `https://cloud.oracle.com/dbaas/cloudVmClusters/${cluster.ocid}?region=${settings.ociRegion}&tenant=sandbox&compartmentId=${settings.compartmentId}`;
        const servers = cluster.inputs.dbServers as string[];
        cluster.nodes = servers.map((_, index) => ({
            hostId: ocid(settings, "dbnode"),
            hostName: `${cluster.hostname}${index + 1}`,
            dbNodeId: `dbn_sandbox${index}`,
        }));
    }

    detachCluster(cluster: VmCluster): void {
        this.attached.delete(cluster.cloudVmClusterId);
    }

    associateRole(cluster: VmCluster, iamRoleArn: string): void {
        if (this.refusal) throw new Refusal("IncorrectState", this.refusal);
        const role: VmCluster["roles"][number] = { iamRoleArn, awsIntegration: "KmsTde", status: "ASSOCIATING" };
        cluster.roles.push(role);
        this.world.jobs.after("roleAssociation", () => {
            role.status = this.outcome;
        });
    }

    disassociateRole(cluster: VmCluster, iamRoleArn: string): void {
        if (this.refusal) throw new Refusal("IncorrectState", this.refusal);
        for (const role of cluster.roles) if (role.iamRoleArn === iamRoleArn) role.status = "DISASSOCIATING";
        this.world.jobs.after("roleDisassociation", () => {
            cluster.roles = cluster.roles.filter((role) => role.iamRoleArn !== iamRoleArn);
        });
    }
}
