import { coversAction, listOf, matchesExactCase, type PolicyDocument, readPolicy, type Statement } from "./document";

/** What databases do with their key, as the role of their cluster. */
const keyUse = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"];

/**
 * What a permissions boundary keeps a role from doing with a key. A boundary that only allows under a condition may not
 * allow when a database opens, and one that denies under a condition may deny then: neither counts as leave.
 */
export function actionsOutside(boundary: PolicyDocument | string, keyArn: string): string[] {
    const applying = readPolicy(boundary).Statement.filter((statement) => appliesTo(statement, keyArn));
    return keyUse.filter((action) => {
        const covering = applying.filter((statement) => coversAction(statement, action));
        const isAllowed = covering.some(({ Effect, Condition }) => Effect === "Allow" && Condition === undefined);
        return !isAllowed || covering.some(({ Effect }) => Effect === "Deny");
    });
}

function appliesTo({ Resource, NotResource }: Statement, arn: string): boolean {
    if (NotResource !== undefined) return !listOf(NotResource).some((pattern) => matchesExactCase(pattern, arn));
    return listOf(Resource).some((pattern) => matchesExactCase(pattern, arn));
}
