export {
    ChangeGuard,
    type ChangeGuardArgs,
    type GuardedSubjectArgs,
    MasterKeyUsage,
    type MasterKeyUsageArgs,
    type MasterKeyUse,
    UseGuard,
    type UseGuardArgs,
} from "../sdk/dynamic";
export { AccountSetupStack, type AccountSetupStackArgs } from "./account-setup-stack";
export { AwsKeyReadPolicy, type AwsKeyReadPolicyArgs, type ExistingAwsKeyReadPolicyArgs } from "./aws-key-read-policy";
export { ClusterIdentity, type ClusterIdentityArgs, type NewIdentityConnectorArgs } from "./cluster-identity";
export { ClusterKeyStore, type ClusterKeyStoreArgs } from "./cluster-key-store";
export { CustomKeyStore, type CustomKeyStoreArgs, type ExistingCustomKeyStoreArgs } from "./custom-key-store";
export {
    DatabaseEncryption,
    type DatabaseEncryptionArgs,
    type KeyRotation,
    type PluggableDatabaseKeyArgs,
} from "./database-encryption";
export { EncryptedDatabase, type EncryptedDatabaseArgs } from "./encrypted-database";
export type {
    ClusterEntry,
    ClusterIdentityEntry,
    ExadataKeyManagementArgs,
    KeyReadPolicyEntry,
    NewVmClusterEntry,
    VmClusterEntry,
} from "./estate/args";
export type { DatabaseEntry, NewDatabaseEntry } from "./estate/database-args";
export { ExadataKeyManagement, type ManagedDatabase } from "./estate/exadata-key-management";
export type { KeyEntry } from "./estate/key-args";
export { readEstate } from "./estate/read-estate";
export {
    ExadataInfrastructure,
    type ExadataInfrastructureArgs,
    type ExistingExadataInfrastructureArgs,
} from "./exadata-infrastructure";
export { IdentityDomain, type IdentityDomainArgs } from "./identity-domain";
export {
    type DiscoveredKey,
    type ExistingKeyRegistrationArgs,
    KeyDiscovery,
    KeyRegistration,
    type KeyRegistrationArgs,
} from "./key-registration";
export { type ExistingKeyArgs, ManagedKey, type ManagedKeyArgs, type ReplicaKeyArgs } from "./managed-key";
export { type ExistingOdbNetworkArgs, OdbNetwork, type OdbNetworkArgs } from "./odb-network";
export { type ExistingOidcProviderArgs, OidcTrust, type OidcTrustArgs } from "./oidc-trust";
export { type ExistingVmClusterArgs, VmCluster, type VmClusterArgs } from "./vm-cluster";
