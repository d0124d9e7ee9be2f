export {
    ChangeGuard,
    type ChangeGuardArgs,
    type GuardedSubjectArgs,
    MasterKeyUsage,
    type MasterKeyUsageArgs,
    type MasterKeyUse,
    UseGuard,
    type UseGuardArgs,
} from "../sdk/resources";
export { AccountSetupStack } from "./account-setup-stack";
export type { AccountSetupStackArgs } from "./args/account-setup-stack";
export type {
    AwsKeyReadPolicyArgs,
    ExistingAwsKeyReadPolicyArgs,
    KeyReadPolicySettings,
} from "./args/aws-key-read-policy";
export type { ClusterKeyStoreArgs } from "./args/cluster-key-store";
export type { ClusterRef } from "./args/cluster-ref";
export type { CustomKeyStoreArgs, ExistingCustomKeyStoreArgs } from "./args/custom-key-store";
export type { EncryptedDatabaseArgs, ExistingDatabaseArgs, NewDatabaseSettings } from "./args/encrypted-database";
export type { ExadataInfrastructureArgs, ExistingExadataInfrastructureArgs } from "./args/exadata-infrastructure";
export type { IdentityDomainArgs } from "./args/identity-domain";
export type { KeyPolicyPrincipal, KeyPolicyStatement } from "./args/key-policy-statement";
export type { ExistingKeyRegistrationArgs, KeyRegistrationArgs } from "./args/key-registration";
export type { ExistingOdbNetworkArgs, OdbNetworkArgs } from "./args/odb-network";
export type { ExistingOidcProviderArgs, OidcProviderArgs } from "./args/oidc-provider";
export type { ExistingVmClusterArgs, VmClusterArgs, VmClusterSettings } from "./args/vm-cluster";
export { AwsKeyReadPolicy } from "./aws-key-read-policy";
export {
    ClusterIdentity,
    type ClusterIdentityArgs,
    type ClusterIdentitySettings,
    type ExistingClusterIdentityArgs,
    type IdentityConnectorSettings,
    type NewIdentityConnectorArgs,
} from "./cluster-identity";
export { ClusterKeyStore } from "./cluster-key-store";
export { CustomKeyStore } from "./custom-key-store";
export {
    CustomerManagedKey,
    type CustomerManagedKeyArgs,
    type CustomerManagedKeySettings,
    type ExistingKeyArgs,
    type ReplicaKeyArgs,
} from "./customer-managed-key";
export type { DatabaseRotationSettings, KeyRotation, PluggableDatabaseKeyArgs } from "./encrypted-database";
export { EncryptedDatabase } from "./encrypted-database";
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
export { ExadataInfrastructure } from "./exadata-infrastructure";
export { IdentityDomain } from "./identity-domain";
export { type DiscoveredKey, KeyDiscovery, KeyRegistration } from "./key-registration";
export { networkKmsPolicy, networkStsPolicy } from "./network-policies";
export { OdbNetwork } from "./odb-network";
export { OidcProvider } from "./oidc-provider";
export { VmCluster } from "./vm-cluster";
