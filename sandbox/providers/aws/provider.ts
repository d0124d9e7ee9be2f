import type { Provider, ResourceSpec } from "../host/spec";
import { stack } from "./cloudformation/stack";
import { getOpenIdConnectProvider, getRole } from "./iam/functions";
import { openIdConnectProvider } from "./iam/open-id-connect-provider";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/role-policy";
import { getCallerIdentity, getPartition, getRegion } from "./identity-functions";
import { alias } from "./kms/alias";
import { customKeyStore } from "./kms/custom-key-store";
import { getAlias, getKey } from "./kms/functions";
import { key } from "./kms/key";
import { keyPolicy } from "./kms/key-policy";
import { replicaKey } from "./kms/replica-key";
import { cloudExadataInfrastructure } from "./odb/cloud-exadata-infrastructure";
import { cloudVmCluster } from "./odb/cloud-vm-cluster";
import {
    getCloudExadataInfrastructure,
    getCloudVmCluster,
    getDbServers,
    getIamRoleAssociation,
    getNetwork,
} from "./odb/functions";
import { iamRoleAssociation } from "./odb/iam-role-association";
import { network } from "./odb/network";
import { type AwsSession, openSession } from "./session";

/** A resource of another region than the provider's is taken over as `id@region`. */
function regional(spec: ResourceSpec<AwsSession>): ResourceSpec<AwsSession> {
    const split = (id: string): [id: string, region?: string] => {
        const [, own = id, region] = /^(.*)@([a-z]{2}(?:-[a-z]+)+-\d)$/.exec(id) ?? [];
        return region === undefined ? [id] : [own, region];
    };
    return {
        ...spec,
        fromImportId(id) {
            const [own, region] = split(id);
            return { ...spec.fromImportId?.(own), ...(region && { region }) };
        },
        idAfterImport: (id) => split(id)[0],
    };
}

export const aws: Provider<AwsSession> = {
    name: "aws",
    configure: openSession,
    resources: {
        "aws:cloudformation/stack:Stack": regional(stack),
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
        "aws:iam/role:Role": role,
        "aws:iam/rolePolicy:RolePolicy": rolePolicy,
        "aws:kms/alias:Alias": regional(alias),
        "aws:kms/customKeyStore:CustomKeyStore": regional(customKeyStore),
        "aws:kms/key:Key": regional(key),
        "aws:kms/keyPolicy:KeyPolicy": regional(keyPolicy),
        "aws:kms/replicaKey:ReplicaKey": regional(replicaKey),
        "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": regional(cloudExadataInfrastructure),
        "aws:odb/cloudVmCluster:CloudVmCluster": regional(cloudVmCluster),
        "aws:odb/iamRoleAssociation:IamRoleAssociation": regional(iamRoleAssociation),
        "aws:odb/network:Network": regional(network),
    },
    functions: {
        "aws:iam/getOpenIdConnectProvider:getOpenIdConnectProvider": getOpenIdConnectProvider,
        "aws:iam/getRole:getRole": getRole,
        "aws:index/getCallerIdentity:getCallerIdentity": getCallerIdentity,
        "aws:index/getPartition:getPartition": getPartition,
        "aws:index/getRegion:getRegion": getRegion,
        "aws:kms/getAlias:getAlias": getAlias,
        "aws:kms/getKey:getKey": getKey,
        "aws:odb/getCloudExadataInfrastructure:getCloudExadataInfrastructure": getCloudExadataInfrastructure,
        "aws:odb/getCloudVmCluster:getCloudVmCluster": getCloudVmCluster,
        "aws:odb/getDbServers:getDbServers": getDbServers,
        "aws:odb/getIamRoleAssociation:getIamRoleAssociation": getIamRoleAssociation,
        "aws:odb/getNetwork:getNetwork": getNetwork,
    },
};
