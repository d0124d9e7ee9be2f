import {
    coversAction,
    listOf,
    matchesExactCase,
    type PolicyDocument,
    policyVersion,
    readPolicy,
    type Statement,
    sorted,
} from "./document";

/** What nodes do through a network's access to STS and KMS. */
const networkActions = {
    sts: ["sts:AssumeRoleWithWebIdentity"],
    kms: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"],
} as const;

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

/**
 * Those of the roles, or keys, that a network's document does not surely let its clusters use: what everybody may do without
 * condition, and what nothing denies, counts.
 */
export function blockedByNetwork(
    access: keyof typeof networkActions,
    document: string,
    arns: readonly string[],
): string[] {
    const statements = readPolicy(document).Statement;
    const isOpen = (arn: string) =>
        networkActions[access].every((action) => {
            const about = statements.filter((statement) => coversAction(statement, action) && mayMean(statement, arn));
            return about.every(({ Effect }) => Effect === "Allow") && about.some(isForAll);
        });
    return sorted(arns).filter((arn) => !isOpen(arn));
}

/** A resource that is not spelled out, or holds a variable, may mean anything. */
function mayMean({ Resource, NotResource }: Statement, arn: string): boolean {
    if (NotResource !== undefined || Resource === undefined) return true;
    return listOf(Resource).some((pattern) => pattern.includes("${") || matchesExactCase(pattern, arn));
}

function isForAll({ Principal, NotPrincipal, Condition, Resource }: Statement): boolean {
    const principals = typeof Principal === "object" ? listOf(Principal.AWS) : listOf(Principal);
    const isSpelledOut = Resource !== undefined && !listOf(Resource).some((pattern) => pattern.includes("${"));
    return NotPrincipal === undefined && Condition === undefined && isSpelledOut && principals.includes("*");
}
