import { type PolicyDocument, policyVersion, sorted } from "./document";

/** The actions that nodes need through a network's access to STS and KMS. */
const networkActions = {
    sts: ["sts:AssumeRoleWithWebIdentity"],
    kms: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"],
} as const;

/**
 * Document for an ODB network's access to STS: its clusters may assume these roles and no others. Without a document, the
 * network lets every call through.
 */
export function networkStsPolicy(roleArns: readonly string[]): PolicyDocument {
    return {
        Version: policyVersion,
        Statement: [
            {
                Sid: "AssumeClusterRoles",
                Effect: "Allow",
                Principal: "*",
                Action: networkActions.sts[0],
                Resource: sorted(roleArns),
            },
        ],
    };
}

/** Document for an ODB network's access to KMS: its clusters may use these keys and no others. */
export function networkKmsPolicy(keyArns: readonly string[]): PolicyDocument {
    return {
        Version: policyVersion,
        Statement: [
            {
                Sid: "UseKeys",
                Effect: "Allow",
                Principal: "*",
                Action: [...networkActions.kms],
                Resource: sorted(keyArns),
            },
        ],
    };
}
