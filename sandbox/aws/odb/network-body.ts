import type { AccessStatus, OdbNetwork } from "../../core/records";
import type { SandboxSettings } from "../../core/settings";
import { consoleUrl, derivedOcid, derivedText } from "./derived";
import type { Members } from "./service";

const serviceCidr = "169.254.30.0/28";

/** An ODB network as GetOdbNetwork and ListOdbNetworks show it. */
export function networkBody(settings: SandboxSettings, network: OdbNetwork): Members {
    const { inputs } = network;
    const vcn = derivedOcid(settings, "vcn", network.odbNetworkId);
    const anchor = derivedOcid(settings, "networkanchor", network.odbNetworkId);
    const settled = network.status !== "PROVISIONING";
    return {
        odbNetworkId: network.odbNetworkId,
        odbNetworkArn: network.odbNetworkArn,
        displayName: network.displayName,
        status: network.status,
        statusReason: network.statusReason,
        availabilityZone: inputs.availabilityZone,
        availabilityZoneId: inputs.availabilityZoneId,
        clientSubnetCidr: inputs.clientSubnetCidr,
        backupSubnetCidr: inputs.backupSubnetCidr,
        customDomainName: inputs.customDomainName,
        defaultDnsPrefix: inputs.defaultDnsPrefix,
        peeredCidrs: inputs.peeredCidrs,
        createdAt: network.createdAt,
        percentProgress: settled ? 100 : 0,
        ...(settled && {
            ociNetworkAnchorId: anchor,
            ociNetworkAnchorUrl: consoleUrl(settings, `multicloud/network-anchors/${anchor}`),
            ociResourceAnchorName: `anchor-${settings.accountId}`,
            ociVcnId: vcn,
            ociVcnUrl: consoleUrl(settings, `networking/vcns/${vcn}`),
        }),
        managedServices: managedServices(settings, network),
    };
}

function managedServices(settings: SandboxSettings, network: OdbNetwork): Members {
    const { awsRegion, accountId } = settings;
    const lattice = `arn:aws:vpc-lattice:${awsRegion}:${accountId}`;
    const unique = derivedText(network.odbNetworkId, 17);
    const sources = network.inputs.crossRegionS3RestoreSourcesToEnable as string[] | undefined;
    return {
        serviceNetworkArn: `${lattice}:servicenetwork/sn-${unique}`,
        resourceGatewayArn: `${lattice}:resourcegateway/rgw-${unique}`,
        managedServicesIpv4Cidrs: [serviceCidr],
        serviceNetworkEndpoint: { vpcEndpointId: `vpce-${unique}`, vpcEndpointType: "SERVICENETWORK" },
        managedS3BackupAccess: { status: "ENABLED", ipv4Addresses: ["169.254.30.2"] },
        zeroEtlAccess: {
            status: network.zeroEtlAccess,
            cidr: isOn(network.zeroEtlAccess) ? "169.254.30.16/28" : undefined,
        },
        s3Access: {
            ...reachable(network.s3Access, `s3.${awsRegion}.amazonaws.com`, "169.254.30.3"),
            s3PolicyDocument: network.inputs.s3PolicyDocument,
        },
        stsAccess: {
            ...reachable(network.stsAccess, `sts.${awsRegion}.amazonaws.com`, "169.254.30.4"),
            stsPolicyDocument: network.stsPolicyDocument,
        },
        kmsAccess: {
            ...reachable(network.kmsAccess, `kms.${awsRegion}.amazonaws.com`, "169.254.30.5"),
            kmsPolicyDocument: network.kmsPolicyDocument,
        },
        crossRegionS3RestoreSourcesAccess: sources?.map((region) => ({
            region,
            ipv4Addresses: ["169.254.30.6"],
            status: "ENABLED",
        })),
    };
}

/** Address and name of a managed service are there while the network leads to it. */
function reachable(status: AccessStatus, domainName: string, address: string): Members {
    return isOn(status) ? { status, domainName, ipv4Addresses: [address] } : { status };
}

function isOn(status: AccessStatus): boolean {
    return status === "ENABLED" || status === "DISABLING";
}
