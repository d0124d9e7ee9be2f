import {
    checkBackupSubnet,
    checkClientSubnet,
    checkOverlap,
    entry,
    formed,
    type Given,
    isLater,
    list,
    type MembersOf,
    memberAt,
    number,
    type Rule,
    required,
    text,
} from "../../sdk/validation";
import type { ExadataInfrastructureArgs, ExistingExadataInfrastructureArgs } from "../args/exadata-infrastructure";
import type { ExistingOdbNetworkArgs, OdbNetworkArgs } from "../args/odb-network";
import type { ExistingVmClusterArgs, VmClusterArgs, VmClusterSettings } from "../args/vm-cluster";
import { choice, document, infrastructureId, model, networkId, odbName, tags, vmClusterId } from "./values";

const documents = ["kmsPolicyDocument", "stsPolicyDocument"] as const;

/** A policy document changes an existing network, so `enableAccess` must allow that. */
const modified: Rule = ({ existing }, at) => {
    if (existing === undefined || isLater(existing)) return [];
    const given = existing as Given;
    if (given.enableAccess) return [];
    return documents
        .filter((name) => given[name] !== undefined)
        .map((name) => ({
            path: memberAt(at("existing"), name),
            reason: "is given, but without `enableAccess` the network is not modified",
            remedy: "set `enableAccess: true`, or leave this out",
        }));
};

const subnets: Rule = ({ clientSubnetCidr, backupSubnetCidr }, at) =>
    checkOverlap(at("backupSubnetCidr"), backupSubnetCidr, clientSubnetCidr, "clientSubnetCidr");

const subnetPattern = "^\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}/\\d{1,2}$";
const zone = text();
const creationOr = { member: "existing", both: ["protect"] };

export const odbNetwork = entry<OdbNetworkArgs>(
    "OdbNetworkArgs",
    {
        availabilityZoneId: zone,
        clientSubnetCidr: text({ check: checkClientSubnet, pattern: subnetPattern }),
        backupSubnetCidr: text({ check: checkBackupSubnet, pattern: subnetPattern }),
        displayName: odbName,
        defaultDnsPrefix: text(
            formed(
                /^[a-zA-Z][a-zA-Z0-9]{0,14}$/,
                "a DNS prefix",
                "use at most 15 letters and digits, starting with a letter",
            ),
        ),
        kmsPolicyDocument: document,
        stsPolicyDocument: document,
        tags,
        existing: entry<ExistingOdbNetworkArgs>("ExistingOdbNetworkArgs", {
            id: required(networkId),
            enableAccess: choice,
            kmsPolicyDocument: document,
            stsPolicyDocument: document,
        }),
        protect: choice,
    },
    {
        existing: { ...creationOr, needs: ["availabilityZoneId", "clientSubnetCidr", "backupSubnetCidr"] },
        rules: [subnets, modified],
    },
);

export const exadataInfrastructure = entry<ExadataInfrastructureArgs>(
    "ExadataInfrastructureArgs",
    {
        availabilityZoneId: zone,
        shape: model,
        computeCount: number({ least: 1 }),
        storageCount: number({ least: 1 }),
        databaseServerType: model,
        storageServerType: model,
        displayName: odbName,
        tags,
        existing: entry<ExistingExadataInfrastructureArgs>("ExistingExadataInfrastructureArgs", {
            id: required(infrastructureId),
        }),
        protect: choice,
    },
    { existing: { ...creationOr, needs: ["availabilityZoneId", "shape"] } },
);

/** Settings of a new cluster. An estate takes these too. */
export const clusterSettings: MembersOf<VmClusterSettings> = {
    giVersion: text(),
    hostnamePrefix: text(
        formed(
            /^[a-zA-Z](?:[a-zA-Z0-9-]{0,10}[a-zA-Z0-9])?$/,
            "a host name prefix",
            'use at most 12 letters, digits and "-", starting with a letter',
        ),
    ),
    sshPublicKeys: list(text(), { least: 1 }),
    cpuCoreCount: number({ least: 0, most: 10_000 }),
    dataStorageSizeInTbs: number({ least: 0, decimals: true }),
    licenseModel: text({ values: ["LICENSE_INCLUDED", "BRING_YOUR_OWN_LICENSE"] }),
    displayName: odbName,
    tags,
};

export const existingVmCluster = entry<ExistingVmClusterArgs>("ExistingVmClusterArgs", { id: required(vmClusterId) });

export const vmCluster = entry<VmClusterArgs>(
    "VmClusterArgs",
    { networkId, infrastructureId, ...clusterSettings, existing: existingVmCluster, protect: choice },
    {
        existing: {
            ...creationOr,
            needs: ["networkId", "infrastructureId", "giVersion", "hostnamePrefix", "sshPublicKeys"],
        },
    },
);
