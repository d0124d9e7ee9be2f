import { type Fault, quote, suggestMember } from "./faults";
import { checkText } from "./text";

const arn = "arn:aws(?:-[a-z]+)*";
const name = "[^*?\\s]+";
/** How a key policy names AWS principals, for those who only compare. */
export const awsPrincipalPattern = `^(?:\\*|\\d{12}|${arn}:iam::\\d{12}:(?:root|(?:role|user)/${name})|${arn}:sts::\\d{12}:(?:assumed-role/${name}/${name}|federated-user/${name}))$`;
export const servicePrincipalPattern = "^[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.amazonaws\\.com(?:\\.cn)?$";
export const kmsActionPattern = "^[Kk][Mm][Ss]:[A-Za-z*?]+$";

/** A principal of the kind AWS in a statement of a key policy. */
export function checkAwsPrincipal(path: string, value: unknown): Fault[] {
    return checkText(path, value, (principal) => {
        if (new RegExp(awsPrincipalPattern).test(principal)) return undefined;
        if (/^A(?:ROA|IDA)[A-Z0-9]+$/.test(principal)) {
            return {
                reason: `${quote(principal)} is an id, which AWS shows when the principal is gone`,
                remedy: "give the ARN of a role or user that exists",
            };
        }
        if (/[*?]/.test(principal)) {
            return {
                reason: `${quote(principal)} has a wildcard, which AWS takes only as "*" by itself`,
                remedy: 'name each principal, or give "*" with a Condition on "aws:PrincipalArn"',
            };
        }
        return {
            reason: `${quote(principal)} is no principal of a key policy`,
            remedy: 'give an account, or the ARN of a role, user or session, e.g. "arn:aws:iam::111122223333:role/KeyAuditors"',
        };
    });
}

/** The name of an AWS service as principal. */
export function checkServicePrincipal(path: string, value: unknown): Fault[] {
    return checkText(path, value, (service) =>
        new RegExp(servicePrincipalPattern).test(service)
            ? undefined
            : {
                  reason: `${quote(service)} is not the name of an AWS service`,
                  remedy: 'give it as "backup.amazonaws.com"',
              },
    );
}

/** An action in a statement of a key policy, with or without wildcards. */
export function checkKmsAction(path: string, value: unknown): Fault[] {
    return checkText(path, value, (action) => {
        if (new RegExp(kmsActionPattern).test(action)) return undefined;
        const remedy =
            action === "*"
                ? 'write "kms:*"'
                : /^[A-Za-z]+$/.test(action)
                  ? `write ${quote(`kms:${action}`)} if you mean that`
                  : 'give actions of KMS, e.g. "kms:DescribeKey"';
        return { reason: `${quote(action)} is no action of KMS`, remedy };
    });
}

const compared: Readonly<Record<string, readonly string[]>> = {
    String: ["Equals", "NotEquals", "EqualsIgnoreCase", "NotEqualsIgnoreCase", "Like", "NotLike"],
    Arn: ["Equals", "NotEquals", "Like", "NotLike"],
    Numeric: ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"],
    Date: ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"],
};
const operators = [
    ...Object.entries(compared).flatMap(([kind, comparisons]) => comparisons.map((one) => `${kind}${one}`)),
    ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress"],
];

/** An operator of a condition: AWS takes no others. */
export function checkConditionOperator(path: string, value: unknown): Fault[] {
    return checkText(path, value, (operator) => {
        const plain = operator.replace(/^(?:ForAnyValue|ForAllValues):/, "").replace(/IfExists$/, "");
        if (operator === "Null" || operators.includes(plain)) return undefined;
        return {
            reason: `${quote(operator)} is no operator of a condition`,
            remedy: plain.includes(":")
                ? 'before the colon write "ForAnyValue" or "ForAllValues"'
                : suggestMember(plain, [...operators, "Null"]),
        };
    });
}
