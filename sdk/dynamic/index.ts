export { AccountSetupGuard, type AccountSetupGuardArgs } from "./account-setup-guard";
export {
    AllPluggableDatabaseKeyRotation,
    type AllPluggableDatabaseKeyRotationArgs,
    type PluggableDatabaseRotation,
} from "./all-pluggable-database-key-rotation";
export { AwsKeyDiscovery, type AwsKeyDiscoveryArgs, type DiscoveredAwsKey } from "./aws-key-discovery";
export { AwsKeyRefresh, type AwsKeyRefreshArgs } from "./aws-key-refresh";
export { ClusterKeyStoreRegistration, type ClusterKeyStoreRegistrationArgs } from "./cluster-key-store-registration";
export { ContainerDatabaseKeyRotation, type ContainerDatabaseKeyRotationArgs } from "./container-database-key-rotation";
export { CustomKeyStoreConnection, type CustomKeyStoreConnectionArgs } from "./custom-key-store-connection";
export { CustomKeyStoreGuard, type CustomKeyStoreGuardArgs } from "./custom-key-store-guard";
export { DatabaseKeyLocation, type DatabaseKeyLocationArgs } from "./database-key-location";
export { IdentityChangeGuard, type IdentityChangeGuardArgs } from "./identity-change-guard";
export {
    IdentityConnectorGate,
    type IdentityConnectorGateArgs,
    type IdentityConnectorNode,
} from "./identity-connector-gate";
export { KeyChangeGuard, type KeyChangeGuardArgs } from "./key-change-guard";
export { KeyPolicyExtension, type KeyPolicyExtensionArgs } from "./key-policy-extension";
export { type KeyReadStatementHolder, KeyReadStatements, type KeyReadStatementsArgs } from "./key-read-statements";
export { MasterKeyUsage, type MasterKeyUsageArgs, type MasterKeyUse } from "./master-key-usage";
export { NetworkChangeGuard, type NetworkChangeGuardArgs } from "./network-change-guard";
export { OdbNetworkAccess, type OdbNetworkAccessArgs } from "./odb-network-access";
export { OidcChangeGuard, type OidcChangeGuardArgs } from "./oidc-change-guard";
export { OnboardingStatus, type OnboardingStatusArgs } from "./onboarding-status";
export { PluggableDatabaseKeyRotation, type PluggableDatabaseKeyRotationArgs } from "./pluggable-database-key-rotation";
export { RegistrationGuard, type RegistrationGuardArgs } from "./registration-guard";
export { ReplacementGuard, type ReplacementGuardArgs } from "./replacement-guard";
export { RoleAssociationStatus, type RoleAssociationStatusArgs } from "./role-association-status";
export { type GuardedSubjectArgs, UseGuard, type UseGuardArgs } from "./use-guard";
