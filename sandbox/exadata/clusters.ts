import { etag, ocid, odbId } from "../core/ids";
import type { ExadataInfrastructure, VmCluster } from "../core/records";
import { settingsOf } from "../core/regions";
import type { SandboxSettings } from "../core/settings";
import type { World } from "../core/world";
import { connectorOf } from "./connectors";

const usualNodes = 2;

/** The OCI twin of a cluster that has become AVAILABLE in AWS. A twin that is there already stays as it is. */
export function attachCluster(world: World, cluster: VmCluster): void {
    if (cluster.twin) return;
    const settings = settingsOf(world.settings, cluster.cloudVmClusterArn);
    const infrastructure = world.infrastructures.get(cluster.cloudExadataInfrastructureId);
    cluster.ocid ??= ocid(settings, "cloudvmcluster");
    cluster.ociUrl ??= consoleUrl(settings, "cloudVmClusters", cluster.ocid);
    if (cluster.nodes.length === 0) cluster.nodes = newNodes(settings, cluster);
    cluster.twin = {
        etag: etag(),
        value: {
            id: cluster.ocid,
            compartmentId: settings.compartmentId,
            subscriptionId: `ocid1.organizationssubscription.oc1.${settings.ociRegionKey}.aaaasandboxsubscription`,
            availabilityDomain: `Uocm:${settings.ociRegion.toUpperCase()}-AD-1`,
            subnetId: ocid(settings, "subnet"),
            backupSubnetId: ocid(settings, "subnet"),
            shape: text(infrastructure?.inputs.shape) ?? "Exadata.X11M",
            lifecycleState: "AVAILABLE",
            nodeCount: cluster.nodes.length,
            displayName: cluster.displayName,
            timeCreated: cluster.createdAt,
            hostname: cluster.hostname,
            domain: "ocitest.oraclevcn.com",
            cpuCoreCount: Number(cluster.inputs.cpuCoreCount ?? 4),
            cloudExadataInfrastructureId: infrastructureOcid(settings, infrastructure),
            giVersion: text(cluster.inputs.giVersion),
            sshPublicKeys: list(cluster.inputs.sshPublicKeys),
            licenseModel:
                cluster.inputs.licenseModel === "BRING_YOUR_OWN_LICENSE"
                    ? "BRING_YOUR_OWN_LICENSE"
                    : "LICENSE_INCLUDED",
            dbServers: cluster.nodes.map(() => ocid(settings, "dbserver")),
            multiCloudIdentityConnectorConfigs: [],
            freeformTags: {},
            definedTags: world.tagging.automaticTags("multicloud"),
            systemTags: {},
        },
    };
}

/** The twin goes with everything that lived on it. */
export function detachCluster(world: World, cluster: VmCluster): void {
    const id = cluster.ocid;
    if (id === undefined) return;
    for (const database of world.databasesOn(id)) {
        world.databases.delete(database.oci.value.id);
        for (const pluggable of world.pluggableDatabases.values())
            if (pluggable.value.containerDatabaseId === database.oci.value.id)
                world.pluggableDatabases.delete(pluggable.value.id);
    }
    for (const home of world.dbHomes.values()) if (home.value.vmClusterId === id) world.dbHomes.delete(home.value.id);
    const connector = connectorOf(world, id);
    if (connector) {
        for (const key of world.awsKeys.values())
            if (key.value.oracleDbConnectorId === connector.value.id) world.awsKeys.delete(key.value.id);
        world.connectors.delete(connector.value.id);
    }
    cluster.roles = [];
    delete cluster.twin;
}

/** Where the OCI console shows a resource; it carries region, tenancy and compartment. */
export function consoleUrl(
    { ociRegion, tenancyId, compartmentId }: SandboxSettings,
    kind: "cloudVmClusters" | "cloudExadataInfrastructures",
    id: string,
): string {
    return `https://cloud.oracle.com/dbaas/${kind}/${id}?region=${ociRegion}&tenant=${tenancyId}&compartmentId=${compartmentId}`;
}

function newNodes(settings: SandboxSettings, cluster: VmCluster): VmCluster["nodes"] {
    const count = list(cluster.inputs.dbServers).length || usualNodes;
    return Array.from({ length: count }, (_, index) => ({
        hostId: ocid(settings, "dbnode"),
        hostName: `${cluster.hostname}${index + 1}`,
        dbNodeId: odbId("dbn"),
    }));
}

function infrastructureOcid(settings: SandboxSettings, infrastructure: ExadataInfrastructure | undefined): string {
    const id = infrastructure?.ocid ?? ocid(settings, "cloudexadatainfrastructure");
    if (infrastructure) infrastructure.ocid = id;
    return id;
}

function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function list(value: unknown): string[] {
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
