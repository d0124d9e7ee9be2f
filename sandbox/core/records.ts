import type * as database from "oci-database";
import type * as dbmulticloud from "oci-dbmulticloud";
import type * as identity from "oci-identity";
import type { Stored, Wire } from "./wire";

export type ResourceStatus =
    | "AVAILABLE"
    | "FAILED"
    | "MAINTENANCE_IN_PROGRESS"
    | "PROVISIONING"
    | "TERMINATED"
    | "TERMINATING"
    | "UPDATING";
export type AccessStatus = "ENABLED" | "ENABLING" | "DISABLED" | "DISABLING";
export type RoleStatus =
    | "ASSOCIATING"
    | "DISASSOCIATING"
    | "FAILED"
    | "CONNECTED"
    | "DISCONNECTED"
    | "PARTIALLY_CONNECTED"
    | "UNKNOWN";

/** Tags of ODB resources, by ARN, live in `World.odbTags`. Members are named as ODB names them. */
export interface OdbNetwork {
    odbNetworkId: string;
    odbNetworkArn: string;
    displayName: string;
    status: ResourceStatus;
    statusReason?: string;
    /** The inputs of CreateOdbNetwork and UpdateOdbNetwork as accepted: subnets, zone, access flags, documents, … */
    inputs: Record<string, unknown>;
    stsAccess: AccessStatus;
    kmsAccess: AccessStatus;
    s3Access: AccessStatus;
    zeroEtlAccess: AccessStatus;
    stsPolicyDocument?: string;
    kmsPolicyDocument?: string;
    createdAt: string;
}

export interface ExadataInfrastructure {
    cloudExadataInfrastructureId: string;
    cloudExadataInfrastructureArn: string;
    displayName: string;
    status: ResourceStatus;
    statusReason?: string;
    inputs: Record<string, unknown>;
    ocid?: string;
    ociUrl?: string;
    dbServerIds: string[];
    createdAt: string;
}

export interface RoleAssociation {
    iamRoleArn: string;
    awsIntegration: "KmsTde";
    status: RoleStatus;
    statusReason?: string;
}

/** One VM cluster: what AWS shows, and from AVAILABLE on its twin in OCI. */
export interface VmCluster {
    cloudVmClusterId: string;
    cloudVmClusterArn: string;
    displayName: string;
    status: ResourceStatus;
    statusReason?: string;
    inputs: Record<string, unknown>;
    odbNetworkId: string;
    cloudExadataInfrastructureId: string;
    hostname: string;
    ocid?: string;
    ociUrl?: string;
    nodes: { hostId: string; hostName: string; dbNodeId: string }[];
    roles: RoleAssociation[];
    twin?: Stored<Wire<database.models.CloudVmCluster>>;
    createdAt: string;
}

export type Connector = Stored<Wire<dbmulticloud.models.OracleDbAwsIdentityConnector>>;
export type AwsKey = Stored<Wire<dbmulticloud.models.OracleDbAwsKey>>;
export type Discovery = Stored<Wire<dbmulticloud.models.MultiCloudResourceDiscovery>>;
export type DbHome = Stored<Wire<database.models.DbHome>>;
export type PluggableDatabase = Stored<Wire<database.models.PluggableDatabase>>;
export type Policy = Stored<Wire<identity.models.Policy>>;
export type Domain = Stored<Wire<identity.models.Domain>>;
/** A group of people, or with a matching rule one of resources. */
export type Group = Stored<
    Wire<Omit<identity.models.Group, "freeformTags" | "definedTags">> & { matchingRule?: string }
>;
export type Compartment = Stored<Wire<identity.models.Compartment>>;

/** One master key version of a container, newest last in `KeyRing.versions`. */
export interface MasterKeyVersion {
    /** `ORACLE.TDE.HSM.MK.…` on AWS KMS; base64 text in the wallet. */
    id: string;
    /** OKV is Oracle Key Vault, OCI the vault service of OCI: the sandbox has neither, and takes both for well. */
    keystore: "WALLET" | "AWS" | "OKV" | "OCI";
    /** ARN of the KMS key that wraps this version; absent in the wallet. */
    keyArn?: string;
    /** A data key of the database, wrapped by KMS under `EncryptionContext {MKID: id}`; base64. */
    wrapped?: string;
    activatedAt: string;
}

/** The keys of CDB$ROOT or of one PDB. The last version is the one in use. */
export interface KeyRing {
    container: string;
    conId: number;
    versions: MasterKeyVersion[];
}

export interface Database {
    oci: Stored<Wire<database.models.Database>>;
    root: KeyRing;
    /** By OCID of the PDB. */
    pluggable: Map<string, KeyRing>;
}

/** A work request of either API; `api` decides shape and path. */
export interface WorkRequest {
    api: "dbmulticloud" | "iaas";
    id: string;
    etag: string;
    operationType: string;
    status:
        | "ACCEPTED"
        | "IN_PROGRESS"
        | "WAITING"
        | "NEEDS_ATTENTION"
        | "FAILED"
        | "SUCCEEDED"
        | "CANCELING"
        | "CANCELED";
    compartmentId: string;
    resources: { entityType: string; actionType: string; identifier: string; entityUri?: string }[];
    percentComplete: number;
    timeAccepted: string;
    timeStarted?: string;
    timeFinished?: string;
    errors: { code: string; message: string; timestamp: string }[];
    logs: { message: string; timestamp: string }[];
}

export interface Onboarding {
    status: string;
    /** Absent for an account linked before the integration was generally available, until InitializeService makes it. */
    identityDomain?: { status: ResourceStatus; statusReason?: string };
}

/** A custom key store of KMS, which keeps the material of its keys in a CloudHSM cluster. Members as KMS names them. */
export interface CustomKeyStore {
    CustomKeyStoreId: string;
    CustomKeyStoreName: string;
    CustomKeyStoreType: "AWS_CLOUDHSM";
    CloudHsmClusterId: string;
    TrustAnchorCertificate: string;
    ConnectionState: "CONNECTED" | "CONNECTING" | "FAILED" | "DISCONNECTED" | "DISCONNECTING";
    ConnectionErrorCode?: string;
    /** In seconds since the epoch. */
    CreationDate: number;
    region: string;
    keyArns: Set<string>;
}
