import { type PolicyDocument, policyVersion, sorted } from "./document";

/**
 * Document for an ODB network's access to STS: its clusters may take these roles and no others. Without a document the
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
                Action: "sts:AssumeRoleWithWebIdentity",
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
                Action: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"],
                Resource: sorted(keyArns),
            },
        ],
    };
}
