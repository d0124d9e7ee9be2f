import { evaluateKeyUse, type PolicyDocument } from "../policies";
import { type Finding, findingOf } from "./finding";

/** One role on its way to one key. */
export interface KeyUse {
    readonly keyArn: string;
    readonly roleArn: string;
}

/** The link `key-policy`: whether the policy of a key lets the role of a cluster use it. */
export function judgeKeyPolicy(keyPolicy: PolicyDocument | string, use: KeyUse): Finding {
    return findingOf(
        evaluateKeyUse({ keyPolicy }, use),
        `allow ${use.roleArn} kms:DescribeKey, kms:Encrypt and kms:Decrypt in the policy of ${use.keyArn}`,
    );
}
