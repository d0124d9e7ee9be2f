import { Refusal } from "../../../core/exadata";
import type { VmCluster } from "../../../core/records";
import type { World } from "../../../core/world";
import { isHere } from "../find";
import { conflict, invalid, notFound, refused } from "../refusals";
import type { Members, OdbService } from "../service";
import { requireAvailable } from "./clusters";

export interface RoleAssociationInput {
    iamRoleArn: string;
    awsIntegration: "KmsTde";
    resourceArn: string;
}

/**
 * A role that is there twice, or a second one, is a conflict: the cluster has one identity for AWS KMS.
 * With `failure` the association ends FAILED before anything is made in OCI.
 */
export async function associateIamRoleToResource(
    { world, exadata, principals }: OdbService,
    input: RoleAssociationInput,
    failure?: string,
): Promise<Members> {
    const cluster = clusterOf(world, input.resourceArn);
    const { identityDomain } = world.onboarding;
    if (identityDomain?.status !== "AVAILABLE") {
        throw refused("The account has no OCI identity domain yet: call InitializeService with ociIdentityDomain.");
    }
    if (input.iamRoleArn.split(":")[4] !== world.settings.accountId || !(await principals.exists(input.iamRoleArn))) {
        throw invalid("iamRoleArn", "The role does not exist in this account.");
    }
    requireAvailable(cluster);
    const present = cluster.roles.find((role) => role.awsIntegration === input.awsIntegration);
    if (present) {
        throw conflict(
            "cloud-vm-cluster",
            cluster.cloudVmClusterId,
            `The role ${present.iamRoleArn} is associated for ${input.awsIntegration} already (${present.status}).`,
        );
    }
    if (failure !== undefined) {
        failAssociation(world, cluster, input, failure);
        return {};
    }
    translate(cluster, () => exadata.associateRole(cluster, input.iamRoleArn));
    return {};
}

export function disassociateIamRoleFromResource({ world, exadata }: OdbService, input: RoleAssociationInput): Members {
    const cluster = clusterOf(world, input.resourceArn);
    const present = cluster.roles.find(
        (role) => role.iamRoleArn === input.iamRoleArn && role.awsIntegration === input.awsIntegration,
    );
    // The native provider takes exactly these words as "gone already".
    if (!present) throw refused(`The resource ${input.resourceArn} doesn't have any role associated.`);
    if (present.status === "DISASSOCIATING") return {};
    const names = registeredKeys(world, cluster);
    if (names.length > 0) {
        throw conflict(
            "cloud-vm-cluster",
            cluster.cloudVmClusterId,
            `Keys are still registered through this role: ${names.join(", ")}.`,
        );
    }
    translate(cluster, () => exadata.disassociateRole(cluster, input.iamRoleArn));
    return {};
}

function clusterOf(world: World, arn: string): VmCluster {
    const cluster = world.clusterByArn(arn);
    if (!cluster || !isHere(world, arn)) throw notFound("cloud-vm-cluster", arn);
    return cluster;
}

function failAssociation(world: World, cluster: VmCluster, input: RoleAssociationInput, reason: string): void {
    const { iamRoleArn, awsIntegration } = input;
    const role: VmCluster["roles"][number] = { iamRoleArn, awsIntegration, status: "ASSOCIATING" };
    cluster.roles.push(role);
    world.jobs.after("roleAssociation", () => {
        role.status = "FAILED";
        role.statusReason = reason;
    });
}

/** Names of the keys that databases of the cluster could still be using. */
function registeredKeys(world: World, cluster: VmCluster): string[] {
    const connectors = [...world.connectors.values()]
        .filter((connector) => connector.value.resourceId === cluster.ocid)
        .map((connector) => connector.value.id);
    return [...world.awsKeys.values()]
        .map((key) => key.value)
        .filter((key) => key.oracleDbConnectorId !== undefined && connectors.includes(key.oracleDbConnectorId))
        .filter((key) => !["DELETED", "FAILED"].includes(String(key.lifecycleState)))
        .map((key) => key.displayName ?? key.id);
}

function translate(cluster: VmCluster, work: () => void): void {
    try {
        work();
    } catch (error) {
        if (error instanceof Refusal) throw conflict("cloud-vm-cluster", cluster.cloudVmClusterId, error.message);
        throw error;
    }
}
