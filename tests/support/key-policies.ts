import { evaluateKeyUse, type PolicyDocument, readPolicy } from "../../sdk/policies";
import { listOf } from "../../sdk/policies/document";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e";

/** The roles that a key policy names and lets use its key; sorted. */
export function usersOf(document: PolicyDocument | string): string[] {
    const named = readPolicy(document).Statement.flatMap(({ Principal }) =>
        typeof Principal === "object" ? listOf(Principal.AWS) : [],
    );
    const roles = [...new Set(named)].filter((name) => name.includes(":role/")).sort();
    return roles.filter(
        (roleArn) => evaluateKeyUse({ keyPolicy: document }, { keyArn, roleArn }).decision === "allowed",
    );
}

/** The versions of a master key that a key policy denies by name; sorted. */
export function deniedMasterKeyIds(document: PolicyDocument | string): string[] {
    const denials = readPolicy(document).Statement.filter(({ Effect }) => Effect === "Deny");
    const conditions = denials.flatMap(({ Condition = {} }) => Object.values(Condition));
    return [...new Set(conditions.flatMap((keys) => listOf(keys["kms:EncryptionContext:MKID"])))].sort();
}
