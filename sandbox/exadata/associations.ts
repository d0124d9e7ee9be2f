import { etag, ocid } from "../core/ids";
import type { Connector, RoleAssociation, VmCluster } from "../core/records";
import { settingsOf } from "../core/regions";
import { issuerOf } from "../core/settings";
import type { World } from "../core/world";
import type { AwsClients } from "./aws/clients";
import { asRefusal } from "./aws/refusals";
import { readRole } from "./aws/roles";
import { connect, connectorOf, linkConnector, unlinkConnector } from "./connectors";

/** The role appears at once, an identity connector comes with it, and later both say what the nodes could do. */
export function associateRole(world: World, clients: AwsClients, cluster: VmCluster, roleArn: string): void {
    const association: RoleAssociation = { iamRoleArn: roleArn, awsIntegration: "KmsTde", status: "ASSOCIATING" };
    cluster.roles.push(association);
    const connector = prepareConnector(world, cluster, roleArn);
    linkConnector(cluster, connector.value.id);
    world.jobs.after(
        "roleAssociation",
        async () => {
            const role = await readRole(clients.iam, roleArn);
            if (association.status === "DISASSOCIATING") return;
            if (!role) {
                fail(association, connector, `The account has no IAM role ${roleArn}.`);
                return;
            }
            await connect(world, clients, connector);
            settle(association, connector, "ACTIVE");
        },
        (error) => fail(association, connector, asRefusal(error, "IAM").message),
    );
}

/** The connector that somebody made for the cluster beforehand takes the role on; otherwise there is a new one. */
function prepareConnector(world: World, cluster: VmCluster, roleArn: string): Connector {
    const known = connectorOf(world, cluster.ocid);
    const connector = known ?? newConnector(world, cluster);
    connector.value.serviceRoleDetails = [
        {
            roleArn,
            servicePrivateEndpoint: `https://kms.${settingsOf(world.settings, cluster.cloudVmClusterArn).awsRegion}.amazonaws.com`,
            serviceType: "KMS",
            assumeRoleStatus: "UNKNOWN",
            awsNodes: cluster.nodes.map((node) => ({
                hostName: node.hostName,
                hostId: node.hostId,
                status: "UNKNOWN",
                timeLastChecked: new Date().toISOString(),
            })),
        },
    ];
    connector.value.lifecycleState = known ? "UPDATING" : "CREATING";
    connector.etag = etag();
    world.connectors.set(connector.value.id, connector);
    return connector;
}

function newConnector(world: World, cluster: VmCluster): Connector {
    const settings = settingsOf(world.settings, cluster.cloudVmClusterArn);
    const now = new Date().toISOString();
    return {
        etag: etag(),
        value: {
            id: ocid(settings, "oracledbawsconnector"),
            displayName: `${cluster.displayName}-connector`,
            compartmentId: cluster.twin?.value.compartmentId ?? settings.compartmentId,
            resourceId: cluster.ocid ?? "",
            issuerUrl: issuerOf(settings.domainUrl),
            oidcScope: "DBMC/aws",
            awsLocation: settings.awsRegion,
            awsStsPrivateEndpoint: `https://sts.${settings.awsRegion}.amazonaws.com`,
            awsAccountId: settings.accountId,
            serviceRoleDetails: [],
            timeCreated: now,
            timeUpdated: now,
            freeformTags: {},
            definedTags: world.tagging.automaticTags("multicloud"),
            systemTags: {},
        },
    };
}

/** Ends the association's first attempt, unless it was called back in the meantime. */
function settle(association: RoleAssociation, connector: Connector, state: "ACTIVE" | "FAILED"): void {
    if (association.status === "DISASSOCIATING") return;
    connector.value.lifecycleState = state;
    connector.value.timeUpdated = new Date().toISOString();
    connector.etag = etag();
}

function fail(association: RoleAssociation, connector: Connector, reason: string): void {
    if (association.status === "DISASSOCIATING") return;
    association.status = "FAILED";
    association.statusReason = reason;
    connector.value.lifecycleStateDetails = reason;
    settle(association, connector, "FAILED");
}

/** The role shows DISASSOCIATING at once; later it, the connector and the cluster's link to it are gone. */
export function disassociateRole(world: World, cluster: VmCluster, roleArn: string): void {
    const association = cluster.roles.find((role) => role.iamRoleArn === roleArn);
    if (!association) return;
    association.status = "DISASSOCIATING";
    delete association.statusReason;
    const connector = connectorOf(world, cluster.ocid);
    if (connector) {
        connector.value.lifecycleState = "DELETING";
        connector.etag = etag();
    }
    world.jobs.after("roleDisassociation", () => {
        cluster.roles = cluster.roles.filter((role) => role !== association);
        if (connector) world.connectors.delete(connector.value.id);
        unlinkConnector(cluster);
    });
}
