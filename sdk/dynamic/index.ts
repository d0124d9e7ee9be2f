export {
    AllPluggableDatabaseKeyRotation,
    type AllPluggableDatabaseKeyRotationArgs,
    type PluggableDatabaseRotation,
} from "./all-pluggable-database-key-rotation";
export { AwsKeyDiscovery, type AwsKeyDiscoveryArgs, type DiscoveredAwsKey } from "./aws-key-discovery";
export { AwsKeyRefresh, type AwsKeyRefreshArgs } from "./aws-key-refresh";
export { ChangeGuard, type ChangeGuardArgs } from "./change-guard";
export { ClusterKeyStoreRegistration, type ClusterKeyStoreRegistrationArgs } from "./cluster-key-store-registration";
export { CustomKeyStoreConnection, type CustomKeyStoreConnectionArgs } from "./custom-key-store-connection";
export { DatabaseKey, type DatabaseKeyArgs } from "./database-key";
export {
    IdentityConnectorGate,
    type IdentityConnectorGateArgs,
    type IdentityConnectorNode,
} from "./identity-connector-gate";
export { KeyPolicyExtension, type KeyPolicyExtensionArgs } from "./key-policy-extension";
export { type KeyReadStatementHolder, KeyReadStatements, type KeyReadStatementsArgs } from "./key-read-statements";
export { MasterKeyUsage, type MasterKeyUsageArgs, type MasterKeyUse } from "./master-key-usage";
export { OdbNetworkAccess, type OdbNetworkAccessArgs } from "./odb-network-access";
export { OnboardingStatus, type OnboardingStatusArgs } from "./onboarding-status";
export { PluggableDatabaseKeyRotation, type PluggableDatabaseKeyRotationArgs } from "./pluggable-database-key-rotation";
export { type GuardedSubjectArgs, UseGuard, type UseGuardArgs } from "./use-guard";
