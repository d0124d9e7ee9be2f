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
export {
    AwsKeyReadPolicy,
    type AwsKeyReadPolicyArgs,
    type ExistingAwsKeyReadPolicyArgs,
    type KeyReadPolicySettings,
} from "./aws-key-read-policy";
export {
    ClusterIdentity,
    type ClusterIdentityArgs,
    type ClusterIdentitySettings,
    type IdentityConnectorSettings,
    type NewIdentityConnectorArgs,
} from "./cluster-identity";
export { ClusterKeyStore, type ClusterKeyStoreArgs } from "./cluster-key-store";
export { CustomKeyStore, type CustomKeyStoreArgs, type ExistingCustomKeyStoreArgs } from "./custom-key-store";
export {
    DatabaseEncryption,
    type DatabaseEncryptionArgs,
    type DatabaseRotationSettings,
    type KeyRotation,
    type PluggableDatabaseKeyArgs,
} from "./database-encryption";
export { EncryptedDatabase, type EncryptedDatabaseArgs, type NewDatabaseSettings } from "./encrypted-database";
export type {
    ClusterEntry,
    ExadataKeyManagementArgs,
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
export {
    type ExistingKeyArgs,
    ManagedKey,
    type ManagedKeyArgs,
    type ManagedKeySettings,
    type ReplicaKeyArgs,
} from "./managed-key";
export { networkKmsPolicy, networkStsPolicy } from "./network-policies";
export { type ExistingOdbNetworkArgs, OdbNetwork, type OdbNetworkArgs } from "./odb-network";
export { type ExistingOidcProviderArgs, OidcTrust, type OidcTrustArgs } from "./oidc-trust";
export { type ExistingVmClusterArgs, VmCluster, type VmClusterArgs, type VmClusterSettings } from "./vm-cluster";
