export { type PolicyDocument, policyText, readPolicy, type Statement, sorted } from "./document";
export {
    type Caller,
    type Context,
    type Decision,
    type Evaluation,
    evaluate,
    evaluateKeyUse,
    evaluateToken,
    type KeyUse,
    type KeyUseDocuments,
    type Part,
    type Token,
} from "./evaluate";
export { type GivenStatement, inOneForm } from "./given-statements";
export { heldStatements, isOwnSid, isVersionDenial } from "./held-statements";
export { keeps } from "./judgement";
export { type KeyPolicyOptions, keyPolicy } from "./key-policy";
export { rolesShutOut, withoutUsers, withUsers } from "./key-users";
export { masterKeyDenial, ownDenials, versionsMeant, withDenial } from "./mkid-denial";
export { networkKmsPolicy, networkStsPolicy } from "./network";
export { type Compartment, type KeyPlace, keyReading, type Reader } from "./oci-reading";
export { awsKeyReadStatement, holdsStatement, sameStatement } from "./oci-statement";
export { type DeadPrincipals, deadPrincipals, withoutDeadPrincipals } from "./principals";
export {
    defaultAudience,
    issuerName,
    issuerUrlOf,
    type TrustPolicyOptions,
    trustPolicy,
} from "./trust";
export { trustedSubjects, trustedTokens } from "./trusted-tokens";
