export {
    AllPluggableDatabaseKeyRotation,
    type AllPluggableDatabaseKeyRotationArgs,
    type PluggableDatabaseRotation,
} from "./all-pluggable-database-key-rotation/resource";
export { AwsKeyDiscovery, type AwsKeyDiscoveryArgs, type DiscoveredAwsKey } from "./aws-key-discovery/resource";
export { AwsKeyRefresh, type AwsKeyRefreshArgs } from "./aws-key-refresh/resource";
export { ChangeGuard, type ChangeGuardArgs } from "./change-guard/resource";
export {
    ClusterKeyStoreRegistration,
    type ClusterKeyStoreRegistrationArgs,
} from "./cluster-key-store-registration/resource";
export { CustomKeyStoreConnection, type CustomKeyStoreConnectionArgs } from "./custom-key-store-connection/resource";
export { DatabaseKey, type DatabaseKeyArgs } from "./database-key/resource";
export {
    IdentityConnectorGate,
    type IdentityConnectorGateArgs,
    type IdentityConnectorNode,
} from "./identity-connector-gate/resource";
export { KeyPolicyExtension, type KeyPolicyExtensionArgs } from "./key-policy-extension/resource";
export {
    type KeyReadStatementHolder,
    KeyReadStatements,
    type KeyReadStatementsArgs,
} from "./key-read-statements/resource";
export { MasterKeyUsage, type MasterKeyUsageArgs, type MasterKeyUse } from "./master-key-usage/resource";
export { OdbNetworkAccess, type OdbNetworkAccessArgs } from "./odb-network-access/resource";
export { OnboardingStatus, type OnboardingStatusArgs } from "./onboarding-status/resource";
export {
    PluggableDatabaseKeyRotation,
    type PluggableDatabaseKeyRotationArgs,
} from "./pluggable-database-key-rotation/resource";
export { type GuardedSubjectArgs, UseGuard, type UseGuardArgs } from "./use-guard/resource";
