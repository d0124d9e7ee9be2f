import type { FunctionSpec } from "../../host/spec";
import { isObject, type Plain, type Properties } from "../../host/values";
import type { AwsSession } from "../session";
import { findInfrastructure, infrastructureOutputs } from "./cloud-exadata-infrastructure";
import { clusterOutputs, findCluster, iormConfigCaches } from "./cloud-vm-cluster";
import { liveTags, objectOf, pick, pulumiNames } from "./common";
import { findRole } from "./iam-role-association";
import { fromWire } from "./maintenance-window";
import { managedServices } from "./managed-services";
import { findNetwork } from "./network";

type Odb = FunctionSpec<AwsSession>;

function missing(kind: string, id: Plain | undefined): Error {
    return new Error(`reading ODB (Oracle Database@AWS) ${kind} (${String(id)}): couldn't find resource`);
}

export const getNetwork: Odb = async (args, { session }) => {
    const region = session.regionOf(args);
    const odb = session.odb(region);
    const wire = await findNetwork(odb, String(args.id));
    if (!wire) throw missing("Odb Network", args.id);
    const { odbNetworkId: _, odbNetworkArn: arn, managedServices: services, ...members } = wire;
    return {
        ec2PlacementGroupIds: [],
        ociDnsForwardingConfigs: [],
        peeredCidrs: [],
        ...members,
        arn,
        id: args.id,
        managedServices: managedServices(objectOf(services), "zeroTlAccesses"),
        region,
        tags: await liveTags(odb, arn),
    };
};

export const getCloudExadataInfrastructure: Odb = async (args, { session }) => {
    const region = session.regionOf(args);
    const odb = session.odb(region);
    const wire = await findInfrastructure(odb, String(args.id));
    if (!wire) throw missing("Cloud Exadata Infrastructure", args.id);
    const arn = wire.cloudExadataInfrastructureArn;
    const names = ["availabilityZone", "availabilityZoneId", "computeCount", "databaseServerType", "displayName"];
    return {
        ...pick(pulumiNames(wire), [...infrastructureOutputs, ...names, "shape", "storageCount", "storageServerType"]),
        arn,
        customerContactsToSendToOcis: wire.customerContactsToSendToOCI ?? [],
        id: args.id,
        maintenanceWindows: [fromWire(objectOf(wire.maintenanceWindow))],
        region,
        tags: await liveTags(odb, arn),
    };
};

/** Has no `iamRoles`, as the real look-up has none. */
export const getCloudVmCluster: Odb = async (args, { session }) => {
    const region = session.regionOf(args);
    const odb = session.odb(region);
    const wire = await findCluster(odb, String(args.id));
    if (!wire) throw missing("Cloud Vm Cluster", args.id);
    const names = [
        "cloudExadataInfrastructureArn",
        "cloudExadataInfrastructureId",
        "clusterName",
        "cpuCoreCount",
        "dataStorageSizeInTbs",
        "dbNodeStorageSizeInGbs",
        "dbServers",
        "displayName",
        "giVersion",
        "isLocalBackupEnabled",
        "licenseModel",
        "memorySizeInGbs",
        "odbNetworkArn",
        "odbNetworkId",
        "sshPublicKeys",
    ];
    return {
        ...pick(pulumiNames(wire), [...clusterOutputs, ...names]),
        arn: wire.cloudVmClusterArn,
        dataCollectionOptions: isObject(wire.dataCollectionOptions) ? [wire.dataCollectionOptions] : [],
        hostnamePrefixComputed: wire.hostname,
        id: args.id,
        iormConfigCaches: iormConfigCaches(wire.iormConfigCache),
        isSparseDiskGroupEnabled: wire.isSparseDiskgroupEnabled ?? false,
        region,
        tags: await liveTags(odb, wire.cloudVmClusterArn),
        timezone: wire.timeZone,
    };
};

export const getIamRoleAssociation: Odb = async (args, { session }) => {
    const region = session.regionOf(args);
    const { iamRoleArn, resourceArn } = args;
    const role = await findRole(session.odb(region), String(resourceArn), String(iamRoleArn));
    if (!role)
        throw missing("IAM Role Association", `IAM role ${String(iamRoleArn)} for resource ${String(resourceArn)}`);
    const { awsIntegration, status, statusReason } = role;
    return { awsIntegration, iamRoleArn, region, resourceArn, status, statusReason: statusReason ?? "" };
};

export const getDbServers: Odb = async (args, { session }) => {
    const region = session.regionOf(args);
    const odb = session.odb(region);
    const { cloudExadataInfrastructureId } = args;
    const dbServers: Properties[] = [];
    let nextToken: Plain | undefined;
    do {
        const page = await odb.send("ListDbServers", {
            cloudExadataInfrastructureId,
            ...(nextToken && { nextToken }),
        });
        const servers = Array.isArray(page.dbServers) ? page.dbServers.filter(isObject) : [];
        dbServers.push(...servers.map(serverOf));
        nextToken = page.nextToken;
    } while (nextToken);
    return { cloudExadataInfrastructureId, dbServers, region };
};

function serverOf(wire: Properties): Properties {
    const { dbServerId: id, dbServerPatchingDetails, ...members } = pulumiNames(wire);
    return {
        autonomousVirtualMachineIds: [],
        autonomousVmClusterIds: [],
        vmClusterIds: [],
        ...members,
        dbServerPatchingDetails: isObject(dbServerPatchingDetails) ? [dbServerPatchingDetails] : [],
        id,
    };
}
