import { isObject, type Plain, type Properties } from "../../host/values";

function one(value: Plain | undefined, defaults: Properties): Properties[] {
    return isObject(value) ? [{ ...defaults, ...value }] : [];
}

/** `managedServices` in Pulumi's plural layout; the look-up has another name for Zero-ETL than the resource. */
export function managedServices(wire: Properties, zeroEtl: "zeroEtlAccesses" | "zeroTlAccesses"): Properties[] {
    const endpoint = { domainName: "", ipv4Addresses: [] };
    return [
        {
            crossRegionS3RestoreSourcesAccesses: wire.crossRegionS3RestoreSourcesAccess ?? [],
            kmsAccesses: one(wire.kmsAccess, { ...endpoint, kmsPolicyDocument: "" }),
            managedS3BackupAccesses: one(wire.managedS3BackupAccess, { ipv4Addresses: [] }),
            managedServiceIpv4Cidrs: wire.managedServicesIpv4Cidrs ?? [],
            resourceGatewayArn: wire.resourceGatewayArn ?? "",
            s3Accesses: one(wire.s3Access, { ...endpoint, s3PolicyDocument: "" }),
            serviceNetworkArn: wire.serviceNetworkArn ?? "",
            serviceNetworkEndpoints: one(wire.serviceNetworkEndpoint, { vpcEndpointId: "", vpcEndpointType: "" }),
            stsAccesses: one(wire.stsAccess, { ...endpoint, stsPolicyDocument: "" }),
            [zeroEtl]: one(wire.zeroEtlAccess, { cidr: "" }),
        },
    ];
}
