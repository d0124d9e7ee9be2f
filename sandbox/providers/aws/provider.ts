import type { Provider } from "../host/spec";
import { getOpenIdConnectProvider, getRole } from "./iam/functions";
import { openIdConnectProvider } from "./iam/open-id-connect-provider";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/role-policy";
import { getCallerIdentity, getPartition, getRegion } from "./identity-functions";
import { alias } from "./kms/alias";
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

export const aws: Provider<AwsSession> = {
    name: "aws",
    configure: openSession,
    resources: {
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider": openIdConnectProvider,
        "aws:iam/role:Role": role,
        "aws:iam/rolePolicy:RolePolicy": rolePolicy,
        "aws:kms/alias:Alias": alias,
        "aws:kms/key:Key": key,
        "aws:kms/keyPolicy:KeyPolicy": keyPolicy,
        "aws:kms/replicaKey:ReplicaKey": replicaKey,
        "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": cloudExadataInfrastructure,
        "aws:odb/cloudVmCluster:CloudVmCluster": cloudVmCluster,
        "aws:odb/iamRoleAssociation:IamRoleAssociation": iamRoleAssociation,
        "aws:odb/network:Network": network,
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
