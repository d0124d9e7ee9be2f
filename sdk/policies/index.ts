export { actionsOutside } from "./boundary";
export { type PolicyDocument, policyText, readPolicy, type Statement, sorted } from "./document";
export { type Evaluation, evaluate, evaluateKeyUse, evaluateToken } from "./evaluate";
export { heldStatements } from "./held-statements";
export { type KeyPolicyOptions, keyPolicy } from "./key-policy";
export { rolesWithoutUse, usersOf, withoutUsers, withUsers } from "./key-users";
export { deniedMasterKeyIds, deniesMasterKey, masterKeyDenial, ownDenials, withDenial } from "./mkid-denial";
export { blockedByNetwork, networkKmsPolicy, networkStsPolicy } from "./network";
export { awsKeyReadStatement, holdsStatement, sameStatement } from "./oci-statement";
export {
    defaultAudience,
    issuerName,
    issuerUrlOf,
    oidcProviderArnOf,
    type TrustPolicyOptions,
    trustPolicy,
} from "./trust";
export { type TrustLoss, trustedSubjects, trustedTokens, trustLosses } from "./trusted-tokens";
