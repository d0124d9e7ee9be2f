import { evaluateKeyUse } from "../policies";
import { type Finding, findingOf, whole } from "./finding";
import type { KeyUse } from "./key-policy";

/** A permissions boundary with its document. */
export interface Boundary {
    readonly arn: string;
    readonly document: string;
}

/** The link `role-permissions`, as far as a boundary decides: whether it lets the role use a key. */
export function judgeBoundary(boundary: Boundary | undefined, use: KeyUse): Finding {
    if (boundary === undefined) return whole;
    return findingOf(
        evaluateKeyUse({ boundary: boundary.document }, use),
        `let the boundary ${boundary.arn} allow kms:DescribeKey, kms:Encrypt and kms:Decrypt without a condition`,
    );
}
